import type { Evidence, ObjectRef } from '../../report-format/report.ts';
import type { KubeEvent } from '../formats/facts.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { compareText, refOf } from '../snapshot/order.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { Relation } from '../snapshot/relations/relations.ts';
import { statusMessagesOf } from '../snapshot/status-messages.ts';
import type { CheckContext } from './define-check.ts';
import { hasNeverRun, isUncreated, isYoung, struggling } from './pod-stage.ts';

export type ConfigKind = 'Secret' | 'ConfigMap';

/** That a pod cannot have a Secret or ConfigMap, or one key of it: as a component said it, or as the objects show it. */
type Lack = {
  name: string;
  namespace?: string;
  key?: string;
  pod: ObjectRef;
  evidence: Evidence[];
  current: boolean;
  time?: string;
  count: number;
};

/** What the kubelet says, in events and in container states, from 1.2x to 1.36; a volume adds its own words in front. */
const MISSING = /\b(secret|configmap) "([^"]{1,253})" not found/i;
const MISSING_KEY = /couldn't find key (\S{1,253}) in (Secret|ConfigMap) ([^/\s]{1,63})\/([^\s,;]{1,253})/i;
const MISSING_KEY_OF_VOLUME = /volume "([^"]{1,253})".{0,80}?references non-existent (secret|config) key: (\S{1,253})/i;

const SPEAKING_REASONS = new Set(['Failed', 'FailedMount', 'FailedSync', 'CreateContainerConfigError']);

/** Everything of a kind that pods cannot have, told of the thing that is missing, with the pods that wait for it. */
export function missingConfig(context: CheckContext, kind: ConfigKind, what: 'object' | 'key'): RawFinding[] {
  const lacks = [...said(context, kind), ...seen(context, kind)].filter(
    ({ key }) => (key !== undefined) === (what === 'key'),
  );
  const groups = groupBy(lacks, ({ namespace = '', name, key = '' }) => [namespace, name, key].join('/'));
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => findingOf(context, kind, group));
}

function findingOf({ objects }: CheckContext, kind: ConfigKind, lacks: Lack[]): RawFinding {
  const [{ name, namespace, key }] = lacks as [Lack, ...Lack[]];
  const holder = objects.find({ kind, name, ...(namespace ? { namespace } : {}) });
  // Said to be missing and there now: the pod's last words are older than the object.
  const isThere = holder !== undefined && (key === undefined || keysOf(holder)?.includes(key) === true);
  const current = !isThere && lacks.some((lack) => lack.current);
  const times = lacks.flatMap(({ time }) => time ?? []).sort();
  const pods = new Map(lacks.map(({ pod }) => [`${pod.namespace}/${pod.name}`, pod]));

  return {
    subject: { kind, ...(namespace ? { namespace } : {}), name, apiVersion: 'v1' },
    captures: { [kind.toLowerCase()]: name, ...(key === undefined ? {} : { key }) },
    evidence: distinct(lacks.flatMap(({ evidence }) => evidence)),
    affected: [...pods.values()].map(refOf),
    current,
    count: lacks.reduce((sum, { count }) => sum + count, 0),
    ...(times[0] ? { firstSeen: times[0], lastSeen: times.at(-1) } : {}),
  };
}

/** What the kubelet said of pods: in events, and in the states of their containers. */
function said({ snapshot, objects, evidence }: CheckContext, kind: ConfigKind): Lack[] {
  const fromEvents = snapshot.events.filter(isOfPod).flatMap((event): Lack[] => {
    const { namespace, name } = event.involved;
    const pod = refOf({ kind: 'Pod', ...(namespace ? { namespace } : {}), name });
    const object = objects.find(pod);
    const lack = parsed(event.message, kind, pod, object);
    if (!lack) return [];
    const current = object ? struggling(object) : !snapshot.coverage.complete('Pod', namespace);
    const proof = evidence.event(event);
    return [
      { ...lack, pod, evidence: [proof], current, count: event.count, ...(event.last ? { time: event.last } : {}) },
    ];
  });

  const fromStates = objects
    .ofKind('Pod')
    .filter(struggling)
    .flatMap((pod) =>
      statusMessagesOf(pod).flatMap(({ message, path, reason }): Lack[] => {
        const lack = SPEAKING_REASONS.has(reason) ? parsed(message, kind, pod, pod) : undefined;
        return lack
          ? [{ ...lack, pod: refOf(pod), evidence: [evidence.field(pod, path)], current: true, count: 1 }]
          : [];
      }),
    );
  return [...fromStates, ...fromEvents];
}

