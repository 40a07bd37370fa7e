/**
 * A record is a line with the lines that continue it: indented ones, the frames and causes of a stack trace, the DETAIL
 * of a PostgreSQL message. PostgreSQL's are joined by the process id in brackets, since processes interleave.
 */
const CONTINUATION =
  /^(?:[\t }]|Caused by[: ]|\.\.\. \d+ more|Suppressed: |goroutine \d|During handling of the above|The above exception)/;
const POSTGRES = /\[(\d{1,9})\][^[\]]{0,200}?\b(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): {1,2}/;
const PROCESS = /\[(\d{1,9})\]/;

/** Whether `line` continues a record that began with `head`. Both are without escape codes. */
export function continues(head: string, line: string): boolean {
  if (CONTINUATION.test(line)) return true;
  const process = POSTGRES.exec(line.slice(0, 400))?.[1];
  return process !== undefined && PROCESS.exec(head.slice(0, 400))?.[1] === process;
}

/** Whether a line is a part of a record whose head stands above it. */
export function isContinuation(line: string): boolean {
  return CONTINUATION.test(line) || POSTGRES.test(line.slice(0, 400));
}
