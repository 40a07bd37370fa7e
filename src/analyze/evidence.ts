import { withoutKeyLine } from '../redact/key-lines.ts';
import { createRedactor, type Redactor } from '../redact/redact.ts';
import type { Evidence } from '../report-format/report.ts';
import type { KubeEvent } from './formats/facts.ts';
import type { Json, KubeObject, ObjectIdentity } from './formats/kube-object.ts';
import { isJsonObject } from './formats/kube-object.ts';
import type { HitLine } from './scan/needle.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/** Longer texts are cut; the match stays inside. */
const MAX_TEXT = 1000;
/** A match so far into a line is shown with only as much before it: nobody reads that far. */
const FAR = 300;
const LEAD = 100;

/** Makes all evidence of an analysis: every text in it is redacted and cut here, so that nothing later has to. */
export type EvidenceMaker = {
  /** The value of a field of a captured object, written `path: value`; of a longer text the line that holds `around`. */
  field(object: KubeObject, path: string, around?: string): Evidence;
  /** A value inside a document that a field of an object holds, e.g. a JSON file in a ConfigMap, written `inner: value`. */
  inside(object: KubeObject, path: string, inner: string, value: string): Evidence;
  /** A condition of an object, e.g. `Ready=False (ContainersNotReady): ...`; undefined where it has none of that type. */
  condition(object: KubeObject, type: string): Evidence | undefined;
  /** The absence of an object, proven by the complete list that lacks it; undefined where no complete list was collected. */
  absence(wanted: ObjectIdentity): Evidence | undefined;
  /** The absence of a key in an object that holds keys (Secret, ConfigMap); the object itself is the proof. */
  absentKey(object: KubeObject, key: string): Evidence;
  event(event: KubeEvent): Evidence;
  logLine(file: string, line: HitLine, count?: number): Evidence;
  textLine(file: string, line: HitLine, count?: number): Evidence;
  /** Any other text that will be shown: captures, titles, messages. */
  redact(text: string): string;
};

/** @param redactor by default the one for reports, which numbers secrets in the order of their appearance */
export function createEvidenceMaker(
  snapshot: Pick<Snapshot, 'coverage'>,
  redactor: Redactor = createRedactor({ marks: 'ordinal' }),
): EvidenceMaker {
  const redact = (text: string) => redactor.text(text);
  const redactLine = (text: string) => redact(withoutKeyLine(text));

  const sourceOf = (object: KubeObject) => ({
    file: object.source.file,
    ...(object.source.line ? { line: object.source.line } : {}),
  });

  const line = (type: 'log-line' | 'text-line', file: string, hit: HitLine, count = 1): Evidence => ({
    type,
    file,
    line: hit.line,
    ...cutAround(hit.text, hit.match, redactLine),
    ...(hit.before.length > 0 ? { before: hit.before.map((text) => cut(redactLine(text))) } : {}),
    ...(hit.after.length > 0 ? { after: hit.after.map((text) => cut(redactLine(text))) } : {}),
    ...(hit.time ? { time: hit.time } : {}),
    ...(count > 1 ? { count } : {}),
  });

  return {
    redact,

    field: (object, path, around) => ({
      type: 'object-field',
      ...sourceOf(object),
      path,
      text: cut(redact(`${path}: ${lineAround(shown(object.at(path)), around)}`)),
    }),

    inside: (object, path, inner, value) => ({
      type: 'object-field',
      ...sourceOf(object),
      path,
      text: cut(redact(`${inner}: ${value}`)),
    }),

    condition(object, type) {
      const index = object.list('status.conditions').findIndex((candidate) => candidate.type === type);
      if (index < 0) return undefined;
      const { status, reason, message, lastTransitionTime } = object.list('status.conditions')[index] ?? {};
      const because = [reason ? ` (${shown(reason)})` : '', message ? `: ${shown(message)}` : ''].join('');
      return {
        type: 'condition',
        ...sourceOf(object),
        path: `status.conditions[${index}]`,
        text: cut(redact(`${type}=${shown(status)}${because}`)),
        ...(typeof lastTransitionTime === 'string' ? { time: lastTransitionTime } : {}),
      };
    },

    absence(wanted) {
      if (!snapshot.coverage.complete(wanted.kind, wanted.namespace)) return undefined;
      const file = snapshot.coverage.listFile(wanted.kind, wanted.namespace);
      if (file === undefined) return undefined;
      const where = wanted.namespace ? ` in namespace ${wanted.namespace}` : '';
      return { type: 'absence', file, text: redact(`no ${wanted.kind} "${wanted.name}"${where}`) };
    },

    absentKey(object, key) {
      const keys = [...Object.keys(object.texts('keys')), ...Object.keys(object.texts('data'))].sort();
      const has = keys.length > 0 ? `its keys: ${keys.join(', ')}` : 'it has no key';
      return {
        type: 'absence',
        ...sourceOf(object),
        text: cut(redact(`no key "${key}" in ${object.kind} "${object.name}"; ${has}`)),
      };
    },

    event: (event) => ({
      type: 'event',
      file: event.source.file,
      ...(event.source.line ? { line: event.source.line } : {}),
      text: cut(redact(`${event.type} ${event.reason}: ${event.message}`)),
      ...(event.last ? { time: event.last } : {}),
      ...(event.count > 1 ? { count: event.count } : {}),
    }),

    logLine: (file, hit, count) => line('log-line', file, hit, count),
    textLine: (file, hit, count) => line('text-line', file, hit, count),
  };
}

function shown(value: Json | undefined): string {
  if (value === undefined) return '<not set>';
  if (typeof value === 'string') return value === '' ? '""' : value;
  return isJsonObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function lineAround(text: string, around: string | undefined): string {
  if (!around || !text.includes('\n')) return text;
  const at = text.indexOf(around);
  if (at < 0) return text;
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? undefined : end).trim();
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/**
 * Redacts a line and cuts it around its match; the offsets are given only where redaction left the match whole. Redaction
 * comes first: a window that began inside a secret would show the rest of it.
 */
function cutAround(
  text: string,
  match: [number, number] | undefined,
  redact: (text: string) => string,
): Pick<Evidence, 'text' | 'match'> {
  const clean = redact(text);
  const matched = match ? text.slice(match[0], match[1]) : '';
  const found = matched ? nearest(clean, matched, match?.[0] ?? 0) : -1;

  const start = found > FAR ? Math.min(found - LEAD, Math.max(0, clean.length - LEAD)) : 0;
  const shownText = `${start > 0 ? '…' : ''}${clean.slice(start, start + MAX_TEXT)}${start + MAX_TEXT < clean.length ? '…' : ''}`;
  const at = found < 0 ? -1 : found - start + (start > 0 ? 1 : 0);
  return at < 0 || at + matched.length > shownText.length
    ? { text: shownText }
    : { text: shownText, match: [at, at + matched.length] };
}

/** Where `wanted` stands in `text`, closest to the offset that it had before redaction. */
function nearest(text: string, wanted: string, offset: number): number {
  const behind = text.lastIndexOf(wanted, offset);
  const ahead = text.indexOf(wanted, offset);
  if (behind < 0 || ahead < 0) return Math.max(behind, ahead);
  return offset - behind <= ahead - offset ? behind : ahead;
}
