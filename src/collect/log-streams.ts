import type { LogStream } from '../bundle-format/layout.ts';
import type { ApiObject } from './api-object.ts';
import { at, isRecord, nameOf, namespaceOf, recordsAt, textAt } from './api-object.ts';

const STATUSES = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'] as const;

/**
 * The logs of a pod that are worth having: of every container, or of those in trouble (not ready, or restarted). The
 * previous run is asked for where there was one. Empty for a pod that no kubelet has touched: it has no log.
 */
export function logStreamsOf(pod: ApiObject, which: 'all' | 'troubled'): LogStream[] {
  return STATUSES.flatMap((field) => recordsAt(pod, 'status', field)).flatMap((status) => {
    const restarted = typeof status.restartCount === 'number' && status.restartCount > 0;
    if (which === 'troubled' && status.ready === true && !restarted) return [];

    const container = textAt(status, 'name');
    const stream = { namespace: namespaceOf(pod), pod: nameOf(pod), container };
    const hadPrevious = restarted || isRecord(at(status, 'lastState', 'terminated'));
    return [{ ...stream, previous: false }, ...(hadPrevious ? [{ ...stream, previous: true }] : [])];
  });
}
