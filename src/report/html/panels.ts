import type { Report } from '../../report-format/report.ts';
import { chainFigure } from '../figures/chain.ts';
import { shareBar } from '../figures/share-bar.ts';
import { stateBar } from '../figures/state-bar.ts';
import { timelineFigure } from '../figures/timeline.ts';
import { wavesFigure } from '../figures/waves.ts';
import { counted, oneLine } from '../readable.ts';
import { applicationView } from '../view/application.ts';
import { capped } from '../view/capped.ts';
import { coverageOf } from '../view/coverage.ts';
import { diagnosisView, findingsById } from '../view/diagnosis.ts';
import { findingRow } from '../view/finding.ts';
import { inventoryOf } from '../view/inventory.ts';
import { objectName } from '../view/object-name.ts';
import type { Shown } from '../view/time.ts';
import { timelineOf } from '../view/timeline.ts';
import type { Caps } from './caps.ts';
import type { Links } from './links.ts';
import { trusted } from './templates.ts';

/** The views of the report's parts with what only a page has: anchors, links and figures. */

export function diagnosisPanels(report: Shown, links: Links, caps: Caps) {
  const byId = findingsById(report);
  return report.diagnoses.slice(0, caps.diagnoses).map((diagnosis) => {
    const view = diagnosisView(diagnosis, report, byId);
    const chained = capped(diagnosis.chain, caps.chained);
    return {
      ...view,
      anchor: links.diagnosis(diagnosis.id),
      figure: trusted(chainFigure(view.chain)),
      affectedCount: diagnosis.affected.length,
      chained: {
        count: diagnosis.chain.length,
        more: chained.more,
        items: chained.items.flatMap((id) => {
          const finding = byId.get(id);
          if (!finding) return [];
          const { severity, title, subject } = finding;
          return [{ severity, title: oneLine(title, 300), object: objectName(subject), anchor: links.toFinding(id) }];
        }),
      },
    };
  });
}

export function findingPanels(report: Shown, links: Links, { findings, detailed, brief }: Caps) {
  return report.findings.slice(0, findings).map((finding, index) => ({
    ...findingRow(finding, report, index < detailed ? 'detailed' : index < brief ? 'brief' : 'row'),
    anchor: links.finding(finding.id),
    explainedBy: finding.explainedBy.slice(0, 5).map((id) => ({ id: oneLine(id, 120), anchor: links.toFinding(id) })),
  }));
}

export function applicationPanels(report: Shown, links: Links, { applications, applicationsBrief }: Caps) {
  return report.applications.slice(0, applicationsBrief).map((card, index) => {
    const { needs, waves, ...rest } = card;
    const view = applicationView(index < applications ? card : rest, report);
    const figure = wavesFigure(view.waves.steps);
    return {
      ...view,
      wavesFigure: figure && trusted(figure),
      diagnoses: view.diagnoses.map(({ id, title }) => ({ title, anchor: links.toDiagnosis(id) })),
    };
  });
}

export function timelinePanel(report: Shown, links: Links, caps: Caps) {
  const view = timelineOf(report, caps.timeline);
  const figure = timelineFigure(view);
  return {
    ...view,
    notes: (report.clocks ?? []).map(({ text }) => oneLine(text)),
    figure: figure && trusted(figure),
    rows: view.rows.map((row) => ({ ...row, anchor: row.finding && links.toFinding(row.finding) })),
  };
}

/** The others are folded. */
const MAX_OPEN_GAPS = 6;

export function coveragePanel(report: Report, caps: Caps) {
  const view = coverageOf(report);
  const gaps = capped(view.gaps, caps.gaps);
  const unread = capped(view.unread, caps.gaps);
  const unchecked = capped(view.unchecked, caps.gaps);
  return {
    ...view,
    uncheckedText: counted(view.counts['not-collected'], 'rule'),
    notApplicable: view.counts['not-applicable'],
    unchecked: unchecked.items.map(({ missing, rules }) => {
      const { items, more } = capped(rules, caps.gaps);
      return { missing, rules: items, more, rulesText: counted(rules.length, 'rule') };
    }),
    moreUnchecked: unchecked.more,
    gaps: gaps.items.slice(0, MAX_OPEN_GAPS),
    furtherGaps: gaps.items.slice(MAX_OPEN_GAPS),
    moreGaps: gaps.more,
    commands: view.commands.join('\n'),
    unread: unread.items,
    moreUnread: unread.more,
  };
}

export function inventoryPanel(report: Report) {
  const view = inventoryOf(report);
  const drawn = (share: number | undefined) => (share === undefined ? undefined : trusted(shareBar(share)));
  return {
    ...view,
    nodes: view.nodes.map((node) => ({
      ...node,
      resources: node.resources.map((row) => ({ ...row, bar: drawn(row.share) })),
    })),
    namespaces: view.namespaces.map((row) => ({ ...row, bar: trusted(stateBar(row)) })),
  };
}
