import { oneLine } from './gaps.ts';
import type { Json } from './kube-object.ts';
import { isJsonObject } from './kube-object.ts';

/** How kubectl, oc and the API begin the text of a refusal, wherever it was redirected to. */
const CERTAIN =
  /^(?:\[casefile: withheld|Error from server(?: \([A-Za-z]+\))?:|(?:Create log r|R)equest log error:|The connection to the server .* was refused|Unable to connect to the server|unable to retrieve container logs|error: (?:a container name must|previous terminated container|container \S+ is not valid|the server doesn't have|You must be logged in|unable to|timed out|error |no )|couldn't get (?:current server|resource list)|failed to (?:try resolving symlinks|get parse function)|error executing (?:jsonpath|template))/i;
/** Words that are enough where data was expected, and not in a log, which may begin with anything. */
const LIKELY =
  /^(?:error:|Error:|Warning: |Flag --|E\d{4} \d{2}:\d{2}:\d{2}|W\d{4} \d{2}:\d{2}:\d{2}|Get "https?:|dial tcp |Forbidden|Unauthorized|command not found|sh: |bash: |\/bin\/)/;

/** The refusal that a file holds in place of the data it is named after, or undefined. */
export function errorInData(text: string): string | undefined {
  const lines = linesOf(text);
  const refusal = lines.find((line) => CERTAIN.test(line)) ?? lines.find((line) => /^error:/i.test(line));
  const all = lines.length > 0 && lines.every((line) => CERTAIN.test(line) || LIKELY.test(line));
  return all ? oneLine(refusal ?? lines[0] ?? '') : undefined;
}

/** The refusal that a log file consists of, or undefined. A log that merely ends with one stays a log. */
export function errorInLog(text: string): string | undefined {
  const lines = linesOf(text);
  // No command writes the word in capitals; programs do.
  const isRefusal = (line: string) => CERTAIN.test(line) && !line.startsWith('ERROR:');
  return lines.length > 0 && lines.length <= 5 && lines.every(isRefusal) ? oneLine(lines[0] ?? '') : undefined;
}

/** The message of a Status with which the API refused. */
export function failureOf(value: Json): string | undefined {
  if (!isJsonObject(value) || value.kind !== 'Status' || value.status !== 'Failure') return undefined;
  return oneLine(typeof value.message === 'string' ? value.message : String(value.reason ?? 'refused by the API'));
}

function linesOf(text: string): string[] {
  return text
    .split('\n', 50)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
