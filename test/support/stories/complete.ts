import type { Diagnosis, Report } from '../../../src/report-format/report.ts';
import { findingOf } from './report.ts';

const PROOF = /Proof: ".+" \((?:[^()]*:\d+|[^()]*, .+)\)\./;
const EFFECT =
  /It breaks |It leads to: |It broke |The same was seen at |Nothing else in this bundle was seen to fail|It was over when/;

/** What the diagnoses of a report leave out of object, proof, effect and next step. Empty where each tells all four. */
export function leftOut(report: Report): string[] {
  return report.diagnoses.flatMap((diagnosis) =>
    missingIn(diagnosis, report).map((what) => `${findingOf(report, diagnosis.cause).rule} tells no ${what}`),
  );
}

function missingIn({ cause, title, summary, steps, affected }: Diagnosis, report: Report): string[] {
  const { subject, evidence } = findingOf(report, cause);
  const told = `${title} ${summary}`;
  const names = [subject, ...affected].map(({ name }) => name);
  return [
    ...(names.some((name) => told.includes(name)) ? [] : ['object']),
    ...(PROOF.test(summary) && evidence.every(({ file }) => file !== '') ? [] : ['proof']),
    ...(EFFECT.test(summary) ? [] : ['effect']),
    ...(steps.some(({ text, command }) => text !== '' || command) ? [] : ['next step']),
  ];
}
