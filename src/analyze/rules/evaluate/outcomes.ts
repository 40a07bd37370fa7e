import type { Outcome } from '../../../report-format/report.ts';
import type { KubeObject } from '../../formats/kube-object.ts';
import type { Container } from '../../snapshot/pod.ts';
import { containersOf, isPodFinished, isPodReady } from '../../snapshot/pod.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Rule } from '../rule.ts';

/** Gaps named per need; the rest are counted. */
const MAX_NAMED = 10;

/** What of a rule's needs is incomplete, each as words for the report. */
export type MissingNeeds = (rule: Rule) => string[];

/** Answers are remembered: hundreds of rules need the same few things. */
export function missingNeeds(snapshot: Snapshot): MissingNeeds {
  const known = new Map<string, string[]>();
  return (rule) =>
    rule.needs.flatMap((need) => {
      const missing = known.get(need) ?? missingOf(need, snapshot);
      known.set(need, missing);
      return missing;
    });
}

function missingOf(need: string, snapshot: Snapshot): string[] {
  const all =
    need === 'logs'
      ? missingLogs(snapshot)
      : need === 'text'
        ? []
        : missingLists(need === 'events' ? 'Event' : need, snapshot);
  return all.length > MAX_NAMED ? [...all.slice(0, MAX_NAMED), `and ${all.length - MAX_NAMED} more`] : all;
}

/** Logs of healthy pods are not asked for: what they would say, their state says. */
function missingLogs(snapshot: Snapshot): string[] {
  if (snapshot.logs.length === 0) return ['logs'];
  return snapshot.objects
    .ofKind('Pod')
    .filter((pod) => !isPodFinished(pod) && isPodReady(pod) === false && mayHaveLog(pod))
    .filter((pod) => snapshot.logsOf(pod).length === 0)
    .map((pod) => `logs of ${pod.namespace ? `${pod.namespace}/` : ''}${pod.name}`)
    .sort();
}

/** A container that never started has written nothing, so that nothing is missing. */
function mayHaveLog(pod: KubeObject): boolean {
  const containers = containersOf(pod);
  const started = ({ state, restarts }: Container) => state !== 'waiting' || restarts > 0;
  return containers.length === 0 || containers.some(started);
}

function missingLists(kind: string, { coverage, objects }: Snapshot): string[] {
  const what = kind === 'Event' ? 'events' : kind;
  if (coverage.complete(kind)) return [];
  const lists = coverage.lists.filter((list) => list.kind === kind && list.complete);
  if (lists.length === 0) return [what];
  // Custom resources are listed for the namespaces that have some.
  if (!CORE_KINDS.has(kind)) return [];
  const namespaces = new Set([
    ...objects.ofKind('Namespace').map(({ name }) => name),
    ...objects.all().flatMap(({ namespace }) => namespace ?? []),
  ]);
  return [...namespaces]
    .filter((namespace) => !coverage.complete(kind, namespace))
    .sort()
    .map((namespace) => `${what} in namespace ${namespace}`);
}

/** Kinds of every cluster. Any other belongs to a system that may simply not be installed. */
const CORE_KINDS = new Set([
  'Pod',
  'Service',
  'Secret',
  'ConfigMap',
  'ServiceAccount',
  'Node',
  'Namespace',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'VolumeAttachment',
  'CSIDriver',
  'CSINode',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
  'Ingress',
  'IngressClass',
  'NetworkPolicy',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'ResourceQuota',
  'LimitRange',
  'PriorityClass',
  'RuntimeClass',
  'Lease',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'APIService',
  'CustomResourceDefinition',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
]);

/** True where the system or kind that a rule is about is not in the bundle at all. */
function isNotApplicable(rule: Rule, snapshot: Snapshot): boolean {
  const kinds = rule.needs.filter((need) => /^[A-Z]/.test(need));
  const absent = (kind: string) => snapshot.objects.ofKind(kind).length === 0;
  if (kinds.some((kind) => !CORE_KINDS.has(kind) && absent(kind))) return true;
  const [first] = kinds;
  return first !== undefined && absent(first) && snapshot.coverage.complete(first);
}

/** The row of a rule that did not fail. */
export function outcomeOf(
  rule: Rule,
  found: boolean,
  tried: boolean,
  snapshot: Snapshot,
  missingOfRule: MissingNeeds,
): Outcome {
  const base = { rule: rule.id, pack: rule.pack };
  const missing = missingOfRule(rule);
  const named = missing.length > 0 ? { missing } : {};
  if (found) return { ...base, outcome: 'found', ...named };
  if (!tried || isNotApplicable(rule, snapshot)) return { ...base, outcome: 'not-applicable' };
  if (missing.length > 0) return { ...base, outcome: 'not-collected', ...named };
  return { ...base, outcome: 'clear' };
}
