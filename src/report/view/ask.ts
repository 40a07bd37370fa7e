import { KINDS } from '../../bundle-format/kinds.ts';
import type { Report } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';

/** Each kind of command leaves room for the others. */
const MAX_ASKED = 4;
const MAX_GAPS = 6;
const MAX_KINDS = 12;

/** What enters a command is a name of Kubernetes, or nothing. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

const ROWS = new Map(KINDS.map((row) => [row.kind, row]));

/**
 * The few commands whose answers would decide most: first those that diagnoses ask for, then what fills the gaps of the
 * bundle, then the lists that most rules lack. None prints the values of Secrets.
 */
export function commandsToAsk(report: Report): string[] {
  const asked = distinct(report.diagnoses.flatMap(({ ask = [] }) => ask.map(({ command }) => command)));
  const gaps = distinct(report.coverage.gaps.flatMap(({ command }) => command ?? []));
  const commands = distinct([...asked.slice(0, MAX_ASKED), ...gaps.slice(0, MAX_GAPS)]);
  return [...commands, ...listsToAsk(report, [...asked, ...gaps])];
}

function distinct(commands: readonly string[]): string[] {
  return [...new Set(commands.map((command) => oneLine(command, 1000)))];
}

/** Kinds of every cluster by how many rules lack them, joined into one command for each place, unless asked for already. */
function listsToAsk({ outcomes }: Report, asked: readonly string[]): string[] {
  const wanted = new Map<string, number>();
  for (const { outcome, missing = [] } of outcomes) {
    if (outcome !== 'not-collected') continue;
    for (const what of missing) wanted.set(what, (wanted.get(what) ?? 0) + 1);
  }
  const places = new Map<string, string[]>();
  const ranked = [...wanted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MAX_KINDS);
  for (const [what] of ranked) {
    const [, listed = '', namespace] = /^(\w+)(?: in namespace (\S+))?$/.exec(what) ?? [];
    const row = ROWS.get(listed === 'events' ? 'Event' : listed);
    if (!row || (namespace !== undefined && !NAME.test(namespace))) continue;
    const { plural, namespaced } = row;
    if (asked.some((command) => command.includes(` ${plural}`))) continue;
    const place = !namespaced ? '' : namespace === undefined ? ' -A' : ` -n ${namespace}`;
    const verb = plural === 'secrets' ? `describe$1${place}` : `get$1${place} -o yaml`;
    places.set(verb, [...(places.get(verb) ?? []), plural]);
  }
  return [...places].map(([verb, plurals]) => `kubectl ${verb.replace('$1', ` ${plurals.join(',')}`)}`);
}
