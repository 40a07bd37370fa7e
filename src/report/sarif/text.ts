import { oneLine, readable } from '../readable.ts';

const MAX_MESSAGE = 2000;

/** A plain text message, in which braces are placeholders and `[text](target)` would be a link (SARIF 3.11.5, 3.11.6). */
export function messageOf(text: string): { text: string } {
  return { text: oneLine(text, MAX_MESSAGE).replace(/[{}]/g, '$&$&').replaceAll('](', ']\u2060(') };
}

/** Quoted content of a file: no message, so nothing in it has a meaning. */
export function snippetOf(lines: readonly string[]): { text: string } {
  return { text: readable(lines.join('\n')) };
}
