import type { KubeObject } from '../../formats/kube-object.ts';
import type { Container } from '../../snapshot/pod.ts';
import { containersOf, isPodFinished, isPodReady } from '../../snapshot/pod.ts';

/** How an object, or a container of a pod, stood at capture. */
export type Health = 'failing' | 'healthy' | 'unknown';

/** Waiting for these is the ordinary course of a start. */
const STARTING = new Set(['ContainerCreating', 'PodInitializing']);

/** The health of a pod's container; of the pod as a whole where the container's state was not captured. */
function healthOfContainer(pod: KubeObject, name: string | undefined): Health {
  const container = name ? containersOf(pod).find((candidate) => candidate.name === name) : undefined;
  if (container && container.state !== 'unknown') return healthOfState(container);
  return healthOfPod(pod);
}

function healthOfState(container: Container): Health {
  if (container.state === 'waiting') return STARTING.has(container.reason ?? '') ? 'unknown' : 'failing';
  if (container.state === 'terminated') return container.terminated?.exitCode === 0 ? 'healthy' : 'failing';
  // A running init container is at work; readiness says nothing about it.
  if (container.kind === 'init') return 'unknown';
  if (container.ready === undefined) return 'unknown';
  return container.ready ? 'healthy' : 'failing';
}

function healthOfPod(pod: KubeObject): Health {
  if (isPodFinished(pod)) return 'healthy';
  const ready = isPodReady(pod);
  return ready === undefined ? 'unknown' : ready ? 'healthy' : 'failing';
}

/** Whether the container has ended badly and not come back: then its last words explain it. */
export function isCrashing(pod: KubeObject, name: string | undefined): boolean {
  return containersOf(pod).some(
    (container) =>
      (name === undefined || container.name === name) &&
      (container.reason === 'CrashLoopBackOff' ||
        (container.state === 'terminated' && container.terminated?.exitCode !== 0) ||
        (container.ready !== true && (container.last?.exitCode ?? 0) !== 0)),
  );
}

/** Whether an object still shows trouble in its own state; unknown where its kind has no state that tells. */
export function healthOf(object: KubeObject, container?: string): Health {
  switch (object.kind) {
    case 'Pod':
      return healthOfContainer(object, container);
    case 'PersistentVolumeClaim': {
      const phase = object.string('status.phase');
      return phase === undefined ? 'unknown' : phase === 'Bound' ? 'healthy' : 'failing';
    }
    case 'Node':
      return isUnderPressure(object) ? 'failing' : ofCondition(object, 'Ready');
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
      return ofReplicas(object, 'spec.replicas', ['status.readyReplicas', 'status.availableReplicas']);
    case 'DaemonSet':
      return ofReplicas(object, 'status.desiredNumberScheduled', ['status.numberReady']);
    case 'Job':
      return (object.number('status.succeeded') ?? 0) > 0 ? 'healthy' : 'unknown';
    case 'CronJob':
      // A suspended one does nothing, so nothing that it missed counts.
      return object.at('spec.suspend') === true ? 'healthy' : 'unknown';
    case 'Service':
      // A balancer that has an address was set up in the end.
      return object.list('status.loadBalancer.ingress').length > 0 ? 'healthy' : 'unknown';
    case 'HorizontalPodAutoscaler':
      return ofCondition(object, 'ScalingActive');
    case 'APIService':
      return ofCondition(object, 'Available');
    default:
      return ofCondition(object, 'Ready');
  }
}

/** A node under pressure is still ready, and evicts what runs on it. */
function isUnderPressure(node: KubeObject): boolean {
  return node.list('status.conditions').some(({ type, status }) => /Pressure$/.test(String(type)) && status === 'True');
}

function ofCondition(object: KubeObject, name: string): Health {
  const status = object.list('status.conditions').find(({ type }) => type === name)?.status;
  return status === 'True' ? 'healthy' : status === undefined ? 'unknown' : 'failing';
}

function ofReplicas(object: KubeObject, wantedPath: string, readyPaths: string[]): Health {
  const wanted = object.number(wantedPath);
  if (wanted === undefined) return 'unknown';
  const ready = readyPaths.map((path) => object.number(path)).find((count) => count !== undefined) ?? 0;
  return ready >= wanted ? 'healthy' : 'failing';
}
