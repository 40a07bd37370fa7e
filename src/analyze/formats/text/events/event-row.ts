import type { KubeEvent } from '../../facts.ts';
import { AGE, ageCounted, type EventAge, eventAgeOf } from '../age.ts';
import { kindOfReference } from '../kinds.ts';

/** One line of a table of events, before its object and its file are known. */
export type EventRow = EventAge &
  Pick<KubeEvent, 'type' | 'reason' | 'message' | 'component' | 'host'> & {
    container?: string;
    object?: { kind: string; namespace?: string; name: string };
  };

const COUNTED_AGE = String.raw`${AGE}(?: \(x\d{1,9} over ${AGE}\))?`;

const DESCRIBED = new RegExp(String.raw`^\s*(Normal|Warning)\s+([A-Z]\w*)\s+(${COUNTED_AGE})(?:\s(.*))?$`, 'd');
const OLD = new RegExp(String.raw`^\s*(${AGE})\s+(${AGE})\s+(\d{1,9})\s(.*)$`);
const LISTED = new RegExp(
  String.raw`^\s*(?:([a-z0-9][a-z0-9.-]{0,62})\s+)?(${COUNTED_AGE})\s+(Normal|Warning)\s+([A-Z]\w*)\s+([A-Za-z][\w.-]*/\S+)(?:\s+(.*))?$`,
);
const COMPONENT = /^[a-z][\w./-]{0,252}(?:, ?[\w.-]{1,252})?$/;

/** `Type Reason Age From Message` of a description; `messageAt` is where the heading of the message stands. */
export function describedRow(text: string, messageAt?: number): EventRow | undefined {
  const match = DESCRIBED.exec(text);
  if (!match) return undefined;
  const [, type = '', reason = '', age = '', rest = ''] = match;
  const ages = eventAgeOf(age);
  if (!ages) return undefined;
  const restAt = match.indices?.[4]?.[0] ?? text.length;
  const { from, message } = splitFrom(rest, messageAt === undefined ? undefined : messageAt - restAt);
  return { type, reason, ...ages, ...reporterOf(from), ...messageParts(message) };
}

/** Separates the reporter from the message: by the heading's column, by a gap, or by how reporters are named. */
function splitFrom(rest: string, messageAt: number | undefined): { from: string; message: string } {
  if (
    messageAt !== undefined &&
    messageAt > 0 &&
    messageAt < rest.length &&
    rest.slice(messageAt - 2, messageAt).trim() === ''
  )
    return { from: rest.slice(0, messageAt).trim(), message: rest.slice(messageAt) };
  const trimmed = rest.trim();
  const gap = /\t| {2,}/.exec(trimmed);
  const before = gap ? trimmed.slice(0, gap.index) : undefined;
  if (before !== undefined && gap && COMPONENT.test(before)) return { from: before, message: trimmed.slice(gap.index) };
  const [word = ''] = /^\S*/.exec(trimmed) ?? [];
  if (/^[a-z][\w./-]*$/.test(word)) return { from: word, message: trimmed.slice(word.length) };
  return { from: '', message: trimmed };
}

/** `FirstSeen LastSeen Count From SubObjectPath Type Reason Message`, as kubectl printed it up to 1.8, with tabs. */
export function oldDescribedRow(text: string): EventRow | undefined {
  const match = OLD.exec(text);
  if (!match) return undefined;
  const [, first = '', last = '', count = '', rest = ''] = match;
  const typed = /(?:^|[\t ])(Normal|Warning)[\t ]+(\S+)(?:[\t ]+(.*))?$/.exec(rest);
  if (!typed) return undefined;
  const [from = '', path = ''] = rest
    .slice(0, typed.index)
    .trim()
    .split(/\t+| {2,}/);
  const isPath = (word: string) => /^spec\.\w+\{/.test(word);
  const container = containerIn(isPath(from) ? from : path);
  return {
    type: typed[1] ?? '',
    reason: typed[2] ?? '',
    ...ageCounted(last, first, Number(count)),
    ...reporterOf(isPath(from) ? '' : from),
    ...messageParts(typed[3] ?? ''),
    ...(container ? { container } : {}),
  };
}

/** A line of `kubectl get events` without its headings: age, type, reason, object, message; a namespace before them with -A. */
export function listedRow(text: string): EventRow | undefined {
  const match = LISTED.exec(text);
  if (!match) return undefined;
  const [, namespace, age = '', type = '', reason = '', object = '', message = ''] = match;
  const ages = eventAgeOf(age);
  return ages && { type, reason, ...ages, ...messageParts(message), ...involvedIn(object, namespace) };
}

/** `pod/web-0`, or `Pod/web-0`. */
export function involvedIn(cell: string, namespace?: string): Pick<EventRow, 'object'> {
  const slash = cell.indexOf('/');
  if (slash <= 0) return {};
  const object = { kind: kindOfReference(cell.slice(0, slash)), name: cell.slice(slash + 1) };
  return { object: namespace ? { ...object, namespace } : object };
}

/** `kubelet, node-1` of old, `kubelet` today. */
export function reporterOf(from: string | undefined): Pick<EventRow, 'component' | 'host'> {
  const [component = '', host = ''] = (from ?? '').split(/,\s*/);
  return {
    ...(component.trim() ? { component: component.trim() } : {}),
    ...(host.trim() ? { host: host.trim() } : {}),
  };
}

/** kubectl prints the container before the message since 1.35 (kubernetes/kubernetes@60fa575b8). */
export function messageParts(message: string): Pick<EventRow, 'message' | 'container'> {
  const trimmed = message.trim();
  const match = /^spec\.(?:c|initC|ephemeralC)ontainers\{([^}]{1,253})\}: /.exec(trimmed);
  return match?.[1] ? { message: trimmed.slice(match[0].length), container: match[1] } : { message: trimmed };
}

/** `spec.containers{app}` names a container. */
export function containerIn(path: string | undefined): string | undefined {
  return /^spec\.(?:c|initC|ephemeralC)ontainers\{([^}]{1,253})\}/.exec(path ?? '')?.[1];
}
