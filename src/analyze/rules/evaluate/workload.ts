import type { ObjectRef } from '../../../report-format/report.ts';
import type { ObjectIdentity } from '../../formats/kube-object.ts';
import { refOf } from '../../snapshot/order.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** What makes pods; the hop from a ReplicaSet or Job to its own owner is taken too. */
const WORKLOADS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicaSet',
  'Rollout',
  'ReplicationController',
]);

/** Kubernetes' alphabet for generated suffixes (kubernetes/apimachinery:pkg/util/rand/rand.go). */
const SUFFIX = '[bcdfghjklmnpqrstvwxz2456789]';
const DEPLOYMENT_POD = new RegExp(`^(.+)-${SUFFIX}{6,10}-${SUFFIX}{5}$`);
const REPLICA_SET = new RegExp(`^(.+)-${SUFFIX}{6,10}$`);
const STATEFUL_POD = /^(.+)-\d{1,4}$/;
const GENERATED_POD = new RegExp(`^(.+)-${SUFFIX}{5}$`);
const CRON_RUN = /^(.+)-\d{8,10}$/;

/** The workload at the top of a pod's chain of owners; undefined where the bundle does not tell it. */
export function workloadOf(pod: ObjectIdentity, snapshot: Snapshot): ObjectRef | undefined {
  let current: ObjectIdentity = pod;
  let found: ObjectRef | undefined;
  // Pod, ReplicaSet or Job, Deployment or CronJob: no chain is longer.
  for (let hop = 0; hop < 3; hop++) {
    const owner = snapshot.relations
      .to(current)
      .find(({ relation, from }) => relation === 'owns' && WORKLOADS.has(from.kind));
    if (!owner) break;
    current = owner.from;
    found = refOf(owner.from);
  }
  if (found?.kind === 'ReplicaSet') {
    // Its Deployment was not collected, but its name is the Deployment's with the hash of the template.
    const name = REPLICA_SET.exec(found.name)?.[1];
    return name ? { ...found, kind: 'Deployment', name } : found;
  }
  return found ?? (pod.kind === 'Pod' ? workloadByName(pod) : undefined);
}

/** Only a name with both hashes of a Deployment says for sure what made the pod. */
function workloadByName(pod: ObjectIdentity): ObjectRef | undefined {
  const name = DEPLOYMENT_POD.exec(pod.name)?.[1];
  return name ? refOf({ kind: 'Deployment', ...(pod.namespace ? { namespace: pod.namespace } : {}), name }) : undefined;
}

/** A name without what differs between the runs and replicas of one workload, for fingerprints. */
export function stableName(kind: string, name: string): string {
  const first = (...patterns: RegExp[]) => patterns.map((pattern) => pattern.exec(name)?.[1]).find(Boolean) ?? name;
  if (kind === 'Pod') return first(DEPLOYMENT_POD, STATEFUL_POD, GENERATED_POD);
  if (kind === 'ReplicaSet') return first(REPLICA_SET);
  if (kind === 'Job') return first(CRON_RUN);
  return name;
}
