/**
 * Runs the analysis over folders of output pasted from real incidents and judges the reports by their README: a row per
 * case and the totals. `npm run cases [-- --json] [name...]`. The judge's two files are never input.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFromPath } from '../src/analyze/bundle/disk.ts';
import type { Entry } from '../src/analyze/bundle/entry.ts';
import { openBundle } from '../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../src/analyze/index.ts';
import type { RuleSet } from '../src/analyze/rules/rule.ts';
import { rulesFrom } from '../src/commands/rule-files.ts';
import type { Diagnosis, Report } from '../src/report-format/report.ts';
import { atLeast } from '../src/report-format/report.ts';

const CASES = path.resolve('..', 'shared', 'cases');
const JUDGE_ONLY = new Set(['truth.json', 'source.txt']);
const EVIDENCE_TEXTS = 12;
const EVIDENCE_LENGTH = 400;

type Truth = { domain: string; root_cause: string | null; must_mention: string[] };
type Verdict = {
  name: string;
  domain: string;
  result: 'rank 1' | 'top 3' | 'missed' | 'healthy' | 'false alarm';
  said: string;
};

async function* withoutTruth(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  for await (const entry of entries) {
    if (entry.type === 'problem' || !JUDGE_ONLY.has(path.posix.basename(entry.path))) yield entry;
  }
}

async function judge(name: string, rules: RuleSet): Promise<Verdict> {
  const folder = path.join(CASES, name);
  const truth = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as Truth;
  const opened = openBundle(await sourceFromPath(folder));
  const report = await analyze(withoutTruth(opened.entries), rules, { name, version: '0' });
  const said = report.diagnoses[0]?.title ?? '-';
  const base = { name, domain: truth.domain, said };

  if (truth.root_cause === null) {
    const alarm = report.findings.find(({ severity }) => atLeast(severity, 'error'));
    return { ...base, result: alarm ? 'false alarm' : 'healthy', said: alarm?.title ?? said };
  }
  const rank = report.diagnoses.findIndex((diagnosis) => mentionsAll(textOf(diagnosis, report), truth.must_mention));
  return { ...base, result: rank === 0 ? 'rank 1' : rank > 0 && rank < 3 ? 'top 3' : 'missed' };
}

/** Title, summary, steps, and the messages and evidence of the chain: what the rule of the cases lets count. */
function textOf(diagnosis: Diagnosis, report: Report): string {
  const findings = diagnosis.chain.flatMap((id) => report.findings.find((finding) => finding.id === id) ?? []);
  const evidence = findings.flatMap((finding) => finding.evidence.map(({ text }) => text.slice(0, EVIDENCE_LENGTH)));
  return [
    diagnosis.title,
    diagnosis.summary,
    ...diagnosis.steps.flatMap(({ text, command }) => [text, command ?? '']),
    ...findings.map(({ message }) => message),
    ...evidence.slice(0, EVIDENCE_TEXTS),
  ].join('\n');
}

function mentionsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(fold(word)));
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

function printTotals(verdicts: readonly Verdict[]): void {
  const incidents = verdicts.filter(({ result }) => result !== 'healthy' && result !== 'false alarm');
  const healthy = verdicts.filter(({ result }) => result === 'healthy' || result === 'false alarm');
  const count = (of: readonly Verdict[], ...results: string[]) =>
    of.filter(({ result }) => results.includes(result)).length;
  for (const domain of [...new Set(incidents.map((verdict) => verdict.domain))].sort()) {
    const of = incidents.filter((verdict) => verdict.domain === domain);
    console.log(`  ${domain.padEnd(16)} ${count(of, 'rank 1')} of ${of.length}`);
  }
  console.log(
    `incidents: ${incidents.length}, right at rank 1: ${count(incidents, 'rank 1')}, within three: ${count(incidents, 'rank 1', 'top 3')}`,
  );
  console.log(`healthy: ${healthy.length}, false alarms: ${count(healthy, 'false alarm')}`);
}

if (!existsSync(CASES)) {
  console.log(`There are no cases here: ${CASES} does not exist.`);
} else {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const names = readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.some((part) => entry.name.includes(part))))
    .map(({ name }) => name)
    .sort();
  const rules = await rulesFrom([]);
  const verdicts: Verdict[] = [];
  for (const name of names) {
    const verdict = await judge(name, rules);
    verdicts.push(verdict);
    console.log(`${verdict.result.padEnd(12)} ${name.padEnd(42)} ${verdict.said}`);
  }
  printTotals(verdicts);
}
