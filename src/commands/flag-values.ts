import { InvalidArgumentError } from 'commander';
import type { Severity } from '../report-format/report.ts';
import { SEVERITIES } from '../report-format/report.ts';

/** How commander is to read the values of options; each throws InvalidArgumentError, which it turns into usage. */

export function repeated(value: string, known: string[]): string[] {
  return [...known, value];
}

export function commaSeparated(value: string, known: string[]): string[] {
  return [...known, ...value.split(',').map((id) => id.trim())].filter((id) => id !== '');
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
