import type { LineRedactor } from './redact-text.ts';

/** One text in pieces. `write` returns what can be told so far, `end` the rest; neither throws. */
export type RedactionStream = {
  write(chunk: string): string;
  end(): string;
};

/** Longer lines are judged in parts that end at white space or a comma. */
const MAX_LINE = 4 * 1024 * 1024;

/** Feeds whole lines to a line redactor, whatever the borders of the chunks. `failed` makes the mark of what it could not judge. */
export function createStream(create: () => LineRedactor, failed: (what: string) => string): RedactionStream {
  let redactor = create();
  let pending: string[] = [];
  let pendingLength = 0;

  const guarded = (what: string, step: () => string): string => {
    try {
      return step();
    } catch {
      // The state is lost with the failure; what comes next begins anew.
      redactor = create();
      return `${failed(what)}\n`;
    }
  };

  const lines = (text: string): string => (text === '' ? '' : guarded(text, () => redactor.lines(text)));

  const keep = (text: string): void => {
    if (text === '') return;
    pending.push(text);
    pendingLength += text.length;
  };

  const taken = (): string => {
    const text = pending.join('');
    pending = [];
    pendingLength = 0;
    return text;
  };

  /** Judges what a very long line begins with, and returns the rest of it. */
  const shortened = (line: string): [shown: string, rest: string] => {
    let shown = '';
    let from = 0;
    while (line.length - from > MAX_LINE) {
      const cut = lastSeparator(line, from, from + MAX_LINE);
      shown += cut < 0 ? failed(line.slice(from, from + MAX_LINE)) : lines(line.slice(from, cut));
      from = cut < 0 ? from + MAX_LINE : cut;
    }
    return [shown, line.slice(from)];
  };

  return {
    write(chunk) {
      let shown = '';
      let from = 0;
      let end = chunk.lastIndexOf('\n') + 1;
      if (end > 0 && pendingLength > 0) {
        // Only the first line can be longer than a chunk: the others are whole within it.
        from = chunk.indexOf('\n') + 1;
        keep(chunk.slice(0, from));
        const [cut, rest] = shortened(taken());
        shown += cut + lines(rest);
      }
      if (end > from) shown += longLines(chunk.slice(from, end), shortened, lines);
      else end = from;
      keep(chunk.slice(end));
      if (pendingLength > MAX_LINE) {
        const [cut, rest] = shortened(taken());
        shown += cut;
        keep(rest);
      }
      return shown;
    },
    end: () => lines(taken()) + guarded('end', () => redactor.end()),
  };
}

/** Whole lines; only those beyond the limit are taken apart. */
function longLines(
  text: string,
  shortened: (line: string) => [string, string],
  lines: (text: string) => string,
): string {
  let shown = '';
  let from = 0;
  let lineStart = 0;
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', lineStart)) {
    if (feed - lineStart > MAX_LINE) {
      shown += lines(text.slice(from, lineStart));
      const [cut, rest] = shortened(text.slice(lineStart, feed + 1));
      shown += cut + lines(rest);
      from = feed + 1;
    }
    lineStart = feed + 1;
  }
  return shown + lines(text.slice(from));
}

function lastSeparator(line: string, from: number, to: number): number {
  const at = Math.max(line.lastIndexOf(' ', to - 1), line.lastIndexOf(',', to - 1), line.lastIndexOf('\t', to - 1));
  return at > from ? at : -1;
}
