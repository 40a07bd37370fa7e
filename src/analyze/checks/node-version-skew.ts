import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const KUBELET = 'status.nodeInfo.kubeletVersion';
/** A kubelet may be three minor versions older than the API server and never newer: kubernetes.io/releases/version-skew-policy. */
const OLDEST = 3;

export const nodeVersionSkew = defineCheck({
  run({ objects, snapshot, evidence }) {
    const server = minorOf(snapshot.kubernetesVersion);
    if (server === undefined) return [];
    return objects.ofKind('Node').flatMap((node): RawFinding[] => {
      const version = node.string(KUBELET);
      const kubelet = minorOf(version);
      if (version === undefined || kubelet === undefined) return [];
      if (kubelet <= server && server - kubelet <= OLDEST) return [];
      return [
        {
          subject: subjectOf(node),
          captures: { version, server: String(snapshot.kubernetesVersion) },
          evidence: [evidence.field(node, KUBELET)],
        },
      ];
    });
  },
});

function minorOf(version: string | undefined): number | undefined {
  const minor = /^v?1\.(\d{1,3})\b/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
