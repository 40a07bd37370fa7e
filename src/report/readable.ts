/** CSI, OSC and two-byte escape sequences of terminals. Each alternative stops at the next ESC, so the scan is linear. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ESCAPE_SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** C0 (without tab and newline) and C1 control characters: nothing to read, and a terminal obeys them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Marks that reorder or hide the text around them: shown by name, since a proof must not look like something else. */
const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const LONE_SURROGATE = /\p{Surrogate}/gu;

const codePoint = (mark: string) => `\u27e8U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`;

/** Text of a bundle as a person may safely see it: no escape sequences or control characters, tabs as two spaces. */
export function readable(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROLS, '')
    .replaceAll('\t', '  ')
    .replace(INVISIBLE, codePoint)
    .replace(LONE_SURROGATE, '\ufffd');
}

/** As `readable`, on one line. */
export function oneLine(text: string, max = 400): string {
  return readable(shorten(text, max)).replace(/\s+/g, ' ').trim();
}

/** At most `max` UTF-16 units and a note of how many are left out; a surrogate pair is never parted. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = headOf(text, max);
  return `${kept}\u2026 (${(text.length - kept.length).toLocaleString('en-US')} more characters)`;
}

/** The middle left out: of a long name, both ends tell it from its neighbours. */
export function shortenMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const tail = Math.floor((max - 1) / 2);
  return `${headOf(text, max - 1 - tail)}\u2026${text.slice(text.length - tail)}`.replace(LONE_SURROGATE, '\ufffd');
}

/** `1 finding`, `2 findings`, `3 entries` with the plural given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

function headOf(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
