import type { Overview, OverviewRow, SharedCause } from '../../report-format/overview.ts';
import { atLeast } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { capped, listed } from './capped.ts';
import { MAX_TITLE } from './diagnosis.ts';
import { inUtc } from './time.ts';

const MAX_NAMED = 8;

export type OverviewRowView = {
  bundle: string;
  report: string | undefined;
  cluster: string | undefined;
  captured: string | undefined;
  /** The first diagnosis; where there is none, `text` says so, and never as health. */
  severity: NonNullable<OverviewRow['first']>['severity'] | undefined;
  text: string;
  confidence: string | undefined;
  notes: string[];
  /** The letter of what several bundles share. */
  group: string | undefined;
  sameAs: string;
  failed: boolean;
};

export type SharedView = {
  label: string;
  title: string;
  severity: SharedCause['severity'];
  where: string;
  bundles: string;
};

export type OverviewView = { headline: string; rows: OverviewRowView[]; shared: SharedView[] };

/** The table over several bundles as people read it. */
export function overviewView({ rows, shared }: Overview): OverviewView {
  return { headline: headlineOf(rows), rows: rows.map(rowOf), shared: shared.map(sharedOf) };
}

function headlineOf(rows: readonly OverviewRow[]): string {
  const broken = rows.filter(({ first }) => first?.current && atLeast(first.severity, 'error')).length;
  const failed = rows.filter(({ error }) => error).length;
  const other = rows.length - broken - failed;
  const parts = [
    ...(broken > 0 ? [`${broken} broken at capture`] : []),
    ...(other > 0 ? [`${other} with nothing found broken at capture`] : []),
    ...(failed > 0 ? [`${failed} could not be analysed`] : []),
  ];
  return `${counted(rows.length, 'bundle')}: ${parts.join(', ')}`;
}

function rowOf(row: OverviewRow): OverviewRowView {
  const { bundle, report, cluster, capturedAt, first, group, sameAs = [], error } = row;
  return {
    bundle: oneLine(bundle),
    report,
    cluster: cluster && oneLine(cluster),
    captured: capturedAt && inUtc(capturedAt).replace(/:\d\d UTC$/, ' UTC'),
    severity: first?.severity,
    text: textOf(row),
    confidence: first?.confidence,
    notes: error ? [] : notesOf(row),
    group,
    sameAs: named(sameAs),
    failed: error !== undefined,
  };
}

function textOf({ first, error, findings = 0 }: OverviewRow): string {
  if (error) return `${oneLine(error.message)} (${error.code})`;
  if (first) return oneLine(first.title, MAX_TITLE);
  return findings === 0 ? 'No rule matched' : `No cause was found for ${counted(findings, 'finding')}`;
}

function notesOf({ first, diagnoses = 0, uncheckedRules = 0, truncated }: OverviewRow): string[] {
  return [
    ...(first && !first.current ? ['over at capture'] : []),
    ...(first?.known ? ['known'] : []),
    ...(diagnoses > 1 ? [`and ${counted(diagnoses - 1, 'more diagnosis', 'more diagnoses')}`] : []),
    ...(truncated ? ['bundle cut off'] : []),
    ...(uncheckedRules > 0 ? [`${counted(uncheckedRules, 'rule')} not checked`] : []),
  ];
}

function sharedOf({ label, title, severity, bundles, environments }: SharedCause): SharedView {
  const apart = environments > 1 ? `, ${environments} environments` : '';
  return {
    label,
    title: oneLine(title, MAX_TITLE),
    severity,
    where: `${counted(bundles.length, 'bundle')}${apart}`,
    bundles: named(bundles),
  };
}

function named(bundles: readonly string[]): string {
  const { items, more } = capped(bundles, MAX_NAMED);
  return listed({ items: items.map((name) => oneLine(name)), more });
}
