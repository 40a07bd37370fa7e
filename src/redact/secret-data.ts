import { readValue } from './read-value.ts';
import type { Span } from './spans.ts';
import { isSecretValue, looksRandom } from './values.ts';

/**
 * The `data:` or `stringData:` of a manifest in text. The kind of a manifest stands behind its data, so values that read
 * like Base64 are taken for those of a Secret wherever they stand below `data:`.
 */
export type DataSection = { plain: boolean; indent: number; child: number | undefined };

const OPENS = /^(\s*)(?:[-?] +)?["']?(data|stringData)["']?\s*:\s*\{?\s*$/;
const ENTRY = /^(\s*)["']?[\w.-]{1,253}["']?\s*:\s+/;

/** The section that this line opens. */
export function opensData(line: string): DataSection | undefined {
  const found = OPENS.exec(line);
  return found ? { plain: found[2] === 'stringData', indent: (found[1] ?? '').length, child: undefined } : undefined;
}

/** The secret in a line of the section; undefined where the section is over. */
export function dataSpans(section: DataSection, line: string): Span[] | undefined {
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  if (line.trim() === '') return [];
  if (indent <= section.indent) return undefined;
  section.child ??= indent;
  const entry = ENTRY.exec(line);
  if (!entry || indent !== section.child) return [];
  const value = readValue(line, entry[0].length, 'line');
  const written = line.slice(value.start, value.end);
  const secret = section.plain
    ? isSecretValue(written, { strength: 'certain', kind: 'secret' }, 'quoted')
    : isSecretBase64(written);
  return secret && !written.startsWith('[redacted:') && !/^[|>][-+0-9]{0,2}$/.test(written)
    ? [{ start: value.start, end: value.end, kind: 'secret-data' }]
    : [];
}

/** True for Base64 of anything but a certificate; words such as `postgres` decode to no text and stay. */
export function isSecretBase64(written: string): boolean {
  if (written.length < 4 || written.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(written)) return false;
  const decoded = Buffer.from(written, 'base64').toString('latin1');
  if (decoded.startsWith('-----BEGIN') && !decoded.includes('PRIVATE KEY')) return false;
  return /^[\t\n\r -~]+$/.test(decoded) || written.endsWith('=') || (written.length >= 24 && looksRandom(written));
}
