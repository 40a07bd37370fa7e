import type { Diagnosis, Finding } from '../../report-format/report.ts';
import { isSlip } from '../snapshot/slip.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Candidate } from './near-miss-candidates.ts';
import {
  hostsLike,
  imagesLike,
  keysOf,
  labelsLike,
  namedAlike,
  namesOf,
  namespacesOf,
  portsOf,
} from './near-miss-candidates.ts';

type NearMiss = NonNullable<Diagnosis['didYouMean']>[number];

/** More suggestions than this are no help. */
const MAX_NEAR_MISSES = 3;

/** Which captures name a thing that may be misspelt, and what of that sort is in the bundle and near it. */
const CANDIDATES: Record<string, (wanted: string, finding: Finding, snapshot: Snapshot) => Candidate[]> = {
  secret: namedAlike('Secret'),
  configmap: namedAlike('ConfigMap'),
  claim: namedAlike('PersistentVolumeClaim'),
  service: namedAlike('Service'),
  serviceaccount: namedAlike('ServiceAccount'),
  host: hostsLike,
  class: slips((_, snapshot) => namesOf(snapshot, 'StorageClass', 'IngressClass')),
  storageclass: slips((_, snapshot) => namesOf(snapshot, 'StorageClass')),
  ingressclass: slips((_, snapshot) => namesOf(snapshot, 'IngressClass')),
  key: slips(keysOf),
  absent_namespace: slips((_, snapshot) => namespacesOf(snapshot)),
  selector: labelsLike,
  port: portsOf,
  image: imagesLike,
};

/**
 * What is in the bundle instead of what a cause lacks: names that differ by a slip of the fingers (`DATABSE_URL` for
 * `DATABASE_URL`), the same name in another namespace, another tag of an image that runs, the one port of a Service.
 */
export function nearMissesOf(finding: Finding, snapshot: Snapshot): NearMiss[] {
  return Object.entries(finding.captures)
    .flatMap(([capture, wanted]) => {
      const found = wanted === '' ? [] : (CANDIDATES[capture]?.(wanted, finding, snapshot) ?? []);
      return unique(found).map(({ name, file }) => ({ wanted, found: name, file }));
    })
    .slice(0, MAX_NEAR_MISSES);
}

/** Of all candidates those that the wanted name is a slip of; none where it is there. */
function slips(candidatesOf: (finding: Finding, snapshot: Snapshot) => Candidate[]) {
  return (wanted: string, finding: Finding, snapshot: Snapshot): Candidate[] => {
    const candidates = candidatesOf(finding, snapshot);
    if (wanted.length < 3 || candidates.some(({ name }) => name === wanted)) return [];
    return candidates.filter(({ name }) => isSlip(wanted, name));
  };
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ name }, index) => candidates.findIndex((other) => other.name === name) === index);
}
