/**
 * A record is a line with the lines that continue it: indented ones, the frames and causes of a stack trace, the DETAIL
 * of a PostgreSQL message. PostgreSQL's are joined by the process id in brackets, since processes interleave.
 */
const CONTINUATION =
  /^(?:[\t }]|Caused by[: ]|\.\.\. \d+ more|Suppressed: |goroutine \d|During handling of the above|The above exception)/;
const POSTGRES = /\[(\d{1,9})\][^[\]]{0,200}?\b(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): {1,2}/;
const PROCESS = /\[(\d{1,9})\]/;

const TRACEBACK = /Traceback \(most recent call last\)/;

/** Whether `line` continues a record that began with `head` and ends with `last` so far. All are without escape codes. */
function continues(head: string, last: string, line: string): boolean {
  if (CONTINUATION.test(line)) return true;
  // Python names the error last, at the margin.
  if (TRACEBACK.test(head) && /^\s/.test(last)) return true;
  const process = POSTGRES.exec(line.slice(0, 400))?.[1];
  return process !== undefined && PROCESS.exec(head.slice(0, 400))?.[1] === process;
}

/**
 * The lines of the record that ends with `line`, from those above it, the nearest first; `line` alone where none belongs
 * to it. `distance` is how far above the head stands.
 */
export function recordEndingWith(line: string, above: Iterable<string>): { lines: string[]; distance: number } {
  const process = POSTGRES.exec(line.slice(0, 400))?.[1];
  const lines = [line];
  let distance = 0;
  for (const upper of above) {
    if (++distance > RECORD_LINES) break;
    if (process !== undefined) {
      if (PROCESS.exec(upper.slice(0, 400))?.[1] !== process) continue;
      lines.unshift(upper);
      if (!POSTGRES.test(upper.slice(0, 400))) return { lines, distance };
      continue;
    }
    if (distance === 1 && !CONTINUATION.test(line) && !/^\s/.test(upper)) break;
    lines.unshift(upper);
    if (CONTINUATION.test(upper)) continue;
    if (CONTINUATION.test(line) || TRACEBACK.test(upper)) return { lines, distance };
    break;
  }
  return { lines: [line], distance: 0 };
}

const POSTGRES_HEAD = /\[\d{1,9}\][^[\]]{0,200}?\b(?:FATAL|PANIC|ERROR|WARNING|LOG): {1,2}/;

/** Lines of others that may stand between a head and what continues it. */
function patienceOf(head: string): number {
  return POSTGRES_HEAD.test(head.slice(0, 400)) ? 20 : 0;
}

/** Lines and characters of a record that a pattern may span. */
const RECORD_LINES = 60;
const RECORD_CHARS = 16 * 1024;
/** Records that may be open at once: those of interleaving PostgreSQL processes. */
const MAX_OPEN = 8;

/** `line` is the number of the first line, `needles` those that wait for the whole. */
export type LogRecord = { line: number; lines: string[]; needles: number[]; before: string[] };

/** Records whose end is not seen yet. Each is handed to `close` once, when it is whole and has more than one line. */
export type OpenRecords = {
  any(): boolean;
  open(record: LogRecord): void;
  extend(line: string): void;
  finish(): void;
};

export function createOpenRecords(close: (record: LogRecord) => void): OpenRecords {
  let open: (LogRecord & { chars: number; patience: number })[] = [];
  const end = (record: LogRecord) => {
    if (record.lines.length > 1) close(record);
  };

  return {
    any: () => open.length > 0,

    open(record) {
      const [head = ''] = record.lines;
      const last = record.lines.at(-1);
      const known =
        open.find(({ lines }) => lines.at(-1) === last && lines[0] === head) ??
        open.find(({ lines }) => lines.length > 1 && lines.at(-1) === last);
      if (known) {
        known.needles.push(...record.needles.filter((index) => !known.needles.includes(index)));
        return;
      }
      if (open.length >= MAX_OPEN) return;
      open.push({ ...record, chars: record.lines.join('').length, patience: patienceOf(head) });
    },

    extend(line) {
      const [still, ended]: [typeof open, typeof open] = [[], []];
      for (const record of open) {
        const belongs = continues(record.lines[0] ?? '', record.lines.at(-1) ?? '', line);
        if (belongs) {
          record.lines.push(line);
          record.chars += line.length;
        } else {
          record.patience--;
        }
        const full = record.lines.length >= RECORD_LINES || record.chars >= RECORD_CHARS;
        (full || record.patience < 0 ? ended : still).push(record);
      }
      open = still;
      ended.forEach(end);
    },

    finish() {
      open.forEach(end);
      open = [];
    },
  };
}
