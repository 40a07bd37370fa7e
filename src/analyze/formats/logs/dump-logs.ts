import type { LogOrigin } from '../facts.ts';

const START = /^==== START logs for container (\S+) of pod (\S+?)\/(\S+) ====\s*$/;
const END = /^==== END logs for container /;
const REFUSED = /^(?:Create log r|R)equest log error: /;

/** One container's log out of a `kubectl cluster-info dump`. */
export type DumpedLog = { origin: LogOrigin; lines: string[]; refusal?: string };

export type DumpLogReader = ReturnType<typeof createDumpLogReader>;

/**
 * Cuts the logs of containers out of the lines of a dump. `line` says whether it is inside a log, where nothing else can
 * begin; finished logs are in `take()`.
 */
export function createDumpLogReader(file: string, limitBytes: number) {
  let finished: DumpedLog[] = [];
  let open: DumpedLog | undefined;
  let bytes = 0;

  const finish = () => {
    if (!open) return;
    const [first = ''] = open.lines;
    if (REFUSED.test(first) && open.lines.every((line) => line === '' || REFUSED.test(line))) open.refusal = first;
    finished.push(open);
    open = undefined;
  };

  return {
    line(text: string, number: number): boolean {
      const start = START.exec(text);
      if (start) {
        finish();
        const [, container = '', namespace = '', pod = ''] = start;
        open = {
          origin: { file, firstLine: number + 1, namespace, pod, container, previous: false, stem: pod },
          lines: [],
        };
      } else if (END.test(text)) finish();
      else if (open && bytes < limitBytes) {
        bytes += text.length + 1;
        open.lines.push(text);
      }
      return open !== undefined;
    },
    /** True for the lines that begin and end a log, and the one with which older clients end a dump. */
    isMarker: (text: string) => START.test(text) || END.test(text) || text.startsWith('Cluster info dumped to '),
    take(): DumpedLog[] {
      const taken = finished;
      finished = [];
      return taken;
    },
    /** A dump that was cut off ends inside a log. */
    end: finish,
  };
}
