import type { Evidence } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import type { Container } from '../snapshot/pod.ts';
import { containersOf, podStatusOf } from '../snapshot/pod.ts';
import type { CheckContext } from './define-check.ts';
import { struggling } from './pod-stage.ts';

type Symptom = {
  /** Reasons of a container's state, or STATUS words of a table. */
  reasons: readonly string[];
  /** What the kubelet says of it, for pods whose state was not captured. */
  event?: { reason: string; message: RegExp };
  captures?: (container: Container) => Record<string, string>;
};

/** Containers that wait, or ended, for one of these reasons; where only events tell of a pod, what they say. */
export function containersWith(symptom: Symptom, { objects, snapshot, evidence }: CheckContext): RawFinding[] {
  const pods = objects.ofKind('Pod').filter(struggling);

  const fromStates = pods.flatMap((pod) =>
    containersOf(pod)
      .filter((container) => symptom.reasons.includes(container.reason ?? ''))
      .map(
        (container): RawFinding => ({
          subject: { ...subjectOf(pod), container: container.name },
          captures: symptom.captures?.(container) ?? {},
          evidence: stateProof(pod, container, evidence),
          ...(container.restarts > 1 ? { count: container.restarts } : {}),
        }),
      ),
  );

  const fromTables = pods
    .filter((pod) => containersOf(pod).length === 0 && symptom.reasons.includes(podStatusOf(pod).replace(/^Init:/, '')))
    .map(
      (pod): RawFinding => ({
        subject: subjectOf(pod),
        captures: {},
        evidence: [evidence.field(pod, 'status.tableStatus')],
        // One word of a row: it may belong to any of the containers.
        confidence: 'likely',
      }),
    );

  return [...fromStates, ...fromTables, ...fromEvents(symptom, { objects, snapshot, evidence })];
}

/** Only of pods that were not captured: of any other its state says more, and says it as of now. */
function fromEvents({ event: wanted }: Symptom, { objects, snapshot, evidence }: CheckContext): RawFinding[] {
  if (!wanted) return [];
  return snapshot.events
    .filter(({ reason, message }) => reason === wanted.reason && wanted.message.test(message))
    .filter(({ involved }) => involved.kind === 'Pod' && involved.name !== '')
    .filter(
      ({ involved: { kind, namespace, name } }) => !objects.find({ kind, name, ...(namespace ? { namespace } : {}) }),
    )
    .map(({ involved, ...event }): RawFinding => {
      const named = wanted.message.exec(event.message)?.groups ?? {};
      const container = involved.container ?? named.container;
      return {
        subject: { ...refOf({ ...involved }), ...(container ? { container } : {}) },
        captures: named.image ? { image: named.image } : {},
        evidence: [evidence.event({ involved, ...event })],
        current: !snapshot.coverage.complete('Pod', involved.namespace),
        confidence: 'likely',
        count: event.count,
        ...(event.first ? { firstSeen: event.first } : {}),
        ...(event.last ? { lastSeen: event.last } : {}),
      };
    });
}

export function subjectOf(object: KubeObject): RawFinding['subject'] {
  return { ...refOf(object), ...(object.apiVersion ? { apiVersion: object.apiVersion } : {}) };
}

/** Reason and message of the present state, and how the run before ended. */
function stateProof(pod: KubeObject, container: Container, evidence: CheckContext['evidence']): Evidence[] {
  const at = container.statusPath;
  if (!at) return [];
  const paths = [
    `${at}.state.${container.state}.reason`,
    `${at}.state.${container.state}.message`,
    `${at}.restartCount`,
  ];
  return paths.filter((path) => pod.at(path) !== undefined).map((path) => evidence.field(pod, path));
}
