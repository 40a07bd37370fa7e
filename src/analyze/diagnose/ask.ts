import type { Diagnosis, Finding } from '../../report-format/report.ts';
import type { ObjectIdentity } from '../formats/kube-object.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { namedObjects } from './named-objects.ts';

type Question = NonNullable<Diagnosis['ask']>[number];

/** Two answers are enough to choose the next step; a longer list is not read. */
const MAX_QUESTIONS = 2;

/**
 * What to collect where the evidence that would decide is not in the bundle: behind a symptom its cause, behind a cause
 * the state of what it names.
 */
export function questionsFor(cause: Finding, snapshot: Snapshot): Question[] {
  if (!cause.current) return [];
  if (cause.role !== 'symptom') return questionsOnNamed(cause, snapshot).slice(0, MAX_QUESTIONS);
  const pod = podOf(cause);
  const questions = pod ? questionsForPod(pod, cause.subject.container, snapshot) : questionsForObject(cause);
  return questions.slice(0, MAX_QUESTIONS);
}

/** A host that does not answer may have no pod behind it, or no Service: only that Service tells, where it was captured. */
function questionsOnNamed(cause: Finding, snapshot: Snapshot): Question[] {
  const { objects, coverage } = snapshot;
  return namedObjects(cause, snapshot).flatMap(({ object }) => {
    const { kind, namespace, name } = object;
    if (objects.find(object) || coverage.complete(kind, namespace)) return [];
    const state = kind === 'Service' ? ', and whether a ready pod stands behind it' : ', and in which state';
    return [
      {
        command: `kubectl ${namespace ? `-n ${namespace} ` : ''}describe ${kind.toLowerCase()} ${name}`,
        decides: `whether ${kind} ${name} is there${state}`,
      },
    ];
  });
}

type PodRef = { namespace?: string; name: string };

function podOf({ subject, affected }: Finding): PodRef | undefined {
  return subject.kind === 'Pod' ? subject : affected?.find(({ kind }) => kind === 'Pod');
}

function questionsForPod(pod: PodRef, container: string | undefined, snapshot: Snapshot): Question[] {
  const where = `${pod.namespace ? `-n ${pod.namespace} ` : ''}`;
  const which = container ? ` -c ${container}` : '';
  const identity = { kind: 'Pod', name: pod.name, ...(pod.namespace ? { namespace: pod.namespace } : {}) };
  const questions: Question[] = [];
  const run = lastRunOf(identity, container, snapshot);
  if (snapshot.logsOf(identity).length === 0 && run !== 'none') {
    questions.push({
      command: `kubectl ${where}logs ${pod.name}${which}${run === 'previous' ? ' --previous' : ''} --timestamps`,
      decides: run === 'previous' ? 'what the container wrote before it ended' : 'what the container writes',
    });
  }
  if (snapshot.eventsOf(identity).length === 0 || questions.length === 0) {
    questions.push({
      command: `kubectl ${where}describe pod ${pod.name}`,
      decides: 'what the kubelet and the scheduler report about the pod',
    });
  }
  return questions;
}

/** Which run of a container has something to say: the one before, where it restarted; none, where it never started. */
function lastRunOf(
  pod: ObjectIdentity,
  container: string | undefined,
  { objects }: Snapshot,
): 'none' | 'this' | 'previous' {
  const object = objects.find(pod);
  const containers = object ? containersOf(object).filter(({ name }) => !container || name === container) : [];
  // Without a state the usual reason to ask is a container that keeps ending.
  if (containers.every(({ state, restarts }) => state === 'unknown' && restarts === 0)) return 'previous';
  if (containers.some(({ restarts }) => restarts > 0)) return 'previous';
  return containers.some(({ state }) => state === 'running' || state === 'terminated') ? 'this' : 'none';
}

function questionsForObject({ subject }: Finding): Question[] {
  const where = subject.namespace ? `-n ${subject.namespace} ` : '';
  return [
    {
      command: `kubectl ${where}describe ${subject.kind.toLowerCase()} ${subject.name}`,
      decides: `what the cluster reports about ${subject.kind} ${subject.name}`,
    },
  ];
}
