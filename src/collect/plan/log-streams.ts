import type { LogStream } from '../../bundle-format/layout.ts';
import type { ApiObject } from '../content/api-object.ts';
import { at, isRecord, labelsOf, nameOf, namespaceOf, recordsAt, textAt } from '../content/api-object.ts';

/** A log that can be asked for. */
export type PodLog = {
  stream: LogStream;
  /** Not ready, or restarted: where the cause is likely to be told. */
  troubled: boolean;
  /** Argo CD's own logs tell why a sync failed, whether or not its pods are healthy. */
  argocd: boolean;
  /** Whose kubelet has it. */
  node: string;
};

const STATUSES = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'] as const;

/**
 * The logs of every container of a pod, also of the previous run where there was one. Empty for a pod that no kubelet
 * has touched: it has no log.
 */
export function logsOfPod(pod: ApiObject): PodLog[] {
  const argocd = labelsOf(pod)['app.kubernetes.io/part-of'] === 'argocd';
  const node = textAt(pod, 'spec', 'nodeName');
  return STATUSES.flatMap((field) => recordsAt(pod, 'status', field)).flatMap((status) => {
    const restarted = typeof status.restartCount === 'number' && status.restartCount > 0;
    const finished = textAt(status, 'state', 'terminated', 'reason') === 'Completed';
    const about = { troubled: restarted || !(status.ready === true || finished), argocd, node };

    const stream = { namespace: namespaceOf(pod), pod: nameOf(pod), container: textAt(status, 'name') };
    const hadPrevious = restarted || isRecord(at(status, 'lastState', 'terminated'));
    return [
      { stream: { ...stream, previous: false }, ...about },
      ...(hadPrevious ? [{ stream: { ...stream, previous: true }, ...about }] : []),
    ];
  });
}

/** The most telling first, so that a capture that ends early has them: what is in trouble, Argo CD, the rest. */
export function byImportance(logs: readonly PodLog[]): PodLog[] {
  const rank = ({ troubled, argocd }: PodLog) => (troubled ? 0 : argocd ? 1 : 2);
  return logs.toSorted((a, b) => rank(a) - rank(b));
}
