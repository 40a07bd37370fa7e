import type { Report } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { applicationView } from '../view/application.ts';
import { capped, listed } from '../view/capped.ts';
import type { CoverageView, Unchecked } from '../view/coverage.ts';
import { coverageOf } from '../view/coverage.ts';
import { factsOf } from '../view/facts.ts';
import { objectName } from '../view/object-name.ts';
import { placeOf } from '../view/proof.ts';
import type { Shown } from '../view/time.ts';
import { clockOf, timeText } from '../view/time.ts';
import { bullets, codes, details, table } from './blocks.ts';
import { cell, code, fenced, prose } from './escape.ts';

const MAX_ROWS = 40;
/** Of a part that was asked for by name; its bytes are bounded besides. */
const MAX_ROWS_WHOLE = 2000;
const MAX_GAPS = 20;
const MAX_RULES_NAMED = 8;
const MAX_CELL = 200;

/** A part that was asked for by name is longer, and not folded. */
type How = { whole: boolean };

const rowsOf = ({ whole }: How) => (whole ? MAX_ROWS_WHOLE : MAX_ROWS);
const folded = ({ whole }: How, summary: string, body: string) => (whole ? body : details(summary, body));

export function findingBlocks({ findings, hidden = 0 }: Shown, how: How): string[] {
  if (findings.length === 0) return nothing('Findings', how, 'No rule matched.');
  const max = rowsOf(how);
  const rows = findings
    .slice(0, max)
    .map(({ severity, confidence, current, subject, message, evidence: [proof] }) => [
      `${severity}, ${confidence}${current ? '' : ', past'}`,
      cell(objectName(subject)),
      prose(oneLine(message, MAX_CELL)),
      proof ? cell(placeOf(proof)) : '',
    ]);
  const body = table(['severity', 'object', 'finding', 'proof'], rows, findings.length - max);
  const left = hidden > 0 ? [`${counted(hidden, 'less severe finding')} left out on request.`] : [];
  return ['## Findings', folded(how, `All ${counted(findings.length, 'finding')}`, body), ...left];
}

export function applicationBlocks(report: Shown, how: How): string[] {
  const { applications } = report;
  if (applications.length === 0) return nothing('Argo CD applications', how, 'The bundle holds none.');
  const max = rowsOf(how);
  const rows = applications
    .slice(0, max)
    .map((card) => applicationView(card, report))
    .map((card) => [
      cell(card.name),
      card.verdictText,
      prose(card.health),
      prose(card.sync),
      prose(oneLine(card.sentence, MAX_CELL)),
    ]);
  const columns = ['application', 'where the trouble is', 'health', 'sync', 'verdict'];
  return ['## Argo CD applications', table(columns, rows, applications.length - max)];
}

export function timelineBlocks(report: Shown, how: How): string[] {
  const { timeline } = report;
  const clock = clockOf(report);
  if (timeline.length === 0) return nothing('Timeline', how, 'The bundle tells no times.');
  const rows = timeline
    .slice(-rowsOf(how))
    .map(({ time, kind, subject, text }) => [
      cell(timeText(time, clock)),
      kind,
      cell(objectName(subject)),
      prose(oneLine(text, MAX_CELL)),
    ]);
  const earlier = timeline.length - rows.length;
  const body = table(['time', 'kind', 'object', 'what happened'], rows);
  const summary = `${counted(rows.length, 'entry', 'entries')}${earlier > 0 ? `, ${earlier} earlier ones left out` : ''}`;
  const notes = (report.clocks ?? []).map(({ text }) => `- ${prose(text)}`).join('\n');
  return ['## Timeline', ...(notes ? [notes] : []), folded(how, summary, body)];
}

export function unknownLineBlocks({ unknownLines }: Report, how: How): string[] {
  if (unknownLines.length === 0) return nothing('Lines that no rule knows', how, 'There are none.');
  const max = rowsOf(how);
  const rows = unknownLines
    .slice(0, max)
    .map(({ text, file, line, count }) => [
      cell(oneLine(text, MAX_CELL)),
      String(count),
      cell(`${oneLine(file)}:${line}`),
    ]);
  const body = table(['line', 'count', 'where'], rows, unknownLines.length - max);
  return ['## Lines that no rule knows', folded(how, counted(unknownLines.length, 'line'), body)];
}

/** Of the whole report an empty part is left out; whoever asked for it is told. */
function nothing(title: string, { whole }: How, text: string): string[] {
  return whole ? [`## ${title}`, text] : [];
}

export function coverageBlocks(report: Report): string[] {
  const { counts, unchecked, failed, gaps, commands, unread } = coverageOf(report);
  const sentence = `${counts.found} rules found something, ${counts.clear} are clear, ${counts['not-collected']} could not be checked, ${counts['not-applicable']} do not apply${counts.error > 0 ? `, ${counts.error} failed` : ''}.`;
  return [
    '## What could not be checked',
    sentence,
    ...(unchecked.length > 0
      ? [bullets(unchecked.slice(0, MAX_GAPS).map(uncheckedLine), unchecked.length - MAX_GAPS)]
      : []),
    ...(failed.length > 0
      ? ['**Rules that failed**', bullets(failed.map(({ rule, reason }) => `${code(rule)} failed: ${code(reason)}`))]
      : []),
    ...(gaps.length > 0
      ? ['**Gaps in the bundle**', bullets(gaps.slice(0, MAX_GAPS).map(gapLine), gaps.length - MAX_GAPS)]
      : []),
    ...(commands.length > 0 ? ['**Ask for the output of**', fenced(commands.slice(0, MAX_GAPS).join('\n'), 'sh')] : []),
    ...(unread.length > 0
      ? [`Not recognised: ${codes(unread.slice(0, 10))}${unread.length > 10 ? ' and more' : ''}`]
      : []),
  ];
}

function uncheckedLine({ missing, rules }: Unchecked): string {
  const { items, more } = capped(rules, MAX_RULES_NAMED);
  return `${code(missing)} was not collected: ${listed({ items: items.map(code), more })}`;
}

function gapLine({ what, why, file }: CoverageView['gaps'][number]): string {
  return `${code(what)}: ${prose(why)}${file ? ` (${code(file)})` : ''}`;
}

export function factBlocks(report: Shown): string[] {
  const rows = factsOf(report).map(({ name, value }) => [name, cell(value)]);
  return ['## Bundle', table(['fact', 'value'], rows)];
}
