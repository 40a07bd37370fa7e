import { MARK, type Marker } from './marks.ts';

/** A secret in a line: `[start, end)`, what kind, and the text its mark stands for where that is not the span itself. */
export type Span = {
  start: number;
  end: number;
  kind: string;
  secret?: string;
  /** Put around the mark, so that JSON and YAML stay what they were. */
  quote?: string;
};

/** Replaces the spans by marks. Overlapping spans become one; marks that stand in the text already stay as they are. */
export function applySpans(text: string, spans: Span[], marker: Marker): string {
  if (spans.length === 0) return text;
  let result = '';
  let from = 0;
  for (const span of withoutMarks(text, merged(spans))) {
    const mark = marker.mark(span.kind, span.secret ?? text.slice(span.start, span.end));
    result += text.slice(from, span.start) + (span.quote ?? '') + mark + (span.quote ?? '');
    from = span.end;
  }
  return result + text.slice(from);
}

function merged(spans: Span[]): Span[] {
  const sorted = spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (!last || span.start >= last.end) {
      result.push({ ...span });
    } else if (span.end > last.end) {
      last.end = span.end;
      last.secret = undefined;
    }
  }
  return result;
}

function withoutMarks(text: string, spans: Span[]): Span[] {
  if (!text.includes('[redacted:')) return spans;
  const marks = [...text.matchAll(MARK)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  let next = 0;
  return spans.flatMap((span) => {
    const pieces: Span[] = [];
    let start = span.start;
    while (next < marks.length && (marks[next]?.end ?? 0) <= span.start) next++;
    for (let index = next; index < marks.length && (marks[index]?.start ?? 0) < span.end; index++) {
      const mark = marks[index] as { start: number; end: number };
      pieces.push({ start, end: mark.start, kind: span.kind });
      start = mark.end;
    }
    if (pieces.length === 0) return [span];
    pieces.push({ start, end: span.end, kind: span.kind });
    return pieces.filter((piece) => /[A-Za-z0-9]/.test(text.slice(piece.start, piece.end)));
  });
}
