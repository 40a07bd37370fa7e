/** Where the capture tells how far it is. Nothing of it reaches the bundle. */
export type Progress = {
  phase(name: string, total: number): void;
  started(what: string): void;
  finished(what: string, bytes: number): void;
  end(): void;
};

export type ProgressOutput = { write(text: string): unknown; isTTY?: boolean; columns?: number };

export const SILENT: Progress = { phase: noop, started: noop, finished: noop, end: noop };

/** How long something may run before it is called slow. */
const SLOW_SECONDS = 5;
const LIVE_MS = 1_000;
const PLAIN_MS = 15_000;

/** One line that is rewritten on a terminal; elsewhere a line per phase, and one now and then within a long one. */
export function createProgress(output: ProgressOutput, now: () => Date): Progress {
  return output.isTTY ? liveProgress(output, now) : plainProgress(output, now);
}

function liveProgress(output: ProgressOutput, now: () => Date): Progress {
  const state = createState(now);
  const draw = () => {
    if (!state.inPhase()) return;
    output.write(`\r\u001b[K${state.line().slice(0, Math.max(20, (output.columns ?? 80) - 1))}`);
  };
  // A line that stands still looks like a program that has stopped.
  const timer = setInterval(draw, LIVE_MS).unref();
  return {
    phase: (...phase) => {
      state.phase(...phase);
      draw();
    },
    started: (what) => {
      state.started(what);
      draw();
    },
    finished: (...finished) => {
      state.finished(...finished);
      draw();
    },
    end() {
      clearInterval(timer);
      output.write('\r\u001b[K');
    },
  };
}

function plainProgress(output: ProgressOutput, now: () => Date): Progress {
  const state = createState(now);
  const timer = setInterval(() => {
    if (state.inPhase()) output.write(`${state.line()}\n`);
  }, PLAIN_MS).unref();
  return {
    phase(name, total) {
      state.phase(name, total);
      output.write(`${name}: ${total} ${total === 1 ? 'command' : 'commands'} (after ${state.elapsed()} s)\n`);
      timer.refresh();
    },
    started: state.started,
    finished: state.finished,
    end: () => clearInterval(timer),
  };
}

/** How far the capture is, as one line: phase, done of total, bytes, elapsed, what runs longest and for how long. */
function createState(now: () => Date) {
  const start = now().getTime();
  const secondsSince = (time: number) => Math.round((now().getTime() - time) / 1000);
  const running = new Map<string, number>();
  let phase = '';
  let done = 0;
  let total = 0;
  let bytes = 0;

  const waitingFor = (): string => {
    // The oldest that still runs is what the capture waits for.
    const [oldest] = running;
    if (!oldest) return '';
    const [what, since] = oldest;
    const seconds = secondsSince(since);
    return seconds >= SLOW_SECONDS ? `slow, ${seconds} s: ${what}` : what;
  };
  return {
    phase(name: string, count: number) {
      phase = name;
      done = 0;
      total = count;
    },
    started: (what: string) => void running.set(what, now().getTime()),
    finished(what: string, size: number) {
      running.delete(what);
      done += 1;
      bytes += size;
    },
    elapsed: () => secondsSince(start),
    inPhase: () => phase !== '',
    line: () => `${phase} ${done}/${total}  ${sizeText(bytes)}  ${secondsSince(start)} s  ${waitingFor()}`,
  };
}

export function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

function noop(): void {}
