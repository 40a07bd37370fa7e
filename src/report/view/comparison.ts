import type { Comparison, ComparisonSide, DiagnosisChange, FieldChange, Told } from '../../report-format/comparison.ts';
import { counted, oneLine } from '../readable.ts';
import { capped } from './capped.ts';
import { MAX_TITLE } from './diagnosis.ts';
import { objectName } from './object-name.ts';
import { inUtc } from './time.ts';

const MAX_DIAGNOSES = 50;
const MAX_FINDINGS = 40;
const MAX_OBJECTS = 100;
const MAX_FIELDS = 20;
const MAX_NAMES = 100;
const MAX_ROWS = 60;

type Status = DiagnosisChange['status'];

const WORDS: Record<Status, string> = {
  new: 'New',
  still: 'Still there',
  unchecked: 'Cannot be told',
  over: 'Over',
  gone: 'Gone',
};

const STATUSES: readonly Status[] = ['new', 'still', 'unchecked', 'over', 'gone'];

/** Two captures side by side as a person reads them: cut to a bounded size, what came first, what went last. */
export function comparisonView(comparison: Comparison) {
  const { before, after, caveats, diagnoses, findings } = comparison;
  return {
    headline: headlineOf(diagnoses),
    sides: [sideOf('Before', before), sideOf('After', after)],
    caveats: caveats.map((text) => oneLine(text)),
    groups: STATUSES.map((status) => groupOf(status, diagnoses)).filter(({ rows }) => rows.length > 0),
    findings: {
      text: `${counted(findings.new.length, 'finding')} new, ${findings.still} still there, ${findings.gone.length} not seen any more`,
      new: capped(findings.new.map(rowOf), MAX_FINDINGS),
      gone: capped(findings.gone.map(rowOf), MAX_FINDINGS),
    },
    objects: objectsOf(comparison),
  };
}

export type ComparisonView = ReturnType<typeof comparisonView>;
export type ObjectsView = NonNullable<ComparisonView['objects']>;

/** `1 diagnosis is new, 2 are still there, 1 is gone`. */
function headlineOf(diagnoses: readonly DiagnosisChange[]): string {
  const count = (status: Status) => diagnoses.filter((row) => row.status === status).length;
  const are = (number: number, words: string) => `${number} ${number === 1 ? 'is' : 'are'} ${words}`;
  if (diagnoses.length === 0) return 'No diagnosis in either capture';
  const fresh = count('new');
  const parts = [
    fresh === 0
      ? 'No diagnosis is new'
      : `${counted(fresh, 'diagnosis', 'diagnoses')} ${fresh === 1 ? 'is' : 'are'} new`,
    ...(count('still') > 0 ? [are(count('still'), 'still there')] : []),
    ...(count('unchecked') > 0 ? [`${count('unchecked')} cannot be told`] : []),
    ...(count('over') > 0 ? [are(count('over'), 'over')] : []),
    ...(count('gone') > 0 ? [are(count('gone'), 'gone')] : []),
  ];
  return parts.join(', ');
}

function sideOf(label: string, { name, type, cluster, capturedAt, truncated }: ComparisonSide) {
  const parts = [
    oneLine(name),
    ...(cluster ? [oneLine(cluster)] : []),
    capturedAt ? `captured ${inUtc(capturedAt)}` : 'capture time unknown',
    ...(type === 'report' ? ['a report'] : []),
    ...(truncated ? ['cut off'] : []),
  ];
  return { label, text: parts.join(' \u00b7 ') };
}

function groupOf(status: Status, diagnoses: readonly DiagnosisChange[]) {
  const all = diagnoses.filter((row) => row.status === status);
  const { items, more } = capped(all, MAX_DIAGNOSES);
  return { status, words: WORDS[status], count: all.length, more, rows: items.flatMap(diagnosisRow) };
}

function diagnosisRow({ before, after, note }: DiagnosisChange) {
  const shown = after ?? before;
  if (!shown) return [];
  return [{ ...rowOf(shown), changes: before && after ? changesOf(before, after) : [], note: note && oneLine(note) }];
}

function rowOf({ title, severity, confidence, current, subject, affected }: Told) {
  return {
    title: oneLine(title, MAX_TITLE),
    severity,
    confidence,
    current,
    object: objectName(subject),
    affected: affected > 0 ? counted(affected, 'object') : undefined,
  };
}

/** In what a diagnosis that is still there differs. */
function changesOf(before: Told, after: Told): string[] {
  const pairs: [string, string, string][] = [
    ['cause', oneLine(before.title, MAX_TITLE), oneLine(after.title, MAX_TITLE)],
    ['severity', before.severity, after.severity],
    ['confidence', before.confidence, after.confidence],
    ['objects affected', String(before.affected), String(after.affected)],
  ];
  return pairs.flatMap(([name, from, to]) => (from === to ? [] : [`${name}: ${from} \u2192 ${to}`]));
}

function objectsOf({ objects }: Comparison) {
  if (!objects.compared) return { compared: false as const, why: oneLine(objects.why) };
  const { added, removed, changed, replaced, unseen, same } = objects;
  const { items, more } = capped(changed, MAX_OBJECTS);
  return {
    compared: true as const,
    text: `${counted(changed.length, 'object')} changed, ${added.length} added, ${removed.length} removed, ${same.toLocaleString('en-US')} the same`,
    changed: {
      more,
      items: items.map(({ object, fields, more: further, diagnoses = [] }) => {
        const shown = capped(fields.map(fieldRow), MAX_FIELDS);
        return {
          object: objectName(object),
          fields: shown.items,
          more: shown.more + further,
          partOfNew: diagnoses.length > 0,
        };
      }),
    },
    added: totalled(added.map(objectName), MAX_NAMES),
    removed: totalled(removed.map(objectName), MAX_NAMES),
    replaced: totalled(
      replaced.map(
        (row) => `${objectName(row.owner)}: ${oneLine(row.kind, 120)} ${row.added} added, ${row.removed} removed`,
      ),
      MAX_ROWS,
    ),
    unseen: totalled(
      unseen.map(
        ({ kind, namespace, in: side, count }) =>
          `${count} ${oneLine(kind, 120)}${namespace ? ` in ${oneLine(namespace, 253)}` : ''} only in the ${side === 'before' ? 'first' : 'second'}; the other did not list them all`,
      ),
      MAX_ROWS,
    ),
  };
}

function totalled(items: readonly string[], max: number) {
  return { ...capped(items, max), total: items.length };
}

/** As long as a comparison makes them, with the mark of a cut. */
const MAX_VALUE = 420;

function fieldRow({ path, before, after }: FieldChange) {
  return {
    path: oneLine(path, 300),
    before: before === undefined ? undefined : oneLine(before, MAX_VALUE),
    after: after === undefined ? undefined : oneLine(after, MAX_VALUE),
  };
}
