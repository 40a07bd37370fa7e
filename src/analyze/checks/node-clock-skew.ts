import type { RawFinding } from '../rules/rule.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/**
 * A kubelet renews its lease every ten seconds, and after fifty without a renewal its node is not ready any more
 * (kubernetes/kubernetes:pkg/controller/nodelifecycle@v1.36.2): a ready node whose lease is older than this has a clock
 * that is behind. One list holds all leases, so they were read at one time.
 */
const MOST_SECONDS = 120;

export const nodeClockSkew = defineCheck({
  run({ objects, evidence }) {
    const leases = objects.ofKind('Lease').flatMap((lease) => {
      if (lease.namespace !== 'kube-node-lease') return [];
      const node = objects.find({ kind: 'Node', name: lease.name });
      const isReady = node?.list('status.conditions').some(({ type, status }) => type === 'Ready' && status === 'True');
      const renewed = lease.string('spec.renewTime');
      return node && isReady && renewed ? [{ node, lease, renewed }] : [];
    });
    const newest = leases.reduce<(typeof leases)[number] | undefined>(
      (best, lease) => (best && (secondsBetween(lease.renewed, best.renewed) ?? 0) >= 0 ? best : lease),
      undefined,
    );
    if (!newest) return [];
    return leases.flatMap(({ node, lease, renewed }): RawFinding[] => {
      const behind = secondsBetween(renewed, newest.renewed);
      if (lease.source.file !== newest.lease.source.file) return [];
      if (behind === undefined || behind <= MOST_SECONDS) return [];
      return [
        {
          subject: subjectOf(node),
          captures: { behind: String(Math.round(behind)), other: newest.node.name },
          evidence: [evidence.field(lease, 'spec.renewTime'), evidence.field(newest.lease, 'spec.renewTime')],
        },
      ];
    });
  },
});
