import { groupBy } from '../snapshot/group-by.ts';
import { defineCheck } from './define-check.ts';

/** Alerts of the cluster's own monitoring that fired at capture, one finding for each alert and object. */
export const alertFiring = defineCheck({
  run({ snapshot, evidence }) {
    const firing = snapshot.events.filter(({ alert }) => alert !== undefined);
    const byAlert = groupBy(firing, ({ reason, involved }) =>
      [reason, involved.kind, involved.namespace, involved.name].join('\0'),
    );
    return [...byAlert.values()].flatMap(([first, ...others]) => {
      if (!first) return [];
      const { involved, reason, alert } = first;
      const subject = involved.name
        ? { kind: involved.kind, ...(involved.namespace ? { namespace: involved.namespace } : {}), name: involved.name }
        : // It is about the cluster, or about something that is no object.
          { kind: 'Alert', name: reason };
      return [
        {
          subject,
          captures: { alert: reason, severity: alert?.severity ?? '' },
          evidence: [first, ...others].slice(0, 3).map(evidence.event),
          confidence: 'likely' as const,
          severity: alert?.severity === 'critical' ? ('error' as const) : ('warning' as const),
          ...(first.first ? { firstSeen: first.first } : {}),
        },
      ];
    });
  },
});
