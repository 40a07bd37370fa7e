import type { Evidence } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { ownedPods } from '../snapshot/owned-pods.ts';
import type { Gateway } from './bifrost-references.ts';
import { releases } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** What the chart sets, so that a streamed answer outlives the pod's last requests. */
const LEAST_WINDOW_SECONDS = 300;
const LEAST_SLEEP_SECONDS = 15;
const SECONDS_PER_POD = 120;

/** Autoscalers that take pods of Bifrost away faster than the answers that these still stream. */
export const bifrostScaleDownAbrupt = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    releases(snapshot).flatMap((release): RawFinding[] => {
      const { owner } = release;
      const scaler = objects
        .ofKind('HorizontalPodAutoscaler')
        .find(
          (candidate) =>
            candidate.namespace === owner.namespace &&
            candidate.fidelity !== 'table' &&
            candidate.string('spec.scaleTargetRef.kind') === owner.kind &&
            candidate.string('spec.scaleTargetRef.name') === owner.name,
        );
      if (!scaler) return [];
      const faults = [...ofScaler(scaler, evidence), ...ofPod(release, evidence)];
      const [first] = faults;
      if (!first) return [];
      return [
        {
          subject: subjectOf(scaler),
          captures: { reason: first.reason },
          evidence: faults.map(({ proof }) => proof),
          affected: [refOf(owner), ...ownedPods(owner, snapshot).map(refOf)],
        },
      ];
    }),
});

type Fault = { reason: string; proof: Evidence };

function ofScaler(scaler: KubeObject, evidence: EvidenceMaker): Fault[] {
  const at = 'spec.behavior.scaleDown';
  const window = scaler.number(`${at}.stabilizationWindowSeconds`) ?? LEAST_WINDOW_SECONDS;
  const policies = scaler.list(`${at}.policies`);
  // Without a policy Kubernetes may take all pods away within 15 seconds.
  const hasty =
    policies.length === 0 ||
    policies.some(
      ({ type, value, periodSeconds }) => type !== 'Pods' || Number(periodSeconds) / Number(value) < SECONDS_PER_POD,
    );
  return [
    ...(window < LEAST_WINDOW_SECONDS
      ? [{ reason: `it waits ${window} s`, proof: evidence.field(scaler, `${at}.stabilizationWindowSeconds`) }]
      : []),
    ...(hasty ? [{ reason: 'it may take several pods at once', proof: evidence.field(scaler, `${at}.policies`) }] : []),
  ];
}

function ofPod({ owner, container, containerPath }: Gateway, evidence: EvidenceMaker): Fault[] {
  // A description prints no hooks.
  const sleep = owner.fidelity === 'full' ? sleepOf(valueAt(container, 'lifecycle.preStop')) : undefined;
  if (sleep === undefined) return [];
  const grace = owner.number('spec.template.spec.terminationGracePeriodSeconds') ?? 30;
  return [
    ...(sleep < LEAST_SLEEP_SECONDS
      ? [{ reason: `a stopping pod waits ${sleep} s`, proof: evidence.field(owner, `${containerPath}.lifecycle`) }]
      : []),
    ...(grace <= sleep
      ? [
          {
            reason: `a stopping pod is killed after ${grace} s`,
            proof: evidence.field(owner, 'spec.template.spec.terminationGracePeriodSeconds'),
          },
        ]
      : []),
  ];
}

/** The seconds of a preStop hook that sleeps; 0 without a hook; undefined for a hook that does something else. */
function sleepOf(hook: ReturnType<typeof valueAt>): number | undefined {
  if (hook === undefined || hook === null) return 0;
  const seconds = valueAt(hook, 'sleep.seconds');
  if (typeof seconds === 'number') return seconds;
  const command = valueAt(hook, 'exec.command');
  const slept = Array.isArray(command) ? /\bsleep[ ,](\d{1,5})\b/.exec(command.join(' ')) : null;
  return slept ? Number(slept[1]) : undefined;
}
