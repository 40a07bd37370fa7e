import type { Report, Severity } from '../report-format/report.ts';
import { counted, oneLine, shortenMiddle } from './readable.ts';
import { columnsOf, joinBlocks, type TerminalOptions } from './terminal/layout.ts';
import { type Paint, paintWith } from './terminal/paint.ts';
import { wrap } from './terminal/wrap.ts';
import type { Chain } from './view/chain.ts';
import { rowsOf } from './view/chain-rows.ts';
import { coverageOf } from './view/coverage.ts';
import type { DiagnosisView, StepView } from './view/diagnosis.ts';
import { diagnosisView } from './view/diagnosis.ts';
import { bundleLine } from './view/facts.ts';
import { objectName } from './view/object-name.ts';
import type { ProofView } from './view/proof.ts';
import type { Shown } from './view/time.ts';
import { countsOf, verdictOf } from './view/verdict.ts';

const MAX_OTHERS = 8;
const MAX_NODES = 12;
const MAX_FINDINGS = 12;
const MAX_UNCHECKED = 6;

/**
 * The summary for a terminal: the first diagnosis in full, the rest in lines, and what could not be checked.
 * It holds no control character of the bundle; colours only where `color` is set.
 */
export function renderTerminal(report: Shown, { width = 80, color = false }: TerminalOptions = {}): string {
  const columns = columnsOf(width, 120);
  const paint = paintWith(color);
  const [first] = report.diagnoses;
  return joinBlocks([
    wrap(bundleLine(report), columns).map(paint.dim),
    first ? firstDiagnosis(diagnosisView(first, report), columns, paint) : noDiagnosis(report, columns, paint),
    otherDiagnoses(report, columns, paint),
    first ? [] : findingLines(report, columns, paint),
    countsBlock(report, columns, paint),
    uncheckedBlock(report, columns, paint),
  ]);
}

function firstDiagnosis(view: DiagnosisView, columns: number, paint: Paint): string[] {
  const { severity, confidence, current, known } = view;
  const marks = [confidence, ...(current ? [] : ['over at capture']), ...(known ? ['known'] : [])].join(', ');
  return [
    `${paint.severity(severity, severity.toUpperCase())} ${paint.dim(`(${marks})`)}`,
    ...wrap(view.title, columns).map(paint.bold),
    ...(view.subject ? wrap(view.subject, columns) : []),
    '',
    ...wrap(view.summary, columns),
    ...heading('Proof', paint),
    ...view.proofs.items.flatMap((proof) => proofLines(proof, columns, paint)),
    ...more(view.proofs.more, 'further line', paint),
    ...view.didYouMean.flatMap(({ wanted, found }) =>
      wrap(`Wanted ${wanted}; there is ${found}.`, columns - 2).map((line) => `  ${line}`),
    ),
    ...heading(current ? 'What it breaks' : 'What it broke', paint),
    ...chainLines(view.chain, columns, paint),
    ...(view.steps.length > 0 ? heading('Next', paint) : []),
    ...view.steps.flatMap((step, index) => stepLines(step, index + 1, columns, paint)),
    ...(view.ask.length > 0 ? heading('Ask', paint) : []),
    ...view.ask.flatMap(({ decides, command }, index) =>
      stepLines({ text: decides, command, changes: false }, index + 1, columns, paint),
    ),
  ];
}

function heading(text: string, paint: Paint): string[] {
  return ['', paint.bold(text)];
}

function proofLines({ where, stretches, seen, age }: ProofView, columns: number, paint: Paint): string[] {
  const line = stretches.map(({ text }) => text).join('');
  const notes = [seen, age].filter(Boolean).join(', ');
  return [
    `  ${paint.dim(notes ? `${where}  (${notes})` : where)}`,
    ...wrap(line.replace(/\s+/g, ' ').trim(), columns - 4, 4).map((part) => `  ${paint.dim('|')} ${part}`),
  ];
}

/** Each object once, under the first that breaks it. */
function chainLines(chain: Chain, columns: number, paint: Paint): string[] {
  const { rows, more: left } = rowsOf(chain, MAX_NODES);
  const lines = rows.flatMap(({ node, depth, label, parent }) => {
    const arrow = parent === undefined ? '' : `\u2514\u2500 ${label ? `${label} ` : ''}`;
    const indent = '  '.repeat(depth + 1);
    const name = shortenMiddle(`${indent}${arrow}${objectName(node.object)}`, columns);
    const inner = `${indent}${parent === undefined ? '  ' : '     '}`;
    const text = node.state === 'passes-on' ? [] : wrap(node.text, columns - inner.length, 2);
    return [paint.state(node.state, name), ...text.map((part) => paint.dim(`${inner}${part}`))];
  });
  return [...lines, ...more(left, 'further object', paint)];
}

