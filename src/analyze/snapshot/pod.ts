import type { JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, valueAt } from '../formats/kube-object.ts';
import { oncePerObject } from './once-per-object.ts';

type ContainerKind = 'init' | 'sidecar' | 'main' | 'ephemeral';

export type Termination = {
  reason?: string;
  exitCode?: number;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
};

/** A container of a pod: its spec and its status in one, each with the path where it stands in the object. */
export type Container = {
  name: string;
  kind: ContainerKind;
  image: string | undefined;
  spec: JsonObject;
  specPath: string;
  /** Undefined where the status was not captured, or the kubelet has not written it yet. */
  statusPath: string | undefined;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  /** Of the present state. */
  reason: string | undefined;
  message: string | undefined;
  terminated: Termination | undefined;
  last: Termination | undefined;
  startedAt: string | undefined;
  restarts: number;
  ready: boolean | undefined;
};

const SECTIONS = [
  { spec: 'spec.initContainers', status: 'status.initContainerStatuses', kind: 'init' },
  { spec: 'spec.containers', status: 'status.containerStatuses', kind: 'main' },
  { spec: 'spec.ephemeralContainers', status: 'status.ephemeralContainerStatuses', kind: 'ephemeral' },
] as const;

/** All containers of a pod, in the order in which they start. */
export function containersOf(pod: KubeObject): Container[] {
  return SECTIONS.flatMap(({ spec, status, kind }) => {
    const statuses = pod.list(status);
    const specs = pod.list(spec);
    const names = specs.length > 0 ? specs : statuses;

    return names.map((entry, index) => {
      const name = text(entry.name) ?? '';
      const statusIndex = statuses.findIndex((candidate) => candidate.name === name);
      const found = statuses[statusIndex];
      const sidecar = kind === 'init' && entry.restartPolicy === 'Always';
      return {
        name,
        kind: sidecar ? ('sidecar' as const) : kind,
        image: text(specs.length > 0 ? entry.image : found?.image),
        spec: specs.length > 0 ? entry : {},
        specPath: `${spec}[${index}]`,
        statusPath: found ? `${status}[${statusIndex}]` : undefined,
        ...stateOf(found),
      };
    });
  });
}

function stateOf(status: JsonObject | undefined) {
  const state = (['waiting', 'running', 'terminated'] as const).find((name) =>
    isJsonObject(valueAt(status, `state.${name}`)),
  );
  const ready = status?.ready;
  return {
    state: state ?? ('unknown' as const),
    reason: state ? text(valueAt(status, `state.${state}.reason`)) : undefined,
    message: state ? text(valueAt(status, `state.${state}.message`)) : undefined,
    terminated: terminationOf(status, 'state.terminated'),
    last: terminationOf(status, 'lastState.terminated'),
    startedAt: text(valueAt(status, 'state.running.startedAt')),
    restarts: typeof status?.restartCount === 'number' ? status.restartCount : 0,
    ready: typeof ready === 'boolean' ? ready : undefined,
  };
}

function terminationOf(status: JsonObject | undefined, path: string): Termination | undefined {
  const found = valueAt(status, path);
  if (!isJsonObject(found)) return undefined;
  return {
    reason: text(found.reason),
    exitCode: typeof found.exitCode === 'number' ? found.exitCode : undefined,
    message: text(found.message),
    startedAt: text(found.startedAt),
    finishedAt: text(found.finishedAt),
  } as Termination;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The word that `kubectl get pods` prints under STATUS: the row's own where only a table was captured.
 * The order of the decisions is that of kubernetes/kubernetes:pkg/printers/internalversion/printers.go printPod (v1.36.2).
 */
export const podStatusOf = oncePerObject((pod): string => {
  const fromTable = pod.string('status.tableStatus');
  if (fromTable) return fromTable;

  const containers = containersOf(pod);
  let word = pod.string('status.reason') || pod.string('status.phase') || 'Unknown';

  const inits = containers.filter(({ kind }) => kind === 'init' || kind === 'sidecar');
  for (const [index, init] of inits.entries()) {
    if (init.terminated?.exitCode === 0 || (init.kind === 'sidecar' && init.state === 'running')) continue;
    if (init.terminated) word = `Init:${init.terminated.reason ?? `ExitCode:${init.terminated.exitCode}`}`;
    else if (init.state === 'waiting' && init.reason && init.reason !== 'PodInitializing') word = `Init:${init.reason}`;
    else word = `Init:${index}/${inits.length}`;
    return deleting(pod) ?? word;
  }

  for (const container of containers.filter(({ kind }) => kind === 'main').reverse()) {
    if (container.state === 'waiting' && container.reason) word = container.reason;
    else if (container.terminated) word = container.terminated.reason ?? `ExitCode:${container.terminated.exitCode}`;
  }
  return deleting(pod) ?? word;
});

function deleting(pod: KubeObject): string | undefined {
  return pod.string('metadata.deletionTimestamp') ? 'Terminating' : undefined;
}

/**
 * A kubelet refused the pod, or ended it for the node's sake: it is never tried again, and its owner has made another
 * (kubernetes/kubernetes:pkg/kubelet/lifecycle/predicate.go, pkg/kubelet/eviction, pkg/kubelet/nodeshutdown @v1.36.2).
 */
const LEFT_OVER =
  /^(?:Evicted|OutOf\w{1,60}|UnexpectedAdmissionError|TopologyAffinityError|SMTAlignmentError|NodeAffinity|NodeShutdown|Terminated|Preempting|VolumeAttachmentLimitExceeded)$/;

/** True where the pod has done its work or was replaced: Succeeded, or a record that a node left behind. */
export const isPodFinished = oncePerObject((pod): boolean => {
  const phase = pod.string('status.phase');
  return phase === 'Succeeded' || podStatusOf(pod) === 'Completed' || LEFT_OVER.test(pod.string('status.reason') ?? '');
});

/** Whether the pod serves; undefined where nothing that tells it was captured. A finished pod is neither. */
export const isPodReady = oncePerObject((pod): boolean | undefined => {
  const ready = pod.list('status.conditions').find(({ type }) => type === 'Ready');
  if (ready) return ready.status === 'True';
  const [up, all] = (pod.string('status.tableReady') ?? '').split('/').map(Number);
  if (up !== undefined && all !== undefined && all > 0) return up === all && podStatusOf(pod) === 'Running';
  const mains = containersOf(pod).filter(({ kind }) => kind === 'main');
  if (mains.length > 0 && mains.every(({ ready }) => ready !== undefined)) return mains.every(({ ready }) => ready);
  return pod.string('status.phase') === 'Pending' ? false : undefined;
});

/** Where the pod template of a workload stands; undefined for kinds that have none. */
export function templatePathOf(kind: string): string | undefined {
  if (kind === 'Pod') return '';
  if (kind === 'CronJob') return 'spec.jobTemplate.spec.template';
  return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController', 'Rollout'].includes(
    kind,
  )
    ? 'spec.template'
    : undefined;
}
