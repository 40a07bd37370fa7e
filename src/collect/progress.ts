/** Where the capture tells how far it is. Nothing of it reaches the bundle. */
export type Progress = {
  phase(name: string, total: number): void;
  started(what: string): void;
  finished(what: string, bytes: number): void;
  end(): void;
};

export type ProgressOutput = { write(text: string): unknown; isTTY?: boolean; columns?: number };

export const SILENT: Progress = { phase: noop, started: noop, finished: noop, end: noop };

/** One line that is rewritten on a terminal, a line per phase elsewhere. */
export function createProgress(output: ProgressOutput, now: () => Date): Progress {
  return output.isTTY ? liveProgress(output, now) : plainProgress(output, now);
}

function liveProgress(output: ProgressOutput, now: () => Date): Progress {
  const start = now().getTime();
  const running: string[] = [];
  let phase = '';
  let done = 0;
  let total = 0;
  let bytes = 0;

  const draw = () => {
    const elapsed = `${Math.round((now().getTime() - start) / 1000)} s`;
    // The oldest that still runs is what the capture waits for.
    const line = `${phase} ${done}/${total}  ${sizeText(bytes)}  ${elapsed}  ${running[0] ?? ''}`;
    output.write(`\r\u001b[K${line.slice(0, Math.max(20, (output.columns ?? 80) - 1))}`);
  };

  return {
    phase(name, count) {
      phase = name;
      done = 0;
      total = count;
      draw();
    },
    started(what) {
      running.push(what);
      draw();
    },
    finished(what, size) {
      running.splice(running.indexOf(what), 1);
      done += 1;
      bytes += size;
      draw();
    },
    end: () => void output.write('\r\u001b[K'),
  };
}

function plainProgress(output: ProgressOutput, now: () => Date): Progress {
  const start = now().getTime();
  return {
    ...SILENT,
    phase(name, total) {
      const elapsed = Math.round((now().getTime() - start) / 1000);
      output.write(`${name}: ${total} ${total === 1 ? 'command' : 'commands'} (after ${elapsed} s)\n`);
    },
  };
}

export function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

function noop(): void {}
