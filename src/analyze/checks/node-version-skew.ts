import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { refOf } from '../snapshot/order.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const KUBELET = 'status.nodeInfo.kubeletVersion';
/** A kubelet may be three minor versions older than the API server and never newer: kubernetes.io/releases/version-skew-policy. */
const OLDEST = 3;

/** Nodes whose kubelet does not go with the API server, one finding for each version. */
export const nodeVersionSkew = defineCheck({
  run({ objects, snapshot, evidence }) {
    const server = minorOf(snapshot.kubernetesVersion);
    if (server === undefined) return [];
    return [...groupBy(objects.ofKind('Node'), (node) => node.string(KUBELET) ?? '')].flatMap(
      ([version, nodes]): RawFinding[] => {
        const kubelet = minorOf(version);
        const [node, ...others] = nodes;
        if (!node || kubelet === undefined || (kubelet <= server && server - kubelet <= OLDEST)) return [];
        return [
          {
            subject: subjectOf(node),
            captures: { version, server: String(snapshot.kubernetesVersion) },
            evidence: [evidence.field(node, KUBELET)],
            affected: others.map(refOf),
            count: nodes.length,
          },
        ];
      },
    );
  },
});

function minorOf(version: string | undefined): number | undefined {
  const minor = /^v?1\.(\d{1,3})\b/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
