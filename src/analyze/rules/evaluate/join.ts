import type { ObjectIdentity } from '../../formats/kube-object.ts';
import type { Join, RawFinding } from '../rule.ts';
import { fillText, templateNames } from '../templates.ts';
import type { Evaluation } from './candidate.ts';

/** Kinds that have no namespace: a join on them takes none from its subject. */
const CLUSTER_SCOPED = new Set([
  'Node',
  'Namespace',
  'PersistentVolume',
  'StorageClass',
  'IngressClass',
  'PriorityClass',
  'RuntimeClass',
  'ClusterIssuer',
  'CSIDriver',
  'CustomResourceDefinition',
]);

/**
 * Holds a raw finding against the object that its captures name. What the text says was missing and is there now is
 * over; an absence that a complete list proves is a second, independent piece of evidence.
 */
export function joined(join: Join | undefined, raw: RawFinding, evaluation: Evaluation): RawFinding | undefined {
  if (!join) return raw;
  const values = { ...raw.subject, ...raw.captures };
  const filled = (template: string) =>
    templateNames(template).every((name) => values[name as keyof typeof values]) ? fillText(template, values) : '';
  const name = filled(join.name);
  if (!name) return raw;
  const namespace = CLUSTER_SCOPED.has(join.kind)
    ? undefined
    : join.namespace
      ? filled(join.namespace)
      : raw.subject.namespace;
  const wanted: ObjectIdentity = { kind: join.kind, name, ...(namespace ? { namespace } : {}) };

  const { snapshot, evidence } = evaluation;
  const object = snapshot.objects.find(wanted);
  if (join.is === 'present') return object ? raw : undefined;

  const key = join.key ? filled(join.key) : undefined;
  if (object && key) {
    const keys = [...Object.keys(object.texts('keys')), ...Object.keys(object.texts('data'))];
    // Of a Secret from a table only the number of keys is known.
    if (object.fidelity === 'table') return raw;
    return keys.includes(key) ? { ...raw, current: false } : proven(raw, evidence.absentKey(object, key));
  }
  if (object) return { ...raw, current: false };
  const absence = evidence.absence(wanted);
  return absence ? proven(raw, absence) : raw;
}

function proven(raw: RawFinding, proof: RawFinding['evidence'][number]): RawFinding {
  return { ...raw, evidence: [...raw.evidence, proof], ...(raw.current === false ? {} : { confidence: 'confirmed' }) };
}
