import { readValue } from './read-value.ts';
import type { Span } from './spans.ts';
import { isSecretValue, looksRandom } from './values.ts';

/**
 * The `data:` or `stringData:` of a manifest in text. The kind of a manifest stands behind its data, so values that read
 * like Base64 are taken for those of a Secret wherever they stand below `data:`.
 */
export type DataSection = { plain: boolean; indent: number; child: number | undefined; inBlock?: boolean };

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
  if (section.inBlock && indent > section.child) return blockSpans(section, line, indent);
  const entry = ENTRY.exec(line);
  if (!entry || indent !== section.child) return [];
  const value = readValue(line, entry[0].length, 'line');
  const written = line.slice(value.start, value.end);
  section.inBlock = /^[|>][-+0-9]{0,2}$/.test(written);
  const secret = section.plain ? isSecretValue(written, PLAIN_DATA, 'quoted') : isSecretBase64(written);
  return secret && !written.startsWith('[redacted:') && !section.inBlock
    ? [{ start: value.start, end: value.end, kind: 'secret-data' }]
    : [];
}

/** A line of a block scalar: of `stringData` all of it, of `data` what is Base64, as a file in a ConfigMap stays readable. */
function blockSpans({ plain }: DataSection, line: string, indent: number): Span[] {
  const written = line.slice(indent).trimEnd();
  const secret = plain ? !written.startsWith('[redacted:') : isSecretBase64(written);
  return secret ? [{ start: indent, end: indent + written.length, kind: 'secret-data' }] : [];
}

const INLINE = /^\\{0,31}["'`]?\s{0,8}:\s{0,8}\{/;
const INLINE_ENTRY = /\s{0,32},?\s{0,32}\\{0,31}["'][\w.-]{1,253}\\{0,31}["']\s{0,8}:\s{0,8}/y;

/** The data of a Secret that stands in one line, within a sentence too; `at` is behind the word `data` or `stringData`. */
export function inlineData(text: string, at: number): Span[] {
  const opening = INLINE.exec(text.slice(at, at + 64));
  if (!opening) return [];
  const plain = /stringdata$/i.test(text.slice(Math.max(0, at - 10), at));
  const spans: Span[] = [];
  let from = at + opening[0].length;
  for (;;) {
    INLINE_ENTRY.lastIndex = from;
    if (!INLINE_ENTRY.test(text)) return spans;
    const value = readValue(text, INLINE_ENTRY.lastIndex, 'token');
    const written = text.slice(value.start, value.end);
    const secret = plain ? isSecretValue(written, PLAIN_DATA, 'quoted') : isSecretBase64(written);
    if (secret && !written.startsWith('[redacted:'))
      spans.push({ start: value.start, end: value.end, kind: 'secret-data' });
    from = Math.max(value.end + (value.quote?.length ?? 0), INLINE_ENTRY.lastIndex);
  }
}

const PLAIN_DATA = { strength: 'certain', kind: 'secret' } as const;

/** True for Base64 of anything but a certificate; words such as `postgres` decode to no text and stay. */
export function isSecretBase64(written: string): boolean {
  if (written.length < 4 || written.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(written)) return false;
  const decoded = Buffer.from(written, 'base64').toString('latin1');
  if (decoded.startsWith('-----BEGIN') && !decoded.includes('PRIVATE KEY')) return false;
  return /^[\t\n\r -~]+$/.test(decoded) || written.endsWith('=') || (written.length >= 24 && looksRandom(written));
}
