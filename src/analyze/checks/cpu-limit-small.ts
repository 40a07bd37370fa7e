import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { containersOf } from '../snapshot/pod.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { struggling } from './pod-stage.ts';

const MOST_MILLICORES = 200;
/** What the kubelet says when a probe got no answer in time. */
const TOO_SLOW =
  /context deadline exceeded|Client\.Timeout exceeded|command timed out|timeout: failed to connect|i\/o timeout/i;

/**
 * Containers that may use very little CPU and whose probes get no answer in time. A small limit alone is no trouble, and
 * whether it throttles is not in an object: this is a hint beside the probe's own finding, and never a cause.
 */
export const cpuLimitSmall = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects
      .ofKind('Pod')
      .filter(struggling)
      .flatMap((pod) => {
        const slow = snapshot
          .eventsOf(pod)
          .find(({ reason, message }) => reason === 'Unhealthy' && TOO_SLOW.test(message));
        if (!slow) return [];
        return containersOf(pod)
          .filter(({ name }) => !slow.involved.container || slow.involved.container === name)
          .filter(({ spec }) => (millicores(valueAt(spec, 'resources.limits.cpu')) ?? Number.NaN) <= MOST_MILLICORES)
          .map(
            ({ name, specPath }): RawFinding => ({
              subject: { ...subjectOf(pod), container: name },
              captures: { limit: String(pod.at(`${specPath}.resources.limits.cpu`)) },
              evidence: [evidence.field(pod, `${specPath}.resources.limits.cpu`), evidence.event(slow)],
              confidence: 'possible',
            }),
          );
      }),
});

/** `200m`, `0.2` and the number 1 in thousandths of a core. */
function millicores(value: unknown): number | undefined {
  const [, digits, milli] = /^(\d{1,9}(?:\.\d{1,9})?)(m?)$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits) * (milli ? 1 : 1000);
}
