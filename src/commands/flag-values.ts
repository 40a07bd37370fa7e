import { InvalidArgumentError, Option } from 'commander';
import type { Severity } from '../report-format/report.ts';
import { SEVERITIES } from '../report-format/report.ts';

/** How commander is to read the values of options; each throws InvalidArgumentError, which it turns into usage. */

/**
 * An option that may be given several times: the list of what `read` makes of each value, and nothing where it is not
 * given. An empty list as its default would be told by the help.
 */
export function repeatable(
  flags: string,
  description: string,
  read: (value: string) => string | string[] = (value) => value,
): Option {
  return new Option(flags, description).argParser((value, known: string[] = []) => known.concat(read(value)));
}

export function commaSeparated(value: string): string[] {
  return value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

export function severity(value: string): Severity {
  const found = SEVERITIES.find((candidate) => candidate === value);
  if (!found) throw new InvalidArgumentError(`Severities: ${SEVERITIES.join(', ')}.`);
  return found;
}

export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number <= 0) throw new InvalidArgumentError('Expected a whole number above 0.');
  return number;
}
