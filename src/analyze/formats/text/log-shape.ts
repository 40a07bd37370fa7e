import { isBlank, type Line } from './lines.ts';

/** How lines of logs begin: a time, a klog stamp, a level, a JSON or logfmt record. Anchored and bounded. */
const LOG_LINES = [
  /^\s*\[?\(?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}/,
  /^\s*\[?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?[\] ]/,
  /^\s*[IWEF]\d{4} \d{2}:\d{2}:\d{2}/,
  /^\s*[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \S/,
  /^\s*(?:time|ts|level|msg)="?[\w-]/,
  /^\s*\{"(?:level|severity|ts|time|timestamp|msg|message|@timestamp|logger|caller)":/i,
  /^\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|PANIC|SEVERE)\]?(?::|\s{1,4}[[\w/])/,
  /^\s*\[[\w/.-]{1,253}\] \d{4}-\d{2}-\d{2}T/,
  /^(?:panic|fatal error|goroutine \d+ \[|Traceback \(most recent call last\)|Exception in thread|Caused by: [\w.]+(?:Exception|Error))/,
  /^\s+at [\w$.<>]+\(/,
];

function isLogLine(text: string): boolean {
  const head = text.slice(0, 400);
  return LOG_LINES.some((pattern) => pattern.test(head));
}

/** True where enough of the lines look like those of a log: a third, as stack traces and wrapped lines do not. */
export function looksLikeLog(lines: readonly Line[]): boolean {
  const sample = lines.filter((line) => !isBlank(line)).slice(0, 60);
  const matching = sample.filter(({ text }) => isLogLine(text)).length;
  return matching > 0 && matching * 3 >= sample.length;
}
