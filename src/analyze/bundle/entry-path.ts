const JUNK = /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db)$|(^|\/)__MACOSX(\/|$)/;

/** C0 and C1 control characters, line and paragraph separators, and marks that reorder the text around them. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;

const MAX_PATH = 4096;
const MAX_LEVELS = 128;

/**
 * The path of an entry from the name its container gives: `/` between names, without drive letter, leading slash, `.`
 * and `..` (which never climbs above the root), in NFC, with control characters written as `\x0a`. Empty for the root.
 * What is longer than any real path is cut.
 */
export function normalisePath(name: string): string {
  return name.length <= MAX_PLAIN && PLAIN.test(name) ? name : joinNames(namesOf(name));
}

/** What nearly all names look like: ASCII without a colon (drives), no empty name in between, none that begins with a dot. Nothing is to be done. */
const PLAIN = /^[A-Za-z0-9_@+=,~-][A-Za-z0-9_@+=,~. -]*(?:\/[A-Za-z0-9_@+=,~-][A-Za-z0-9_@+=,~. -]*)*$/;
/** Shorter than what is cut, and too short for more levels than are kept. */
const MAX_PLAIN = 200;

/** Left behind by file managers: `.DS_Store`, `._*`, `Thumbs.db` and everything in `__MACOSX/`. */
export const isJunk = (path: string) => JUNK.test(path);

/**
 * Where a link points, as a normalised path inside its archive.
 * @returns undefined when it leads out: an absolute target, or one that climbs above the root.
 */
export function linkTarget(linkPath: string, target: string, from: 'folder' | 'root'): string | undefined {
  const slashed = target.replaceAll('\\', '/');
  if (from === 'root') return normalisePath(target) || undefined;
  if (slashed.startsWith('/') || /^[A-Za-z]:\//.test(slashed)) return undefined;

  const names = linkPath.split('/').slice(0, -1);
  for (const name of slashed.split('/')) {
    if (name === '..' && names.length === 0) return undefined;
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return joinNames(names) || undefined;
}

/** Every entry has a path of its own: the second of a name gets `#2` behind it, the third `#3`. */
export function createPathRegister(): (path: string) => string {
  const taken = new Set<string>();
  const copies = new Map<string, number>();

  return (path) => {
    let own = path;
    for (let copy = copies.get(path) ?? 1; taken.has(own); ) {
      copy += 1;
      copies.set(path, copy);
      own = `${path}#${copy}`;
    }
    taken.add(own);
    return own;
  };
}

function namesOf(name: string): string[] {
  const names: string[] = [];
  for (const part of name
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:(?=\/)/, '')
    .split('/')) {
    if (part === '..') names.pop();
    else if (part !== '' && part !== '.') names.push(part);
  }
  return names;
}

function joinNames(names: string[]): string {
  const path = names.slice(0, MAX_LEVELS).join('/').normalize('NFC').replace(INVISIBLE, escapeCharacter);
  return path.length > MAX_PATH ? `${path.slice(0, MAX_PATH)}…` : path;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
