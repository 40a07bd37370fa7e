import type { JsonObject } from '../analyze/formats/kube-object.ts';
import { keyOf } from '../analyze/snapshot/object-index.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import type { Comparison, ComparisonSide, DiagnosisChange, ObjectsCompared } from '../report-format/comparison.ts';
import type { Report } from '../report-format/report.ts';
import { compareDiagnoses, compareFindings, objectsOfNew } from './diagnoses.ts';
import { compareObjects } from './objects.ts';

/** One capture: its report, and its objects where a bundle was given and not a report alone. */
export type Captured = { report: Report; snapshot: Snapshot | undefined };

type CompareOptions = {
  version: string;
  /** Called for the bodies of objects that differ, before anything of them is shown. */
  redact: (body: JsonObject) => JsonObject;
};

/** What differs between two captures, the earlier one first. */
export function compareCaptures(before: Captured, after: Captured, { version, redact }: CompareOptions): Comparison {
  const diagnoses = compareDiagnoses(before.report, after.report);
  return {
    schemaVersion: 1,
    tool: { name: 'casefile', version },
    before: sideOf(before),
    after: sideOf(after),
    caveats: [...caveatsOf(before.report, after.report), ...marksNotCompared(before, after)],
    diagnoses,
    findings: compareFindings(before.report, after.report),
    objects:
      before.snapshot && after.snapshot
        ? withDiagnoses(compareObjects(before.snapshot, after.snapshot, redact), diagnoses, after.report)
        : { compared: false, why: 'A report holds findings and no objects; give two bundles to compare these too.' },
  };
}

/** Marks the objects that new diagnoses speak of, and puts them first: there the change may be the reason. */
function withDiagnoses(objects: ObjectsCompared, changes: readonly DiagnosisChange[], after: Report): ObjectsCompared {
  const ids = objectsOfNew(changes, after, keyOf);
  const changed = objects.changed.map((change) => {
    const diagnoses = ids.get(keyOf(change.object));
    return diagnoses ? { ...change, diagnoses } : change;
  });
  return { ...objects, changed: changed.sort((a, b) => (a.diagnoses ? 0 : 1) - (b.diagnoses ? 0 : 1)) };
}

function sideOf({ report: { bundle }, snapshot }: Captured): ComparisonSide {
  const { name, capturedAt, truncated, cluster } = bundle;
  return {
    name,
    type: snapshot ? 'bundle' : 'report',
    ...(cluster?.name ? { cluster: cluster.name } : {}),
    ...(capturedAt ? { capturedAt } : {}),
    truncated,
  };
}

function caveatsOf(before: Report, after: Report): string[] {
  const [then, now] = [before.bundle, after.bundle];
  const [first, second] = [then, now].map(({ cluster }) => cluster?.name);
  const reversed = then.capturedAt !== undefined && now.capturedAt !== undefined && then.capturedAt > now.capturedAt;
  const cut = [then.truncated && 'first', now.truncated && 'second'].filter(Boolean);
  return [
    ...(first && second && first !== second ? [`These are two clusters: ${first} and ${second}.`] : []),
    ...(reversed ? ['The first was captured after the second.'] : []),
    ...(cut.length > 0 ? [`The ${cut.join(' and the ')} was cut off: what is missing there may not be gone.`] : []),
    ...(before.tool.version === after.tool.version
      ? []
      : [
          `The reports were made by casefile ${before.tool.version} and ${after.tool.version}, whose rules may differ.`,
        ]),
  ];
}

function marksNotCompared(...sides: Captured[]): string[] {
  const hidden = sides.every(({ snapshot }) => snapshot !== undefined && snapshot.coverage.redactionMarkers > 0);
  return hidden ? ['Values that were taken out before the bundles were handed over are not compared.'] : [];
}
