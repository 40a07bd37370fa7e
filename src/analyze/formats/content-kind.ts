import { errorInData, errorInLog } from './api-error.ts';
import { decodeText, isBinary, type PeekedContent, withoutTrailingNuls } from './content.ts';
import type { Place } from './place.ts';
import { looksLikeKubectlText } from './text/read-text.ts';

export type ContentKind =
  | { kind: 'empty' | 'binary' | 'json' | 'yaml' | 'kubectl-text' | 'log' | 'text' | 'dump' }
  | { kind: 'refusal'; why: string };

/** What a file is: by its beginning first, by its path where that leaves it open. */
export function contentKindOf({ head, whole }: PeekedContent, path: string, place: Place | undefined): ContentKind {
  if (head.length === 0) return { kind: 'empty' };
  if (isBinary(head)) return { kind: 'binary' };
  const text = withoutTrailingNuls(decodeText(head));
  if (text.trim() === '') return { kind: 'empty' };

  const isNamedData = /\.(?:json|jsonl|ya?ml)$/.test(path);
  const isNamedLog = place?.role === 'log';
  const why = whole
    ? isNamedLog
      ? errorInLog(text)
      : isNamedData || place
        ? errorInData(text)
        : undefined
    : undefined;
  if (why !== undefined && place?.role !== 'note') return { kind: 'refusal', why };

  if (/^==== START logs for container /m.test(text.slice(0, 4096)) && !/^\s*[{[]/.test(text)) return { kind: 'dump' };
  const json = jsonKind(/\.jsonl?$/.test(path) ? fromFirstBracket(text) : text, isNamedLog);
  if (json) return { kind: json };
  // A loose file called `.log` may hold anything; one whose path names its pod is that pod's log.
  const isSurelyLog = place?.role === 'log' && (place.pod ?? place.joined ?? place.nodeLog) !== undefined;
  if (isSurelyLog) return { kind: 'log' };
  if (/\.ya?ml$/.test(path) && beginsAsYaml(text)) return { kind: 'yaml' };
  if (looksLikeKubectlText(text)) return { kind: 'kubectl-text' };
  if (isNamedLog) return { kind: 'log' };
  if (/\.ya?ml$/.test(path)) return { kind: 'yaml' };
  if (looksLikeYaml(text)) return { kind: 'yaml' };
  return { kind: looksLikeLog(text) ? 'log' : 'text' };
}

/** Warnings on standard error may stand before the data. */
function fromFirstBracket(text: string): string {
  const start = text.search(/^[{[]/m);
  return start < 0 ? text : text.slice(start);
}

/** JSON, unless it is a log whose lines are JSON. */
function jsonKind(text: string, isNamedLog: boolean): 'json' | 'log' | undefined {
  const start = text.trimStart().slice(0, 20);
  // `[` begins a bare array; `[INFO]`, `[2024-...]` and their like begin a log.
  if (!/^(?:\{\s*(?:"|\})|\[\s*(?:[{"\]]|$))/.test(start)) return undefined;
  const first = text.trimStart().split('\n', 1)[0] ?? '';
  if (/"(?:apiVersion|kind|metadata|items|Items)"\s*:/.test(text.slice(0, 4096)) && !isLogRecord(first)) {
    return isNamedLog && !/"(?:apiVersion|items)"\s*:/.test(text.slice(0, 400)) ? 'log' : 'json';
  }
  return isNamedLog || isLogRecord(first) ? 'log' : 'json';
}

function isLogRecord(line: string): boolean {
  if (/"apiVersion"\s*:\s*"audit\.k8s\.io\//.test(line)) return true;
  return (
    line.startsWith('{') &&
    /"(?:level|lvl|severity|loglevel|log\.level)"\s*:/i.test(line) &&
    /"(?:msg|message|ts|time|timestamp|@timestamp|event)"\s*:/i.test(line)
  );
}

function beginsAsYaml(text: string): boolean {
  const first = text.split('\n').find((line) => /^[ \t\r]*[^# \t\r]/.test(line)) ?? '';
  return /^(?:---|- \w+:|\w+:)/.test(first);
}

function looksLikeYaml(text: string): boolean {
  return /^(?:- )?apiVersion: \S+[ \t\r]*$/m.test(text) && /^(?: {2})?kind: \S+[ \t\r]*$/m.test(text);
}

const STAMPED =
  /^(?:\S+ )?(?:\[?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}|[IWEF]\d{4} \d{2}:\d{2}:\d{2}|(?:time|ts|t)="?\d{4}-|(?:level|lvl)=\w+|[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} |\[?\d{2}:\d{2}:\d{2}|\{"|\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b)/;

/** True where most of the first lines bear a time stamp or a level, as only logs do. */
function looksLikeLog(head: string): boolean {
  const lines = head.split('\n', 40).filter((line) => line.trim() !== '');
  const stamped = lines.filter((line) => STAMPED.test(line.trimStart())).length;
  return lines.length > 0 && stamped * 2 >= lines.length;
}
