import type { Report } from '../../report-format/report.ts';
import { SEVERITIES } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { capped } from '../view/capped.ts';
import { collectedOf } from '../view/collected.ts';
import { bundleLine, factsOf, scopeText } from '../view/facts.ts';
import { rulesRun } from '../view/rules-run.ts';
import type { Shown } from '../view/time.ts';
import { ageAt, clockOf, timeText } from '../view/time.ts';
import { unknownLine } from '../view/unknown-line.ts';
import { countsOf, verdictOf } from '../view/verdict.ts';
import type { Caps } from './caps.ts';
import { CAPS } from './caps.ts';
import { createLinks } from './links.ts';
import {
  applicationPanels,
  coveragePanel,
  diagnosisPanels,
  findingPanels,
  inventoryPanel,
  timelinePanel,
} from './panels.ts';

const MAX_OPEN_LINES = 8;

/** All that the templates show, with every name present: a template that asks for an unknown one is in error. */
export function pageOf(report: Shown, caps: Caps = CAPS) {
  const links = createLinks(report, caps);
  const diagnoses = diagnosisPanels(report, links, caps);
  const unknownLines = capped(report.unknownLines, caps.unknownLines);
  const lines = unknownLines.items.map((line) => unknownLine(line, clockOf(report)));
  return {
    title: `${verdictOf(report).headline} \u00b7 ${oneLine(report.bundle.name, 120)}`,
    verdict: verdictOf(report),
    bundleLine: bundleLine(report),
    onset: onsetOf(report),
    first: diagnoses[0],
    others: diagnoses.slice(1),
    moreDiagnoses: Math.max(0, report.diagnoses.length - caps.diagnoses),
    counts: countsOf(report),
    findings: findingPanels(report, links, caps),
    findingsCount: report.findings.length,
    moreFindings: Math.max(0, report.findings.length - caps.findings),
    hiddenFindings: report.hidden ?? 0,
    filter: filterOf(report, caps),
    applications: applicationPanels(report, links, caps),
    moreApplications: Math.max(0, report.applications.length - caps.applicationsBrief),
    timeline: timelinePanel(report, links, caps),
    unknownLines: {
      count: report.unknownLines.length,
      first: lines.slice(0, MAX_OPEN_LINES),
      rest: lines.slice(MAX_OPEN_LINES),
    },
    moreUnknownLines: unknownLines.more,
    coverage: coveragePanel(report, caps),
    inventory: inventoryPanel(report),
    collected: collectedOf(report, caps.collected),
    facts: factsOf(report),
    rules: rulesRun(report, caps.outcomes),
    scope: scopeOf(report),
    rulesTotal: counted(report.outcomes.length, 'rule'),
  };
}

/** When what is still there began, and how long before the capture that was. */
function onsetOf(report: Shown): string | undefined {
  if (!report.onset) return undefined;
  const clock = clockOf(report);
  return [timeText(report.onset, clock), ageAt(report.onset, clock.capturedAt)].filter(Boolean).join(', ');
}

/** What the findings can be narrowed down by: only what occurs, in a fixed order. */
function filterOf({ findings }: Report, { options }: Caps) {
  const distinct = (texts: (string | undefined)[]) =>
    [...new Set(texts.filter((text) => text !== undefined).map((text) => oneLine(text, 253)))].sort();
  return {
    severities: SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity)),
    namespaces: distinct(findings.map(({ subject }) => subject.namespace)).slice(0, options),
    kinds: distinct(findings.map(({ subject }) => subject.kind)).slice(0, options),
  };
}

function scopeOf({ scope }: Report) {
  return {
    text: scopeText(scope.level, oneLine(scope.names.join(', '), 300)),
    escalate: (scope.escalate ?? []).map((text) => oneLine(text)),
  };
}
