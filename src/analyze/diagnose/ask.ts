import type { Diagnosis, Finding } from '../../report-format/report.ts';
import type { ObjectIdentity } from '../formats/kube-object.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Question = NonNullable<Diagnosis['ask']>[number];

/** Two answers are enough to choose the next step; a longer list is not read. */
const MAX_QUESTIONS = 2;

/** What to collect where a symptom was found and the evidence that would tell its cause is not in the bundle. */
export function questionsFor(cause: Finding, snapshot: Snapshot): Question[] {
  if (cause.role !== 'symptom' || !cause.current) return [];
  const pod = podOf(cause);
  const questions = pod ? questionsForPod(pod, cause.subject.container, snapshot) : questionsForObject(cause);
  return questions.slice(0, MAX_QUESTIONS);
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
