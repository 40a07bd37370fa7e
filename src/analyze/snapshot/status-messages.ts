import type { JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, objectsOf, valueAt } from '../formats/kube-object.ts';
import type { Container } from './pod.ts';
import { containersOf } from './pod.ts';

/**
 * What a component wrote into the status of an object: a reason and a message that say what is wrong now. Events say the
 * same but expire after an hour, so whatever matches an event's reason and message should match these as well.
 */
export type StatusMessage = {
  object: KubeObject;
  container?: string;
  reason: string;
  message: string;
  /** Where the message stands in the object. */
  path: string;
  /** The condition that holds it, where one does. */
  condition?: string;
  /** RFC 3339, UTC, where the status tells since when. */
  since?: string;
};

/** Conditions that are bad when they are true; every other one is good when it is true. */
const BAD_WHEN_TRUE = /(Failure|Failed|FailureTarget|Pressure|Unavailable|Remaining|Deadlock|ErrorOccurred)$/;
/** Where true is no trouble and false neither, or where the meaning depends on the cloud provider. */
const NEITHER = /^(ScalingLimited|DisruptionTarget|PodReadyToStartContainers|Progressing)$/;
/** Of a Deployment, `Progressing=False` is the deadline that was missed; other kinds use the word for work in hand. */
const STUCK_REASONS = /^(ProgressDeadlineExceeded|FailedCreate|ReplicaSetCreateError)$/;

/** The messages in the status of an object that report trouble. Resolved ones (a ready container's last state) are left out. */
export function statusMessagesOf(object: KubeObject): StatusMessage[] {
  if (object.kind === 'Pod') return [...podMessages(object), ...conditionMessages(object)];
  if (object.kind === 'Application') return applicationMessages(object);
  if (object.kind === 'HorizontalPodAutoscaler') return [...conditionMessages(object), ...annotatedConditions(object)];
  return conditionMessages(object);
}

function podMessages(pod: KubeObject): StatusMessage[] {
  const ofContainers = containersOf(pod).flatMap((container) => {
    const at = container.statusPath;
    if (!at) return [];
    const of = (path: string, reason?: string, message?: string, since?: string) =>
      reason ? [made(pod, reason, message ?? '', path, since, container.name)] : [];

    const waiting =
      container.state === 'waiting'
        ? of(`${at}.state.waiting.message`, container.reason, waitingMessage(container))
        : [];
    const now = container.terminated;
    const ended =
      now && now.exitCode !== 0 ? of(`${at}.state.terminated.message`, now.reason, now.message, now.finishedAt) : [];
    const last = container.last;
    // A container that is up again has left its last end behind.
    const before =
      last && last.exitCode !== 0 && container.ready !== true
        ? of(`${at}.lastState.terminated.message`, last.reason, last.message, last.finishedAt)
        : [];
    return [...waiting, ...ended, ...before];
  });

  const reason = pod.string('status.reason');
  const ofPod = reason ? [made(pod, reason, pod.string('status.message') ?? '', 'status.message')] : [];
  return [...ofContainers, ...ofPod].filter(({ message }) => message !== '');
}

/** The runtime's word on a pull lacks the image that the pod names; the event about it begins with it. */
function waitingMessage({ reason, message, image }: Container): string | undefined {
  if (reason !== 'ErrImagePull' || !message || !image || message.includes(`"${image}"`)) return message;
  return `Failed to pull image "${image}": ${message}`;
}

function conditionMessages(object: KubeObject): StatusMessage[] {
  return object
    .list('status.conditions')
    .flatMap((condition, index) => messageOfCondition(object, condition, `status.conditions[${index}].message`));
}

/** The stable API kept the conditions of an autoscaler in an annotation until autoscaling/v2. */
function annotatedConditions(autoscaler: KubeObject): StatusMessage[] {
  const path = 'metadata.annotations["autoscaling.alpha.kubernetes.io/conditions"]';
  const text = autoscaler.string(path);
  if (!text) return [];
  try {
    return objectsOf(JSON.parse(text)).flatMap((condition) => messageOfCondition(autoscaler, condition, path));
  } catch {
    // Not JSON (cut, or redacted by the bundle's maker): the annotation says nothing, and the object is shown as it is.
    return [];
  }
}

function messageOfCondition(object: KubeObject, condition: JsonObject, path: string): StatusMessage[] {
  const { type, status, reason, message, lastTransitionTime: since } = condition;
  if (typeof type !== 'string' || typeof message !== 'string' || message === '') return [];
  const stuck = typeof reason === 'string' && STUCK_REASONS.test(reason);
  if (NEITHER.test(type) && !stuck) return [];
  const healthy = BAD_WHEN_TRUE.test(type) ? 'False' : 'True';
  if (status === healthy) return [];
  return [{ ...made(object, typeof reason === 'string' ? reason : type, message, path, since), condition: type }];
}

/** What kubectl says of an object that it took. */
const APPLIED = /(?:created|configured|unchanged|serverside-applied|pruned|replaced|reconciled)(?: \(dry run\))?\.?$/;

/** Argo CD: a condition has no status, its presence is the trouble; the operation and each resource have a message. */
function applicationMessages(application: KubeObject): StatusMessage[] {
  const conditions = application.list('status.conditions').flatMap(({ type, message, lastTransitionTime }, index) => {
    if (typeof type !== 'string' || typeof message !== 'string') return [];
    return [made(application, type, message, `status.conditions[${index}].message`, lastTransitionTime)];
  });

  // Only the program's own text holds messages here, beside what is not Synced.
  const printed = application.list('status.resources').flatMap(({ status, message }, index) => {
    if (typeof message !== 'string' || status === 'Synced' || APPLIED.test(message)) return [];
    return [made(application, 'SyncFailed', message, `status.resources[${index}].message`)];
  });
  conditions.push(...printed);

  const operation = application.at('status.operationState');
  // What is Synced now was repaired in another way than by this operation. Between two attempts the phase stays Running.
  const synced = application.string('status.sync.status') === 'Synced';
  if (!isJsonObject(operation) || synced) return conditions;
  const ended = operation.phase === 'Failed' || operation.phase === 'Error' || typeof operation.finishedAt === 'string';
  if (!ended || operation.phase === 'Succeeded') return conditions;

  const whole =
    typeof operation.message === 'string'
      ? [made(application, 'OperationFailed', operation.message, 'status.operationState.message', operation.finishedAt)]
      : [];
  const resources = objectsOf(valueAt(operation, 'syncResult.resources')).flatMap((resource, index) => {
    const failed =
      resource.status === 'SyncFailed' || resource.hookPhase === 'Failed' || resource.hookPhase === 'Error';
    if (!failed || typeof resource.message !== 'string') return [];
    const path = `status.operationState.syncResult.resources[${index}].message`;
    return [made(application, 'SyncFailed', resource.message, path, operation.finishedAt)];
  });
  return [...conditions, ...resources, ...whole];
}

function made(
  object: KubeObject,
  reason: string,
  message: string,
  path: string,
  since?: unknown,
  container?: string,
): StatusMessage {
  return {
    object,
    ...(container ? { container } : {}),
    reason,
    message,
    path,
    ...(typeof since === 'string' && since !== '' ? { since } : {}),
  };
}
