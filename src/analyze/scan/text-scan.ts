import type { Hit, HitLine, ScanResult } from './needle.ts';
import type { NeedleMatcher } from './needle-matcher.ts';
import type { ScanPlan } from './plan.ts';
import { createStreamScan, type Keeping, type ScanOptions, type StreamScan } from './stream-scan.ts';
import { plainView, withoutEscapes } from './views.ts';

/** A text that is larger is scanned by its lines only. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** Only a line that is nearly as long as a screen is wide was broken by it. */
const WRAPPED_LENGTH = 40;
/** Lines that one statement may be wrapped over. */
const MAX_WRAPPED = 4;

/**
 * A captured text that is no log. Terminals, mail and `describe` wrap long lines: a needle that found nothing in the
 * lines is tried on each of them together with those that may continue it.
 */
export function createTextScan(plan: ScanPlan, keeping: Keeping, options: ScanOptions): StreamScan {
  const lines = createStreamScan(plan, keeping, options);
  const chunks: Buffer[] = [];
  let bytes = 0;

  return {
    push(chunk) {
      lines.push(chunk);
      bytes += chunk.length;
      if (bytes <= MAX_TEXT_BYTES) chunks.push(Buffer.from(chunk));
    },
    finish() {
      const result = lines.finish();
      if (bytes > MAX_TEXT_BYTES) return result;
      const text = Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
      return { ...result, hits: [...result.hits, ...wrappedHits(plan, text, result, options.firstLine ?? 1)] };
    },
  };
}

function wrappedHits({ matchers }: ScanPlan, lines: readonly string[], { hits }: ScanResult, firstLine: number): Hit[] {
  const known = new Set(hits.map(({ needle }) => needle));
  const open = matchers.filter(({ needle }) => needle.input !== 'log' && !known.has(needle.id));
  const plain = lines.map((line) => withoutEscapes(line).text);
  const wrapped = wrappedLines(plain);

  return open.flatMap((matcher): Hit[] => {
    for (const { index, length, lower } of wrapped) {
      if (!matcher.needle.literals.some((literal) => lower.includes(literal))) continue;
      const line = matchWrapped(matcher, plain, index, length, firstLine);
      if (line) {
        const { captures, ...hit } = line;
        return [{ needle: matcher.needle.id, captures, count: 1, first: hit, last: hit, lines: [hit.line] }];
      }
    }
    return [];
  });
}

/** Where lines may be one statement, with their text in lower case. */
function wrappedLines(lines: readonly string[]): { index: number; length: number; lower: string }[] {
  return lines.flatMap((_, index) => {
    const length = wrappedFrom(lines, index);
    if (length < 2) return [];
    const joined = lines.slice(index, index + length).map((line) => line.trim());
    return [{ index, length, lower: joined.join(' ').toLowerCase() }];
  });
}

/** How many lines from here on may be one statement: each but the last is long, and none is empty. */
function wrappedFrom(lines: readonly string[], start: number): number {
  let length = 1;
  while (
    length < MAX_WRAPPED &&
    (lines[start + length - 1] ?? '').trimEnd().length >= WRAPPED_LENGTH &&
    (lines[start + length] ?? '').trim() !== ''
  ) {
    length++;
  }
  return length;
}

/** The shortest run of lines that matches, so that the next statement is not taken for a part of this one. */
function matchWrapped(
  matcher: NeedleMatcher,
  lines: readonly string[],
  start: number,
  most: number,
  firstLine: number,
): (HitLine & { captures: Record<string, string> }) | undefined {
  for (let length = 2; length <= most; length++) {
    const text = lines
      .slice(start, start + length)
      .map((line, index) => (index === 0 ? line.trimEnd() : line.trim()))
      .join(' ');
    const found = matcher.matches([plainView(text)]);
    // A match that does not begin in the first line belongs to a later start.
    if (!found || found.match[0] > (lines[start] ?? '').trimEnd().length) continue;
    return {
      line: firstLine + start,
      text,
      match: found.match,
      before: lines.slice(Math.max(0, start - 3), start),
      after: lines.slice(start + length, start + length + 3),
      captures: found.captures,
    };
  }
  return undefined;
}
