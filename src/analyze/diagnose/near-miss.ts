import type { Diagnosis, Finding } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import { isSlip } from '../snapshot/slip.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type NearMiss = NonNullable<Diagnosis['didYouMean']>[number];
type Candidate = { name: string; file: string };

/** Which captures name a thing that may be misspelt, and where the things of that sort stand. */
const CANDIDATES: Record<string, (finding: Finding, snapshot: Snapshot) => Candidate[]> = {
  secret: (finding, snapshot) => namesOf('Secret', finding, snapshot),
  configmap: (finding, snapshot) => namesOf('ConfigMap', finding, snapshot),
  claim: (finding, snapshot) => namesOf('PersistentVolumeClaim', finding, snapshot),
  service: (finding, snapshot) => namesOf('Service', finding, snapshot),
  host: (finding, snapshot) => namesOf('Service', finding, snapshot),
  serviceaccount: (finding, snapshot) => namesOf('ServiceAccount', finding, snapshot),
  class: (_, snapshot) =>
    ['StorageClass', 'IngressClass'].flatMap((kind) => snapshot.objects.ofKind(kind).map(candidate)),
  storageclass: (_, snapshot) => snapshot.objects.ofKind('StorageClass').map(candidate),
  ingressclass: (_, snapshot) => snapshot.objects.ofKind('IngressClass').map(candidate),
  key: (finding, snapshot) => keysOf(finding, snapshot),
};

/** Names in the bundle that differ from a wanted one by a slip of the fingers: `DATABSE_URL` for `DATABASE_URL`. */
export function nearMissesOf(finding: Finding, snapshot: Snapshot): NearMiss[] {
  return Object.entries(finding.captures).flatMap(([capture, wanted]) => {
    const candidates = CANDIDATES[capture]?.(finding, snapshot) ?? [];
    if (wanted.length < 3 || candidates.some(({ name }) => name === wanted)) return [];
    return candidates
      .filter(({ name }) => isSlip(wanted, name))
      .map(({ name, file }) => ({ wanted, found: name, file }));
  });
}

function namesOf(kind: string, { subject }: Finding, { objects }: Snapshot): Candidate[] {
  return objects
    .ofKind(kind)
    .filter(({ namespace }) => namespace === subject.namespace)
    .map(candidate);
}

function keysOf(finding: Finding, { objects }: Snapshot): Candidate[] {
  const { subject, captures } = finding;
  const named = captures.secret
    ? { kind: 'Secret', name: captures.secret }
    : { kind: 'ConfigMap', name: captures.configmap };
  const holder =
    named.name && subject.kind !== named.kind
      ? objects.find({
          kind: named.kind,
          name: named.name,
          ...(subject.namespace ? { namespace: subject.namespace } : {}),
        })
      : objects.find(subject);
  if (!holder) return [];
  const keys = [...Object.keys(holder.texts('keys')), ...Object.keys(holder.texts('data'))];
  return keys.map((name) => ({ name, file: holder.source.file }));
}

function candidate({ name, source }: KubeObject): Candidate {
  return { name, file: source.file };
}