function isOfPod({ involved, reason }: KubeEvent): boolean {
  return involved.kind === 'Pod' && SPEAKING_REASONS.has(reason);
}

function parsed(message: string, kind: ConfigKind, pod: ObjectRef, object: KubeObject | undefined) {
  const isKind = (word: string | undefined) => kind.toLowerCase().startsWith((word ?? '').toLowerCase());
  const home = pod.namespace ? { namespace: pod.namespace } : {};

  const key = MISSING_KEY.exec(message);
  if (key) return isKind(key[2]) ? { name: String(key[4]), namespace: String(key[3]), key: String(key[1]) } : undefined;

  const ofVolume = MISSING_KEY_OF_VOLUME.exec(message);
  if (ofVolume) {
    const volume = object?.list('spec.volumes').find(({ name }) => name === ofVolume[1]);
    const source = kind === 'Secret' ? volume?.secret : volume?.configMap;
    const name = (source as { secretName?: string; name?: string } | undefined)?.[
      kind === 'Secret' ? 'secretName' : 'name'
    ];
    return isKind(ofVolume[2]) && typeof name === 'string' ? { ...home, name, key: String(ofVolume[3]) } : undefined;
  }

  const missing = MISSING.exec(message);
  return missing && isKind(missing[1]) ? { ...home, name: String(missing[2]) } : undefined;
}

/** What the objects show: a pod that is not up refers to something which a complete list lacks, or to a key that is not there. */
function seen({ snapshot, objects, evidence }: CheckContext, kind: ConfigKind): Lack[] {
  return objects
    .ofKind('Pod')
    .filter((pod) => pod.fidelity !== 'table' && struggling(pod) && !isYoung(pod, snapshot))
    .flatMap((pod) =>
      snapshot.relations
        .from(pod)
        .filter(({ relation, to }) => relation === 'reads-config' && to.kind === kind)
        .filter((reference) => isNeededNow(pod, reference))
        .flatMap((reference) => {
          const proof = proofOf(reference, objects.find(reference.to), evidence);
          if (!proof || !reference.path) return [];
          const { name, namespace } = reference.to;
          return [
            {
              name,
              ...(namespace ? { namespace } : {}),
              ...(proof.key === undefined ? {} : { key: proof.key }),
              pod: refOf(pod),
              evidence: [evidence.field(pod, reference.path), proof.evidence],
              current: true,
              count: 1,
            },
          ];
        }),
    );
}

/** A container that was created had all that it refers to; what is gone since then will be missed at its next start only. */
function isNeededNow(pod: KubeObject, { path = '' }: Relation): boolean {
  const container = containersOf(pod).find(({ specPath }) => path.startsWith(`${specPath}.`));
  return container ? isUncreated(container) : hasNeverRun(pod);
}

/** The proof that what an edge points to, or the key that it needs, is not there; undefined where nothing proves it. */
export function proofOf({ to, detail }: Relation, holder: KubeObject | undefined, evidence: CheckContext['evidence']) {
  if (to.state === 'absent') {
    const absence = evidence.absence(to);
    return absence ? { evidence: absence, key: undefined } : undefined;
  }
  if (!holder || detail === undefined) return undefined;
  const keys = keysOf(holder);
  return keys && !keys.includes(detail) ? { evidence: evidence.absentKey(holder, detail), key: detail } : undefined;
}

/** The keys of a Secret or ConfigMap; undefined where the capture left them out. */
export function keysOf(holder: KubeObject): string[] | undefined {
  const fields = ['keys', 'data', 'binaryData'].filter((field) => holder.at(field) !== undefined);
  // An empty Secret has no data, and a Secret whose data were taken out has none either.
  if (fields.length === 0 && (holder.kind === 'Secret' || holder.fidelity !== 'full')) return undefined;
  return fields.flatMap((field) => Object.keys(Object(holder.at(field))));
}

function distinct(proofs: Evidence[]): Evidence[] {
  const texts = new Set<string>();
  return proofs.filter(({ file, line, text }) => {
    const key = `${file}:${line}:${text}`;
    return !texts.has(key) && texts.add(key);
  });
}
