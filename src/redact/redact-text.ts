import { type Carry, carryAfter, closedBlock, continued, continuesBlock, continuesPem } from './carry.ts';
import { isKeyMaterial } from './encoded.ts';
import { findSecrets, type Hit } from './find-secrets.ts';
import { type KeyList, keyListSpans, opensKeyList } from './key-lists.ts';
import { stampOf } from './line-stamp.ts';
import type { Marker } from './marks.ts';
import { pemBlocks, pemEnd } from './private-keys.ts';
import { scanLines } from './scan-lines.ts';
import { type DataSection, dataSpans, opensData } from './secret-data.ts';
import { applySpans, type Span } from './spans.ts';
import { TRIGGERS } from './triggers.ts';

/** Looks at every line for what has no literal: addresses, hosts, the user's own patterns. */
export type LineDetector = (text: string) => Span[];

export type TextContext = {
  marker: Marker;
  detectors: readonly LineDetector[];
  /** Looks at the lines in which a literal of a provider's token stands. */
  providers?: LineDetector | undefined;
  /** Whether a decoded text holds a secret; asked for Base64 within the text. */
  holdsSecret: (text: string) => boolean;
  /** Redacts a Secret written as JSON in one line; undefined where it is none. */
  secretObject: (line: string) => string | undefined;
};

/** Redacts one text given in pieces of whole lines; what a line leaves to the next is carried over. */
export type LineRedactor = {
  /** Whole lines, the last one with or without its line feed. */
  lines(text: string): string;
  /** What was kept back: a private key or a block that never ended. */
  end(): string;
};

export function createLineRedactor(context: TextContext): LineRedactor {
  const { marker } = context;
  let carry: Carry | undefined;
  let data: DataSection | undefined;
  let keys: KeyList | undefined;
  const mark = (kind: string, secret: string) => marker.mark(kind, secret);

  const closed = (): string => {
    const open = carry;
    carry = undefined;
    if (open?.type === 'block') return closedBlock(open, mark);
    return open?.type === 'pem' && open.secret ? mark('private-key', open.lines.join('\n')) : '';
  };

  /** The line as it may be shown, or undefined while it is kept back. */
  const redactLine = (written: string, hits: Hit[]): string | undefined => {
    const whole = written.endsWith('\r') ? written.slice(0, -1) : written;
    const tail = written.slice(whole.length);
    const stamp = stampOf(whole);
    const line = whole.slice(stamp.length);
    const own = stamp === '' ? hits : moved(hits, stamp.length);
    if (carry?.type === 'block') {
      if (continuesBlock(carry, stamp, line)) return undefined;
      return afterClosed(closed(), stamp, line, own, tail);
    }
    if (carry?.type === 'pem') return pemLine(carry, stamp, line, own, tail);
    const shown = plainLine(line, own);
    if (shown !== undefined) return stamp + shown + tail;
    prefix = stamp + prefix;
    return undefined;
  };

  /** A line behind what ended with the one before it. */
  const afterClosed = (before: string, stamp: string, line: string, hits: Hit[], tail: string): string =>
    `${before}${before && '\n'}${stamp}${plainLine(line, hits) ?? ''}${tail}`;

  const pemLine = (
    open: Carry & { type: 'pem' },
    stamp: string,
    line: string,
    hits: Hit[],
    tail: string,
  ): string | undefined => {
    const step = continuesPem(open, line);
    if (step === 'body' && !open.secret) return stamp + line + tail;
    if (step === 'body') {
      open.lines.push(line.trim());
      return undefined;
    }
    const end = step === 'end' ? pemEnd(line) : 0;
    if (step === 'end') open.lines.push(line.slice(0, end).trim());
    const { secret } = open;
    const before = closed();
    if (step === 'no') return afterClosed(before, stamp, line, hits, tail);
    const rest = plainLine(line.slice(end), moved(hits, end)) ?? '';
    return secret ? `${before}${rest}${tail}` : `${stamp}${line.slice(0, end)}${rest}${tail}`;
  };

  const plainLine = (line: string, hits: Hit[]): string | undefined => {
    const object = hits.length > 0 && line.startsWith('{') ? context.secretObject(line) : undefined;
    if (object !== undefined) return object;

    const pem = line.includes('BEGIN') ? pemBlocks(line) : { spans: [] };
    const upTo = pem.open?.start ?? line.length;
    const spans = [...pem.spans, ...sectionSpans(line), ...carriedSpans(line)];
    const text = line.slice(0, upTo);
    const found = findSecrets(text, pem.open ? hits.filter((hit) => hit.end <= upTo) : hits, context.holdsSecret);
    spans.push(...found.spans);
    for (const detector of context.detectors) spans.push(...detector(text));
    if (context.providers && hits.some(isOfProvider)) spans.push(...context.providers(text));
    if (isKeyMaterial(line)) spans.push({ start: 0, end: line.trimEnd().length, kind: 'key-material' });
    if (found.awaited && carry === undefined) carry = carryAfter(text, found.awaited);
    if (pem.open) {
      carry = { type: 'pem', secret: pem.open.secret, lines: [line.slice(upTo)] };
      return pem.open.secret ? heldPrefix(applySpans(text, spans, marker)) : applySpans(line, spans, marker);
    }
    return applySpans(line, spans, marker);
  };

  let prefix = '';
  const heldPrefix = (text: string): undefined => {
    prefix = text;
    return undefined;
  };

  const sectionSpans = (line: string): Span[] => {
    const spans = data && dataSpans(data, line);
    if (spans === undefined) data = line.includes('ata') ? opensData(line) : undefined;
    const ofKeys = keys && keyListSpans(keys, line);
    if (ofKeys === undefined) keys = line.includes('eys') ? opensKeyList(line) : undefined;
    return [...(spans ?? []), ...(ofKeys ?? [])];
  };

  const carriedSpans = (line: string): Span[] => {
    if (!carry) return [];
    const next = continued(carry, line);
    carry = next.carry;
    return next.spans;
  };

  const withPrefix = (text: string): string => {
    const whole = prefix + text;
    prefix = '';
    return whole;
  };

  return {
    lines(text) {
      let shown = '';
      let copied = 0;
      scanLines(
        text,
        () => carry !== undefined || data !== undefined || keys !== undefined || context.detectors.length > 0,
        (start, end, hits) => {
          const kept = redactLine(text.slice(start, end), hits);
          const before = text.slice(copied, start);
          if (kept === undefined) {
            shown += before;
            copied = Math.min(end + 1, text.length);
            return;
          }
          shown += before + withPrefix(kept);
          copied = end;
        },
      );
      return shown + text.slice(copied);
    },
    end: () => withPrefix(closed()),
  };
}

/** Two letters, as `SK` and `s.`, stand in every other line. */
function isOfProvider({ trigger: index }: Hit): boolean {
  const trigger = TRIGGERS[index];
  return trigger?.type === 'shape' && trigger.shape.literal.length > 2;
}

function moved(hits: Hit[], by: number): Hit[] {
  return hits.filter((hit) => hit.end > by).map((hit) => ({ ...hit, end: hit.end - by }));
}
