import type { RawFinding } from '../rules/rule.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Fewer may be one reboot. */
const OFTEN = 3;

/** Nodes that lost their readiness several times while their events were kept, which is an hour unless set otherwise. */
export const nodeFlapping = defineCheck({
  run({ objects, snapshot, evidence }) {
    const losses = snapshot.events.filter(
      ({ reason, involved }) => involved.kind === 'Node' && reason === 'NodeNotReady',
    );
    return [...groupBy(losses, ({ involved }) => involved.name)].flatMap(([name, events]): RawFinding[] => {
      const count = events.reduce((sum, event) => sum + event.count, 0);
      if (count < OFTEN) return [];
      const node = objects.find({ kind: 'Node', name });
      const times = events.flatMap(({ first, last }) => [first ?? last ?? [], last ?? []].flat()).sort();
      return [
        {
          subject: node ? subjectOf(node) : { kind: 'Node', name },
          captures: { count: String(count) },
          evidence: events.map((event) => evidence.event(event)),
          confidence: 'likely',
          count,
          ...(times[0] ? { firstSeen: times[0], lastSeen: times.at(-1) } : {}),
        },
      ];
    });
  },
});
