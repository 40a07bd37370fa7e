/** Literals of one search, matched without regard to case in one pass (Aho-Corasick over ASCII). */
export type LiteralSet = {
  /** Next state for (state, UTF-16 unit): `next[state * CLASSES + classOf(unit)]`. State 0 is the start. */
  next: Uint16Array;
  /** Character class of every ASCII unit; anything else has class 0. */
  classes: Uint8Array;
  width: number;
  /** Literals that end in a state, as indexes, longest first; undefined for most states. */
  ends: (number[] | undefined)[];
};

/** Compiles literals into an automaton. They are ASCII, not empty, and few (the states must fit 16 bits). */
export function compileLiterals(literals: readonly string[]): LiteralSet {
  const lowered = literals.map((literal) => literal.toLowerCase());
  const { classes, width } = classesOf(lowered);
  const { children, ends } = trieOf(lowered, classes, width);
  return { next: completed(children, ends, width), classes, width, ends };
}

function classesOf(lowered: string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(128);
  let width = 1;
  for (const unit of new Set(lowered.join('')).values()) {
    const code = unit.charCodeAt(0);
    classes[code] = width;
    const upper = unit.toUpperCase().charCodeAt(0);
    if (upper < 128) classes[upper] = width;
    width += 1;
  }
  return { classes, width };
}

type Trie = { children: number[][]; ends: (number[] | undefined)[] };

function trieOf(lowered: string[], classes: Uint8Array, width: number): Trie {
  const children: number[][] = [new Array<number>(width).fill(0)];
  const ends: (number[] | undefined)[] = [undefined];
  lowered.forEach((literal, index) => {
    let state = 0;
    for (const unit of literal) {
      const row = children[state] as number[];
      const unitClass = classes[unit.charCodeAt(0)] as number;
      if (row[unitClass] === 0) {
        row[unitClass] = children.length;
        children.push(new Array<number>(width).fill(0));
        ends.push(undefined);
      }
      state = row[unitClass] as number;
    }
    ends[state] = [...(ends[state] ?? []), index];
  });
  return { children, ends };
}

/** Fills in the failure transitions breadth-first, so that the search never steps back. */
function completed(children: number[][], ends: (number[] | undefined)[], width: number): Uint16Array {
  const next = new Uint16Array(children.length * width);
  const fallback = new Uint16Array(children.length);
  const queue = [0];
  for (const state of queue) {
    const row = children[state] as number[];
    const back = fallback[state] as number;
    for (let unitClass = 0; unitClass < width; unitClass++) {
      const child = row[unitClass] as number;
      const inherited = state === 0 ? 0 : (next[back * width + unitClass] as number);
      next[state * width + unitClass] = child || inherited;
      if (!child) continue;
      fallback[child] = inherited;
      const shorter = ends[inherited];
      if (shorter) ends[child] = [...(ends[child] ?? []), ...shorter];
      queue.push(child);
    }
  }
  return next;
}
