import type { Evidence, Finding } from '../../report-format/report.ts';

/** How a line says that it belongs to the one before it. */
const BELONGS =
  /^\s*(?:\S+ ){0,6}?(?:DETAIL|HINT|CONTEXT|detail|hint|Caused by|caused by|Reason|reason|Output|error|Error|ERROR|FATAL)\b ?[:=]|^\s+[|*-] ?\S|^\s*\* \S/;
const STAMPED = /^\s*(?:\S{0,60}\d\d:\d\d:\d\d|[A-Z]\d{4} |\{|\[|\w+=|[A-Z]{4,5}\b)/;
const MAX_LINES = 2;

/**
 * The lines that go on with what the first line of a finding says: the DETAIL of a server, the "Caused by" of a stack
 * trace, the list behind a colon. They often name the object, while the line itself names the trouble.
 */
export function continuationsOf({ evidence }: Pick<Finding, 'evidence'>): Evidence[] {
  const first = evidence.find(({ type }) => type === 'log-line' || type === 'text-line');
  if (!first?.after || first.line === undefined) return [];
  const opensList = /:\s*$/.test(first.text);
  // Where lines begin with a time, one without goes on with the line before it.
  const goesOn = (text: string) => first.time !== undefined && !STAMPED.test(text);
  const known = new Set(evidence.map(({ file, line }) => `${file}:${line}`));
  return first.after
    .map((text, index) => ({ text, line: (first.line ?? 0) + index + 1 }))
    .filter(
      ({ text, line }) =>
        text.trim() !== '' && (opensList || goesOn(text) || BELONGS.test(text)) && !known.has(`${first.file}:${line}`),
    )
    .slice(0, MAX_LINES)
    .map(({ text, line }) => ({ type: first.type, file: first.file, line, text }));
}
