import type { FactSink } from '../facts.ts';
import { isComplaint } from './complaints.ts';
import { emitLists } from './completeness.ts';
import type { Context } from './context.ts';
import { isDescribeStart } from './describe/read-describe.ts';
import { isEventHeader, isEventLine } from './events/read-events.ts';
import { isBlank, isEllipsis, type Line, linesOf } from './lines.ts';
import { looksLikeLog } from './log-shape.ts';
import { placeOf } from './place.ts';
import { promptLineOf } from './prompt.ts';
import { readSegment } from './read-segment.ts';
import { segmentsOf } from './session.ts';
import { headerOf } from './tables/columns.ts';
import { isEventTable } from './tables/event-list.ts';
import { kindOfHeadings } from './tables/layouts.ts';
import { isLooseRow } from './tables/loose-rows.ts';

const HEAD_LINES = 80;

/**
 * Whether the beginning of a file looks like output of `kubectl` (or a session of such commands) rather than a log.
 * Cheap, and careful: what is doubtful is no kubectl text.
 */
export function looksLikeKubectlText(head: string): boolean {
  const lines = linesOf(head)
    .filter((line) => !isBlank(line) && !isEllipsis(line.text))
    .slice(0, HEAD_LINES);
  const [first] = lines;
  if (!first) return false;
  if (isUnmistakable(first.text) || isComplaint(first.text, true)) return true;
  if (looksLikeLog(lines))
    return lines.slice(0, 3).some(({ text }) => promptLineOf(text, { seen: new Set() })?.command);
  return lines.some(
    (line, at) => isHeading(lines, at) || Boolean(promptLineOf(line.text, { seen: new Set() })?.command),
  );
}

function isHeading(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (isDescribeStart(lines, at) || isEventHeader(text)) return true;
  const header = headerOf(text);
  return header !== undefined && (isEventTable(header) || kindOfHeadings(header) !== undefined);
}

function isUnmistakable(text: string): boolean {
  return isEventLine(text) || isLooseRow(text);
}

/**
 * Reads loose text, what most people send: outputs of commands, sessions with prompts, fenced blocks. Everything that is
 * recognised goes to the sink with its line in the file; documents in YAML or JSON go to `structured` with their first
 * line; what is left is text. `unread` where there is nothing to read in it.
 */
export async function readText(
  input: { path: string; text: string; namespaceHint?: string },
  sink: FactSink,
  structured: (text: string, firstLine: number) => void,
): Promise<'read' | 'unread'> {
  const lines = linesOf(input.text);
  if (lines.every(isBlank)) return 'unread';

  const place = placeOf(input.path);
  const kept: Context['kept'] = new Map();
  for (const segment of segmentsOf(lines)) {
    const { command } = segment;
    const namespace = command?.allNamespaces
      ? undefined
      : (command?.namespace ?? segment.namespace ?? place.namespace ?? input.namespaceHint);
    const context: Context = {
      path: input.path,
      sink,
      kept,
      place,
      ...(command ? { command } : {}),
      ...(namespace ? { namespace } : {}),
      structured,
      seen: { kinds: new Set(), cut: false, empty: false, structured: false },
    };
    await readSegment(segment, context);
    emitLists(context);
  }
  for (const handOn of kept.values()) handOn();
  return 'read';
}
