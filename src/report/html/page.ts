import type { ApplicationCard, Report } from '../../report-format/report.ts';
import { SEVERITIES } from '../../report-format/report.ts';
import { chainFigure } from '../figures/chain.ts';
import { shareBar } from '../figures/share-bar.ts';
import { timelineFigure } from '../figures/timeline.ts';
import { counted, oneLine } from '../readable.ts';
import { applicationView } from '../view/application.ts';
import { coverageOf } from '../view/coverage.ts';
import { capped, diagnosisView, findingsById } from '../view/diagnosis.ts';
import { bundleLine, factsOf } from '../view/facts.ts';
import { findingRow } from '../view/finding.ts';
import { inventoryOf } from '../view/inventory.ts';
import { objectName } from '../view/object-name.ts';
import { rulesRun } from '../view/rules-run.ts';
import type { Shown } from '../view/time.ts';
import { clockOf } from '../view/time.ts';
import { timelineOf } from '../view/timeline.ts';
import { unknownLine } from '../view/unknown-line.ts';
import { countsOf, verdictOf } from '../view/verdict.ts';
import type { Anchors } from './anchors.ts';
import { createAnchors } from './anchors.ts';
import { trusted } from './templates.ts';

const MAX_DIAGNOSES = 25;
/** Beyond these, findings keep their place in the table and lose the lines around their proof, and then their row. */
const MAX_DETAILED = 150;
const MAX_FINDINGS = 2000;
const MAX_UNKNOWN_LINES = 200;
const MAX_OPEN_LINES = 8;
const MAX_APPLICATIONS = 200;
const MAX_CHAINED = 20;
const MAX_OPTIONS = 200;
const MAX_GAPS = 100;
const MAX_COMMANDS = 30;

/** All that the templates show, with every name present: a template that asks for an unknown one is in error. */
export function pageOf(report: Shown) {
  const anchors = { diagnosis: createAnchors('d-'), finding: createAnchors('f-') };
  const diagnoses = diagnosisPanels(report, anchors);
  const findings = capped(report.findings, MAX_FINDINGS);
  const unknownLines = capped(report.unknownLines, MAX_UNKNOWN_LINES);
  const applications = capped(report.applications, MAX_APPLICATIONS);
  const lines = unknownLines.items.map((line) => unknownLine(line, clockOf(report)));
  return {
    title: `${verdictOf(report).headline} \u00b7 ${oneLine(report.bundle.name, 120)}`,
    verdict: verdictOf(report),
    bundleLine: bundleLine(report),
    first: diagnoses[0],
    others: diagnoses.slice(1),
    moreDiagnoses: Math.max(0, report.diagnoses.length - MAX_DIAGNOSES),
    counts: countsOf(report),
    findings: findings.items.map((finding, index) => ({
      ...findingRow(finding, report, index < MAX_DETAILED),
      anchor: anchors.finding(finding.id),
      explainedBy: finding.explainedBy.slice(0, 5).map((id) => ({ id: oneLine(id), anchor: anchors.finding(id) })),
    })),
    findingsCount: report.findings.length,
    moreFindings: findings.more,
    hiddenFindings: report.hidden ?? 0,
    filter: filterOf(report),
    applications: applications.items.map((card) => applicationPanel(card, report, anchors.diagnosis)),
    moreApplications: applications.more,
    timeline: timelinePanel(report, anchors.finding),
    unknownLines: {
      count: report.unknownLines.length,
      first: lines.slice(0, MAX_OPEN_LINES),
      rest: lines.slice(MAX_OPEN_LINES),
    },
    moreUnknownLines: unknownLines.more,
    coverage: coveragePanel(report),
    inventory: inventoryPanel(report),
    facts: factsOf(report),
    rules: rulesRun(report),
    scope: scopeOf(report),
    rulesTotal: counted(report.outcomes.length, 'rule'),
  };
}

type PageAnchors = { diagnosis: Anchors; finding: Anchors };

function diagnosisPanels(report: Shown, anchors: PageAnchors) {
  const byId = findingsById(report);
  return report.diagnoses.slice(0, MAX_DIAGNOSES).map((diagnosis) => {
    const view = diagnosisView(diagnosis, report, byId);
    const chained = capped(diagnosis.chain, MAX_CHAINED);
    return {
      ...view,
      anchor: anchors.diagnosis(diagnosis.id),
      figure: trusted(chainFigure(view.chain)),
      affectedCount: diagnosis.affected.length,
      chained: {
        count: diagnosis.chain.length,
        more: chained.more,
        items: chained.items.flatMap((id) => {
          const finding = byId.get(id);
          if (!finding) return [];
          const { severity, title, subject } = finding;
          return [{ severity, title: oneLine(title, 300), object: objectName(subject), anchor: anchors.finding(id) }];
        }),
      },
    };
  });
}

function applicationPanel(card: ApplicationCard, report: Shown, anchor: Anchors) {
  const view = applicationView(card, report);
  return { ...view, diagnoses: view.diagnoses.map(({ id, title }) => ({ title, anchor: anchor(id) })) };
}

function timelinePanel(report: Shown, anchor: Anchors) {
  const view = timelineOf(report);
  const figure = timelineFigure(view);
  return {
    ...view,
    figure: figure && trusted(figure),
    rows: view.rows.map((row) => ({ ...row, anchor: row.finding && anchor(row.finding) })),
  };
}

/** What the findings can be narrowed down by: only what occurs, in a fixed order. */
function filterOf({ findings }: Report) {
  const distinct = (texts: (string | undefined)[]) =>
    [...new Set(texts.filter((text) => text !== undefined).map((text) => oneLine(text, 253)))].sort();
  return {
    severities: SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity)),
    namespaces: distinct(findings.map(({ subject }) => subject.namespace)).slice(0, MAX_OPTIONS),
    kinds: distinct(findings.map(({ subject }) => subject.kind)).slice(0, MAX_OPTIONS),
  };
}

function coveragePanel(report: Report) {
  const view = coverageOf(report);
  const [gaps, unread] = [capped(view.gaps, MAX_GAPS), capped(view.unread, MAX_GAPS)];
  return {
    ...view,
    uncheckedText: counted(view.counts['not-collected'], 'rule'),
    notApplicable: view.counts['not-applicable'],
    unchecked: view.unchecked.map((row) => ({ ...row, rulesText: counted(row.rules.length, 'rule') })),
    gaps: gaps.items,
    moreGaps: gaps.more,
    commands: view.commands.slice(0, MAX_COMMANDS).join('\n'),
    unread: unread.items,
    moreUnread: unread.more,
  };
}

function inventoryPanel(report: Report) {
  const view = inventoryOf(report);
  const drawn = (share: number | undefined) => (share === undefined ? undefined : trusted(shareBar(share)));
  return {
    ...view,
    nodes: view.nodes.map((node) => ({
      ...node,
      resources: node.resources.map((row) => ({ ...row, bar: drawn(row.share) })),
    })),
  };
}

function scopeOf({ scope }: Report) {
  return {
    text: scope.level === 'none' ? undefined : `${scope.level}: ${oneLine(scope.names.join(', '), 300)}`,
    escalate: (scope.escalate ?? []).map((text) => oneLine(text)),
  };
}
