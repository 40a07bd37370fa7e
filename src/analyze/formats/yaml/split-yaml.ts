/** A document of a YAML file. `list` is there where its items could be cut apart without parsing it. */
export type YamlDocument = {
  text: string;
  /** 1-based line of the file at which it begins. */
  line: number;
  list?: YamlList;
};

/** `head` and `tail` are what stands around the items: together, the list without them. */
export type YamlList = { head: string; tail: string; tailLine: number; items: YamlItem[]; bare: boolean };

/** `text` is the item with its dash, so it is a sequence of one. */
type YamlItem = { text: string; line: number };

/**
 * Cuts a YAML text into documents, and a document that is a list into its items, by lines and indentation alone. A line
 * of a nested text block is always indented deeper than the list's dash, so none can be mistaken for an item.
 */
export function splitYaml(text: string, firstLine = 1): YamlDocument[] {
  const documents: YamlDocument[] = [];
  let start = 0;
  let startLine = firstLine;

  const close = (end: number) => {
    const part = text.slice(start, end);
    if (/\S/.test(part)) documents.push(asDocument(part, startLine));
  };

  let line = firstLine;
  for (let at = 0; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (text.startsWith('---', at) && isMarker(text, at + 3)) {
      close(at);
      start = next;
      startLine = line + 1;
    } else if (text.startsWith('...', at) && isMarker(text, at + 3) && endsDocument(text, next)) {
      close(at);
      start = next;
      startLine = line + 1;
    }
    at = next;
  }
  close(text.length);
  return documents;
}

/** True where nothing but white space or a comment follows on the line. A document may also begin on the marker's line. */
function isMarker(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  return /^\s*(?:#.*)?$/.test(text.slice(at, end < 0 ? text.length : Math.min(end, at + 200)));
}

/** A line of three dots ends a document only where another follows, or nothing; else somebody left something out there. */
function endsDocument(text: string, next: number): boolean {
  const rest = text.slice(next, next + 1000).trimStart();
  return rest === '' || /^(?:---|apiVersion:|kind:|- apiVersion:)/.test(rest);
}

function asDocument(text: string, line: number): YamlDocument {
  const list = splitList(text, line);
  return { text, line, ...(list ? { list } : {}) };
}

/** The items of `items:` at the top of a mapping, or of a sequence of objects; undefined for anything else. */
function splitList(text: string, firstLine: number): YamlList | undefined {
  const items = /^items:[ \t]*(?:#.*)?\r?$/m.exec(text);
  const bare = items === null ? /^( *)- +(?:apiVersion|kind|metadata):/m.exec(text) : null;
  // A bare sequence begins the document; a mapping's own list further down is not one.
  if (bare && hasContent(text.slice(0, bare.index))) return undefined;
  if (!items && !bare) return undefined;

  const from = items ? items.index + items[0].length + 1 : (bare?.index ?? 0);
  const dash = items ? /^( *)- /.exec(firstTextLine(text, from)) : bare;
  if (!dash) return undefined;
  const mark = `${dash[1] ?? ''}- `;

  const cut: YamlItem[] = [];
  let itemStart = -1;
  let itemLine = 0;
  let at = from;
  let line = firstLine + countLines(text.slice(0, from));
  for (; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (text.startsWith(mark, at)) {
      if (itemStart >= 0) cut.push({ text: text.slice(itemStart, at), line: itemLine });
      itemStart = at;
      itemLine = line;
    } else if (isOutside(text, at, mark.length - 2)) break;
    at = next;
  }
  if (itemStart >= 0) cut.push({ text: text.slice(itemStart, at), line: itemLine });
  const head = items ? text.slice(0, items.index) : '';
  return { head, tail: text.slice(at), tailLine: line, items: cut, bare: bare !== null };
}

/** True for a line that is indented less than the items are, or stands in their column without a dash. */
function isOutside(text: string, at: number, indent: number): boolean {
  let column = 0;
  while (text[at + column] === ' ') column++;
  const character = text[at + column];
  if (character === undefined || character === '\n' || character === '\r' || character === '#') return false;
  return column <= indent && !(character === '-' && column === indent);
}

function firstTextLine(text: string, from: number): string {
  let at = from;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) return line;
    if (end < 0) break;
    at = end + 1;
  }
  return '';
}

/** True for a text that holds more than blank lines and comments. */
export function hasContent(text: string): boolean {
  return text.split('\n').some((line) => /^[ \t\r]*[^# \t\r]/.test(line));
}

/** The number of line ends. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
