import { logGap, objectsGap, oneLine } from '../gaps.ts';
import type { Json } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';
import type { NoteReader } from './read-note.ts';

/** Errors of one collector: an array of texts, `{ <namespace>: text }`, or plain text. */
export const readErrors: NoteReader = ({ text, json }, about, file) => {
  // Under such a name may lie anything; what says its kind is an object of the API.
  if (isJsonObject(json) && 'kind' in json) return false;
  const { sink } = file.bundle;
  const add = (why: string, namespace = about.namespace) => {
    const what = about.name && about.kind ? `${about.kind} ${about.name}` : (about.kind ?? about.what);
    if (about.kind && !about.name) {
      sink.gap(objectsGap({ kind: about.kind, ...(namespace ? { namespace } : {}) }, oneLine(why), file.path));
    } else {
      const where = namespace ? ` in namespace ${namespace}` : '';
      sink.gap({ what: `${what ?? file.path}${where}`, why: oneLine(why), file: file.path });
    }
  };

  const messages = json === undefined ? (text.trim() === '' ? [] : [[undefined, text] as const]) : messagesIn(json);
  for (const [namespace, message] of messages) add(message, namespace);
  return json === undefined || messages.length > 0 || isEmpty(json);
};

/** `<file>.stderr` of a must-gather: its twin failed where it is not empty. */
export const readStderr: NoteReader = ({ text }, _about, file) => {
  if (text.trim() !== '') {
    file.bundle.sink.gap({ what: file.path.replace(/\.stderr$/, ''), why: oneLine(text), file: file.path });
  }
  return true;
};

/** Kinds that can only be created, so that every attempt to list them fails (Longhorn's enhancement document 20221109). */
const CREATE_ONLY = /\/(?:bindings|eviction|[a-z]*reviews|tokenrequests|[a-z]+\/(?:status|scale))\b/;

/** `bundleGenerationError.log`: always there, and full of harmless lines. */
export const readKitErrors: NoteReader = ({ text }, _about, file) => {
  const { sink } = file.bundle;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || CREATE_ONLY.test(line)) continue;
    const log = /cannot get (?:previous )?log for pod (\S+) container (\S+?):? (.*)$/i.exec(line);
    if (log) sink.gap(logGap({ pod: log[1] ?? '', container: log[2] ?? '' }, oneLine(log[3] ?? line), file.path));
    else sink.gap({ what: kitSubject(line), why: oneLine(line), file: file.path });
  }
  return true;
};

function kitSubject(line: string): string {
  return /(?:Failed to get|failed to generate) (\S+?):? /.exec(line)?.[1] ?? 'part of the bundle';
}

function messagesIn(json: Json): (readonly [string | undefined, string])[] {
  if (typeof json === 'string') return [[undefined, json]];
  if (Array.isArray(json))
    return json.flatMap((message) => (typeof message === 'string' ? [[undefined, message] as const] : []));
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([namespace, message]) => {
    if (typeof message === 'string') return [[namespace, message] as const];
    return Array.isArray(message) ? [[namespace, message.map(String).join('; ')] as const] : [];
  });
}

function isEmpty(json: Json): boolean {
  return json === null || (typeof json === 'object' && Object.keys(json).length === 0);
}
