import { valueSpans } from './assignments.ts';
import type { Awaited } from './find-secrets.ts';
import type { Sensitivity } from './names.ts';
import { isPemBody, pemEnd } from './private-keys.ts';
import { type Reach, readValue } from './read-value.ts';
import type { Span } from './spans.ts';
import { isSecretValue } from './values.ts';

/**
 * What one line leaves to the next. `pem`: a private key or a certificate is open. `block`: a YAML block scalar.
 * `items`: the value, or a list of values, stands on the following lines. `pair`: `name: X` was read and its `value:`
 * comes. `argument`: a flag was read and its argument is the next line.
 */
export type Carry =
  | { type: 'pem'; secret: boolean; lines: string[] }
  | { type: 'block'; of: Sensitivity; indent: number; lines: BlockLine[]; size: number }
  | { type: 'items'; of: Sensitivity; indent: number }
  | { type: 'pair'; of: Sensitivity; column: number; left: number }
  | { type: 'argument'; of: Sensitivity };

/** A line that is kept back, apart from the stamp that a log has before it. */
type BlockLine = { stamp: string; text: string };

const MAX_PEM_LINES = 1000;
const MAX_BLOCK = 1024 * 1024;

/** The state after a line whose last name still waits for its value. */
export function carryAfter(text: string, { name, awaits }: Awaited): Carry | undefined {
  const { of } = name;
  const indent = indentOf(text);
  if (awaits === 'pair') return { type: 'pair', of, column: columnOfKey(text), left: 4 };
  if (awaits === 'argument') return { type: 'argument', of };
  if (/[|>][-+0-9]{0,2}\s*(?:#.*)?$/.test(text.slice(name.end))) {
    return of.strength === 'certain' || of.strength === 'nameable' || of.strength === 'applied'
      ? { type: 'block', of, indent, lines: [], size: 0 }
      : undefined;
  }
  return of.strength === 'applied' ? { type: 'block', of, indent, lines: [], size: 0 } : { type: 'items', of, indent };
}

/** Whether the block goes on with this line; it is then kept back. */
export function continuesBlock(carry: Carry & { type: 'block' }, stamp: string, text: string): boolean {
  const goesOn = text.trim() === '' || indentOf(text) > carry.indent;
  if (goesOn && carry.size < MAX_BLOCK) {
    carry.lines.push({ stamp, text });
    carry.size += stamp.length + text.length;
  }
  return goesOn;
}

/** Whether the key goes on with this line, and where in it the END stands. */
export function continuesPem(carry: Carry & { type: 'pem' }, line: string): 'body' | 'end' | 'no' {
  if (pemEnd(line) >= 0) return 'end';
  return isPemBody(line) && carry.lines.length < MAX_PEM_LINES ? 'body' : 'no';
}

/** The text of a block as it was, or its mark. */
export function closedBlock(carry: Carry & { type: 'block' }, mark: (kind: string, secret: string) => string): string {
  const written = carry.lines.map(({ stamp, text }) => stamp + text).join('\n');
  const content = carry.lines
    .map(({ text }) => text.trim())
    .join('\n')
    .trim();
  const judged = carry.of.strength === 'applied' ? content !== '' : isSecretValue(content, carry.of, 'quoted');
  if (!judged || content.startsWith('[redacted:')) return written;
  const lastOfText = carry.lines.findLastIndex(({ text }) => text.trim() !== '');
  const blankAfter = carry.lines.slice(lastOfText + 1).map(({ stamp }) => `\n${stamp}`);
  const lead = (carry.lines[0]?.stamp ?? '') + ' '.repeat(carry.indent + 2);
  return `${lead}${mark(carry.of.kind, content)}${blankAfter.join('')}`;
}

/** The secrets in a line that follows a waiting name, and whether it still waits. */
export function continued(carry: Carry, line: string): { spans: Span[]; carry: Carry | undefined } {
  if (carry.type === 'pair') return continuedPair(carry, line);
  if (carry.type === 'argument')
    return { spans: valueAt(line, carry.of, /^\s*(?:- +|(?=["'\\]))?/, 'token', '-'), carry: undefined };
  if (carry.type === 'items') return continuedItems(carry, line);
  return { spans: [], carry };
}

const VALUE_LINE = /^\s*(?:[-?] +)?(?:(?:\\{0,31}["'])?value(?:\\{0,31}["'])?\s{0,8}[:=]\s{0,100}|<value>)/;

function continuedPair(carry: Carry & { type: 'pair' }, line: string): { spans: Span[]; carry: Carry | undefined } {
  const found = VALUE_LINE.exec(line);
  if (found) {
    if (/^[|>][-+0-9]{0,2}\s*$/.test(line.slice(found[0].length)))
      return { spans: [], carry: { type: 'block', of: carry.of, indent: indentOf(line), lines: [], size: 0 } };
    return { spans: valueLineSpans(line, carry.of), carry: undefined };
  }
  const over =
    /^\s*(?:- |[{}\]])/.test(line) || (line.trim() !== '' && indentOf(line) < carry.column) || carry.left <= 1;
  return { spans: [], carry: over ? undefined : { ...carry, left: carry.left - 1 } };
}

/** The secret in a line `value: ...`, in YAML, JSON or XML. */
export function valueLineSpans(line: string, of: Sensitivity): Span[] {
  const found = VALUE_LINE.exec(line);
  return found ? valueAt(line, of, VALUE_LINE, /["']\s*:/.test(found[0]) ? 'token' : 'line') : [];
}

function continuedItems(carry: Carry & { type: 'items' }, line: string): { spans: Span[]; carry: Carry | undefined } {
  if (line.trim() === '') return { spans: [], carry };
  const isItem =
    /^\s*(?:- +(?![\w.-]+:(?:\s|$))|["'](?:[^"'\\]|\\.){0,8192}["'],?\s*$)/.test(line) &&
    indentOf(line) >= carry.indent;
  const isPlain = indentOf(line) > carry.indent && !/^\s*(?:[-?{}[\]#]|["']?[\w./-]+["']?\s*[:=](?:\s|$))/.test(line);
  if (!isItem && !isPlain) return { spans: [], carry: undefined };
  const spans = valueAt(line, carry.of, /^\s*(?:- +)?/, 'line');
  return { spans, carry: isItem ? carry : undefined };
}

function valueAt(line: string, of: Sensitivity, lead: RegExp, reach: Reach, notBefore?: string): Span[] {
  const at = lead.exec(line)?.[0].length ?? 0;
  if (at >= line.length || (notBefore !== undefined && line.startsWith(notBefore, at))) return [];
  const value = readValue(line, at, reach);
  const quote = value.quote === undefined && /^\s*(?:- |value:)/.test(line) ? "'" : undefined;
  return valueSpans(line, of, value).map((span) => (quote ? { quote, ...span } : span));
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

function columnOfKey(line: string): number {
  return /^\s*(?:[-?] +)?/.exec(line)?.[0].length ?? 0;
}
