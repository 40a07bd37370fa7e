import type { KubeEvent } from '../formats/facts.ts';
import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { compareText } from '../snapshot/order.ts';
import type { CheckContext } from './define-check.ts';

/** Reasons of Normal events by which a kubelet, or its controller, tells that a state began and that it ended. */
export type StateEvents = { began: string; ended: string; captures: Record<string, string> };

/**
 * The state of nodes that were not captured themselves, as their events tell it: what began last and did not end. The
 * object of a node always knows better.
 */
export function toldOfNodes({ objects, snapshot, evidence }: CheckContext, state: StateEvents): RawFinding[] {
  const told = snapshot.events.filter(
    ({ involved, reason }) => involved.kind === 'Node' && (reason === state.began || reason === state.ended),
  );
  return [...groupBy(told, ({ involved }) => involved.name)].flatMap(([name, events]): RawFinding[] => {
    if (objects.find({ kind: 'Node', name }) || snapshot.coverage.complete('Node')) return [];
    const last = [...events].sort(byTime).at(-1);
    if (last?.reason !== state.began) return [];
    return [
      {
        subject: { kind: 'Node', name },
        captures: state.captures,
        evidence: [evidence.event(last)],
        confidence: 'likely',
        count: last.count,
        ...(last.last ? { firstSeen: last.first ?? last.last, lastSeen: last.last } : {}),
      },
    ];
  });
}

function byTime(a: KubeEvent, b: KubeEvent): number {
  return compareText(a.last ?? '', b.last ?? '');
}
