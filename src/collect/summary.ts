import type { CaptureRecord } from '../bundle-format/manifest.ts';
import type { Collected } from './collect.ts';
import { sizeText } from './progress.ts';
import { shellQuote } from './transport/shell-quote.ts';

/** True where everything was captured that was there to capture. */
export function isWhole({ manifest }: Pick<Collected, 'manifest'>): boolean {
  const { complete, captures, redaction } = manifest;
  return complete && redaction.withheld.length === 0 && !captures.some(isMissing);
}

/** What a person needs to know at the end: what is in the bundle, what is not, where it is, and what to do with it. */
export function summaryOf(collected: Collected): string {
  const { files, bytes, sha256, manifest } = collected;
  const [file = ''] = files;
  const { captures, redaction } = manifest;
  const missing = captures.filter(isMissing);
  const refused = missing.filter(({ refused }) => refused);
  const notRun = missing.filter(({ error }) => error?.startsWith(NOT_RUN));
  const failed = missing.filter((capture) => !capture.refused && !notRun.includes(capture));
  const cut = captures.filter(({ truncated }) => truncated);
  const secrets = Object.values(redaction.counts).reduce((sum, count) => sum + count, 0);

  const rows: [string, string][] = [
    ['captured', `${captures.filter(({ error }) => error === undefined).length} of ${captures.length} commands`],
    ['refused', String(refused.length)],
    ['failed', String(failed.length)],
    ...(notRun.length === 0 ? [] : [['not run', String(notRun.length)] as [string, string]]),
    ['cut', cut.length === 0 ? 'nothing' : `${cut.length} of them, to keep a limit`],
    ['redacted', redaction.off ? 'nothing, as asked for' : `${secrets} ${secrets === 1 ? 'value' : 'values'}`],
    ['size', sizeText(bytes)],
    ['sha256', sha256],
    ...files.map((name, index): [string, string] => [index === 0 ? 'file' : '', name]),
  ];
  return [
    ...(manifest.complete ? [] : ['The capture was cut short; what was captured until then is in the bundle.']),
    ...rows.map(([name, value]) => `${name.padEnd(9)} ${value}`),
    ...listed('Refused, the account lacks the right:', refused),
    ...listed('Failed:', failed),
    ...notRunLines(notRun),
    ...(redaction.withheld.length > 0
      ? ['Withheld, it could not be redacted:', ...redaction.withheld.map(indent)]
      : []),
    '',
    `Next: ${shellQuote(['casefile', 'analyze', file])}`,
    '',
  ].join('\n');
}

const MAX_LISTED = 10;
/** How the error of a command begins that was never started. */
const NOT_RUN = 'not run: ';

function listed(title: string, captures: readonly CaptureRecord[]): string[] {
  if (captures.length === 0) return [];
  const shown = captures.slice(0, MAX_LISTED).map(({ command, error }) => indent(`${command}: ${firstLine(error)}`));
  const more = captures.length - shown.length;
  return [title, ...shown, ...(more > 0 ? [indent(`and ${more} more, see casefile.json in the bundle`)] : [])];
}

/** A line for each reason, not for each command: what was not run has none of its own. */
function notRunLines(notRun: readonly CaptureRecord[]): string[] {
  const counts = new Map<string, number>();
  for (const { error = '' } of notRun) {
    const reason = firstLine(error).slice(NOT_RUN.length);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `Not run: ${count} ${count === 1 ? 'command' : 'commands'}, ${reason}.`);
}

function isMissing({ error, expected }: CaptureRecord): boolean {
  return error !== undefined && !expected;
}

function firstLine(text = ''): string {
  return text.split('\n')[0] ?? '';
}

function indent(text: string): string {
  return `  ${text}`;
}
