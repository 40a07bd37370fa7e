import { oneLine, readable } from '../readable.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Not a character of XML 1.0, beside the controls and lone surrogates that `readable` takes out. */
const NONCHARACTERS = /[\ufffe\uffff]/g;

const MAX_ATTRIBUTE = 1000;

/** Text of a bundle as XML text. */
export function escaped(text: string): string {
  return readable(text)
    .replace(NONCHARACTERS, '\ufffd')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

/** ` name="value"` for each, on one line; the names are ours. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(oneLine(String(value), MAX_ATTRIBUTE))}"`)
    .join('');
}
