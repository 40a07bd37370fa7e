import { groupBy } from '../snapshot/group-by.ts';
import { refOf } from '../snapshot/order.ts';
import { containersOf } from '../snapshot/pod.ts';
import { defineCheck } from './define-check.ts';

/** Fewer may be the trouble of one workload. */
const MIN_PODS = 3;
const MAX_PROOFS = 3;

/**
 * Many pods of a node that lost a container without an exit code of its own (containerd reports 255 and Unknown for what
 * it finds dead when it starts: containerd/containerd:internal/cri/server/helpers.go@301026e58).
 */
export const nodeRestarted = defineCheck({
  run({ objects, evidence }) {
    const lost = objects.ofKind('Pod').flatMap((pod) => {
      const node = pod.string('spec.nodeName');
      const container = containersOf(pod).find(({ last }) => last?.exitCode === 255 || last?.reason === 'Unknown');
      return node && container?.statusPath ? [{ node, pod, container, at: container.statusPath }] : [];
    });

    return [...groupBy(lost, ({ node }) => node)]
      .filter(([, pods]) => pods.length >= MIN_PODS)
      .map(([node, pods]) => {
        const times = pods.flatMap(({ container }) => container.last?.finishedAt ?? []).sort();
        return {
          subject: { kind: 'Node', name: node },
          captures: { count: String(pods.length) },
          evidence: pods.slice(0, MAX_PROOFS).map(({ pod, at }) => evidence.field(pod, `${at}.lastState.terminated`)),
          affected: pods.map(({ pod }) => refOf(pod)),
          current: false,
          ...(times[0] ? { firstSeen: times[0], lastSeen: times.at(-1) } : {}),
        };
      });
  },
});
