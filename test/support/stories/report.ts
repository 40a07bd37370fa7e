import { analyze } from '../../../src/analyze/index.ts';
import type { RuleSet } from '../../../src/analyze/rules/rule.ts';
import { rulesFrom } from '../../../src/commands/rule-files.ts';
import type { Diagnosis, Finding, Report } from '../../../src/report-format/report.ts';
import { atLeast } from '../../../src/report-format/report.ts';
import { entriesOf } from '../read-bundle.ts';
import type { Story } from './bundle.ts';
import { filesOf } from './bundle.ts';

let loaded: Promise<RuleSet> | undefined;

/** The report on a story by all rules that come with casefile, which are read once. */
export async function reportOf(story: Story): Promise<Report> {
  loaded ??= rulesFrom([]);
  return analyze(entriesOf(filesOf(story)), await loaded, { name: 'story', version: '0' });
}

/** Where a finding stands, for people: `secret-missing Secret/shop/db`. */
export function told({ rule, subject: { kind, namespace, name } }: Finding): string {
  return `${rule} ${kind}/${namespace ? `${namespace}/` : ''}${name}`;
}

/** What would alarm somebody: present or past, at `error` or worse. */
export function alarmsOf({ findings }: Report): string[] {
  return findings.filter(({ severity }) => atLeast(severity, 'error')).map(told);
}

/** The diagnoses of trouble that is there now. */
export function presentTrouble({ diagnoses }: Report): Diagnosis[] {
  return diagnoses.filter(({ current, severity }) => current && atLeast(severity, 'error'));
}

export function findingOf({ findings }: Report, id: string | undefined): Finding {
  const found = findings.find((finding) => finding.id === id);
  if (!found) throw new Error(`there is no finding ${id}`);
  return found;
}

/** The rules of the causes of present trouble, the first diagnosis first. A chain that begins with mere context (a full quota) has its cause behind that. */
export function causesOf(report: Report): string[] {
  return presentTrouble(report).map(({ chain }) => {
    const found = chain.map((id) => findingOf(report, id));
    return (found.find(({ role }) => role !== 'context') ?? found[0])?.rule ?? '';
  });
}
