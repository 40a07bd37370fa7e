/** A line of a text file without its line end, escape sequences and NUL bytes. `number` is 1-based in the file. */
export type Line = {
  /** At most MAX_LINE characters: nothing that a command prints in columns or as fields is longer. */
  text: string;
  number: number;
  /** The whole line, where `text` is cut. */
  full?: string;
};

const MAX_LINE = 32 * 1024;

const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const NUL = String.fromCharCode(0);
const ANSI = new RegExp(
  `${ESC}\\[[0-9;?]*[ -/]*[@-~]|${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)|${ESC}[@-Z\\\\-_]`,
  'g',
);
const BYTE_ORDER_MARK = String.fromCharCode(0xfeff);

/** Splits at `\n` alone, as line numbers everywhere else do; a `\r` before it belongs to the line end. */
export function linesOf(text: string): Line[] {
  let clean = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (clean.includes(NUL)) clean = clean.replaceAll(NUL, '');
  const lines = clean.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => makeLine(line, index + 1));
}

function makeLine(raw: string, number: number): Line {
  let full = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  if (full.includes(ESC)) full = full.replace(ANSI, '');
  return full.length <= MAX_LINE ? { text: full, number } : { text: full.slice(0, MAX_LINE), number, full };
}

/** The text of some lines, whole, as it stands in the file apart from what `linesOf` takes out. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text, full }) => full ?? text).join('\n');
}

export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** Columns of white space before the first character; a tab reaches to the next multiple of 8. */
export function indentOf(text: string): number {
  let column = 0;
  for (const char of text) {
    if (char === ' ') column += 1;
    else if (char === '\t') column += 8 - (column % 8);
    else break;
  }
  return column;
}

/** What people write where they cut something out. */
export function isEllipsis(text: string): boolean {
  return /^\s*(?:\.{1,6}|…|\[?(?:\.\.\.|…)\]?|<snip>|\[snip\])\s*$/i.test(text);
}

/** The lines without the white space that all of them begin with; a pasted block is often indented as a whole. */
export function dedent(lines: readonly Line[]): Line[] {
  let common = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (isBlank(line)) continue;
    common = Math.min(common, line.text.length - line.text.trimStart().length);
    if (common === 0) return [...lines];
  }
  if (!Number.isFinite(common)) return [...lines];
  return lines.map((line) => ({ ...line, text: line.text.slice(common) }));
}

/** Tabs become the spaces that a terminal shows, so that columns line up. */
export function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let shown = '';
  for (const [index, part] of text.split('\t').entries()) {
    if (index > 0) shown += ' '.repeat(8 - (shown.length % 8));
    shown += part;
  }
  return shown;
}