function stepLines({ text, command, changes }: StepView, number: number, columns: number, paint: Paint): string[] {
  const [head = '', ...rest] = wrap(text, columns - 5);
  const mark = changes ? paint.severity('warning', '  # changes the cluster') : '';
  // A command is never wrapped: it is meant to be copied.
  const commands = (command ?? '').split('\n').filter((line) => line !== '');
  return [
    `  ${number}. ${head}`,
    ...rest.map((line) => `     ${line}`),
    ...commands.map((line, index) => `     ${paint.command(`$ ${line}`)}${index === 0 ? mark : ''}`),
  ];
}

function noDiagnosis(report: Report, columns: number, paint: Paint): string[] {
  const { headline, caveat } = verdictOf(report);
  return [...wrap(headline, columns).map(paint.bold), ...wrap(caveat ?? '', columns)];
}

function otherDiagnoses(report: Report, columns: number, paint: Paint): string[] {
  const others = report.diagnoses.slice(1);
  if (others.length === 0) return [];
  const lines = others.slice(0, MAX_OTHERS).flatMap((diagnosis) => {
    const { severity, confidence, title, subject, current } = diagnosisView(diagnosis, report);
    const notes = [...(subject ? [subject] : []), confidence, ...(current ? [] : ['over at capture'])];
    const about = shortenMiddle(notes.join(', '), columns - 11);
    return [severityLine(severity, title, columns, paint), paint.dim(`${' '.repeat(11)}${about}`)];
  });
  return [
    paint.bold('Also'),
    ...lines,
    ...more(others.length - MAX_OTHERS, 'further diagnosis', paint, 'further diagnoses'),
  ];
}

function findingLines(report: Report, columns: number, paint: Paint): string[] {
  if (report.findings.length === 0) return [];
  const lines = report.findings
    .slice(0, MAX_FINDINGS)
    .map(({ severity, title, subject }) =>
      severityLine(severity, `${oneLine(title)} (${objectName(subject)})`, columns, paint),
    );
  return [paint.bold('Findings'), ...lines, ...more(report.findings.length - MAX_FINDINGS, 'further finding', paint)];
}

function severityLine(severity: Severity, text: string, columns: number, paint: Paint): string {
  return `  ${paint.severity(severity, severity.padEnd(8))} ${shortenMiddle(text, columns - 11)}`;
}

function countsBlock(report: Report, columns: number, paint: Paint): string[] {
  const counts = countsOf(report).map(({ severity, count }) => `${count} ${severity}`);
  const findings = counts.length > 0 ? counts.join(', ') : 'none';
  const { counts: rules } = coverageOf(report);
  const text = `Findings: ${findings}. Rules: ${rules.found} found something, ${rules.clear} clear, ${rules['not-collected']} could not be checked, ${rules['not-applicable']} not applicable${rules.error > 0 ? `, ${rules.error} failed` : ''}.`;
  return wrap(text, columns).map(paint.dim);
}

function uncheckedBlock(report: Report, columns: number, paint: Paint): string[] {
  const { unchecked, gaps } = coverageOf(report);
  if (unchecked.length === 0 && gaps.length === 0) return [];
  const lines = unchecked
    .slice(0, MAX_UNCHECKED)
    .map(({ missing, rules }) => `  ${shortenMiddle(missing, columns - 20)} (${counted(rules.length, 'rule')})`);
  const asking = gaps.some(({ command }) => command) ? '; the report names the commands that fill them' : '';
  return [
    paint.bold('Could not be checked, for want of'),
    ...lines,
    ...more(unchecked.length - MAX_UNCHECKED, 'further kind', paint),
    ...(gaps.length > 0
      ? wrap(`${counted(gaps.length, 'gap')} in the bundle${asking}`, columns - 2).map((line) => `  ${line}`)
      : []),
  ];
}

function more(count: number, noun: string, paint: Paint, plural?: string): string[] {
  return count > 0 ? [paint.dim(`  and ${counted(count, noun, plural)}`)] : [];
}
