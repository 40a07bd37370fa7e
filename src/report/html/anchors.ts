/** Names a part of the page: the same text always gives the same name, two texts never share one. */
export type Anchors = (id: string) => string;

const MAX_LENGTH = 100;

/** Anchors that begin with `prefix` and hold only letters, digits, dots, dashes and underscores. */
export function createAnchors(prefix: string): Anchors {
  const named = new Map<string, string>();
  const taken = new Set<string>();
  return (id) => {
    const known = named.get(id);
    if (known) return known;
    const plain = `${prefix}${id.slice(0, MAX_LENGTH).replace(/[^A-Za-z0-9._-]/g, '_')}`;
    let anchor = plain;
    for (let copy = 2; taken.has(anchor); copy += 1) anchor = `${plain}.${copy}`;
    taken.add(anchor);
    named.set(id, anchor);
    return anchor;
  };
}
