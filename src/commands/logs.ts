import { Command } from 'commander';
import { openBundle } from '../analyze/bundle/open-bundle.ts';
import type { FactSink, LogOrigin } from '../analyze/formats/facts.ts';
import { readEntries } from '../analyze/formats/read-entries.ts';
import { CasefileError } from '../errors.ts';
import { withoutKeyLine } from '../redact/key-lines.ts';
import { createRedactor } from '../redact/redact.ts';
import { bundleFrom } from './bundle-argument.ts';
import { numberedLines } from './numbered-lines.ts';
import { printable } from './printable.ts';

type LogFlags = { container?: string; previous?: boolean; grep?: string; raw?: boolean };

export function logsCommand(): Command {
  return new Command('logs')
    .description('The log of a pod in a bundle, each line with its number in its file.')
    .argument('<bundle>', 'archive, folder or file')
    .argument('<pod>', 'namespace/pod, or pod')
    .option('-c, --container <name>', 'only of this container')
    .option('--previous', 'of the container before its last restart')
    .option('--grep <text>', 'only lines that hold this text, in any case')
    .option('--raw', 'without redaction')
    .action(logs);
}

async function logs(bundle: string, pod: string, flags: LogFlags): Promise<void> {
  const opened = openBundle(await bundleFrom([bundle]));
  const redactor = createRedactor({ marks: 'ordinal' });
  const redact = flags.raw ? (text: string) => text : (text: string) => redactor.text(withoutKeyLine(text));
  const others = new Set<string>();
  let found = 0;

  await readEntries(opened.entries, {
    ...NOTHING,
    async log(origin, content) {
      if (!isWanted(origin, pod, flags)) {
        others.add(`${origin.namespace ? `${origin.namespace}/` : ''}${origin.pod ?? origin.stem}`);
        return;
      }
      found += 1;
      process.stdout.write(`==> ${printable(origin.file)} <==\n`);
      await printLines(origin, content, flags.grep?.toLowerCase(), redact);
    },
  });
  if (found === 0) {
    throw new CasefileError('NO_SUCH_OBJECT', `there is no log of ${pod}`, {
      detail: `Logs: ${[...others].sort().slice(0, 8).map(printable).join(', ') || 'none'}.`,
    });
  }
}

/** Everything but logs passes by. */
const NOTHING: Omit<FactSink, 'log'> = {
  object() {},
  event() {},
  list() {},
  gap() {},
  metadata() {},
  unread() {},
  text() {},
};

function isWanted(origin: LogOrigin, wanted: string, { container, previous }: LogFlags): boolean {
  const [namespace, name] = wanted.includes('/') ? wanted.split('/', 2) : [undefined, wanted];
  if (origin.pod !== undefined ? origin.pod !== name : origin.stem !== name) return false;
  if (namespace !== undefined && origin.namespace !== undefined && origin.namespace !== namespace) return false;
  if (container !== undefined && origin.container !== undefined && origin.container !== container) return false;
  return origin.previous === (previous ?? false);
}

async function printLines(
  origin: LogOrigin,
  content: AsyncIterable<Uint8Array>,
  grep: string | undefined,
  redact: (text: string) => string,
): Promise<void> {
  for await (const { number, text } of numberedLines(content, origin.firstLine)) {
    if (!grep || text.toLowerCase().includes(grep)) process.stdout.write(`${number}: ${printable(redact(text))}\n`);
  }
}
