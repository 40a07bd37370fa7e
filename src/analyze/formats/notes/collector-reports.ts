import { oneLine } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import type { NoteReader } from './read-note.ts';

/** `{ collector, error, timestamp }`, or the array of `skipped-collectors.json` with `reason` and `errors`. */
export const readCollectorErrors: NoteReader = ({ json }, _about, file) => {
  const reports = Array.isArray(json) ? objectsOf(json) : isJsonObject(json) ? [json] : [];
  for (const { collector, error, reason, errors } of reports) {
    const why = [text(error), text(reason), ...texts(errors)].filter((part) => part !== '').join(': ');
    // A collector that its user excluded is missing on purpose, and missing all the same.
    file.bundle.sink.gap({
      what: `collector ${text(collector) || 'unknown'}`,
      why: oneLine(why || 'failed'),
      file: file.path,
    });
  }
  return reports.length > 0 || Array.isArray(json);
};

/** `insights-operator/gathers.json`: one report per gathering function. */
export const readGathers: NoteReader = ({ json }, _about, file) => {
  if (!isJsonObject(json)) return false;
  for (const report of objectsOf(json.status_reports)) {
    const errors = [...texts(report.errors), ...texts(report.warnings)];
    if (report.panic) errors.unshift(text(report.panic) || 'the gatherer crashed');
    for (const why of errors)
      file.bundle.sink.gap({ what: text(report.name) || 'gatherer', why: oneLine(why), file: file.path });
  }
  return true;
};

/** `collection-issues.jsonl`: one issue per line, in words that differ between versions. */
export const readIssues: NoteReader = ({ text: lines, json }, _about, file) => {
  for (const issue of json === undefined ? lines.split('\n').flatMap(parsedLine) : [json]) {
    if (!isJsonObject(issue)) continue;
    const what = firstText(issue, ['resource', 'artifact', 'collector', 'source', 'what', 'path', 'name', 'stage']);
    const why = firstText(issue, ['message', 'error', 'reason', 'why', 'detail', 'stderr']);
    file.bundle.sink.gap({ what: what ?? 'part of the bundle', why: oneLine(why ?? 'not collected'), file: file.path });
  }
  return true;
};

function parsedLine(line: string): Json[] {
  if (!line.trim().startsWith('{')) return [];
  try {
    return [JSON.parse(line) as Json];
  } catch {
    // A line that was cut off still says that something is missing.
    return [{ message: 'an issue whose line is cut off' }];
  }
}

function firstText(issue: JsonObject, keys: string[]): string | undefined {
  return keys.map((key) => text(issue[key])).find((value) => value !== '');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap((entry) => (typeof entry === 'string' ? [entry] : [])) : [];
}
