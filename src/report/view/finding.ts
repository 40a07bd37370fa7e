import type { Finding } from '../../report-format/report.ts';
import { oneLine, shorten } from '../readable.ts';
import { capped } from './capped.ts';
import { objectName } from './object-name.ts';
import { placeOf, proofOf } from './proof.ts';
import type { Clock, Shown } from './time.ts';
import { ageAt, clockOf, timeText } from './time.ts';

const SHORT_TEXT = 400;

/** How much of a finding is behind its row. */
const DETAIL = {
  detailed: { proofs: 3, affected: 10, captures: 12, message: 400, rule: true },
  brief: { proofs: 1, affected: 4, captures: 4, message: 300, rule: false },
  row: { proofs: 0, affected: 0, captures: 0, message: 200, rule: false },
};
export type Detail = keyof typeof DETAIL;

/** A finding as a row that opens: what the row says, and what stands behind it. */
export function findingRow(finding: Finding, report: Shown, detail: Detail) {
  const { rules } = report;
  const clock = clockOf(report);
  const max = DETAIL[detail];
  const { severity, confidence, role, current, known, subject, evidence, firstSeen, lastSeen } = finding;
  const proofs = capped(evidence, max.proofs);
  const affected = capped(finding.affected ?? [], max.affected);
  const rule = rules.find(({ id }) => id === finding.rule);
  const container = subject.container ? `, container ${oneLine(subject.container, 253)}` : '';
  return {
    severity,
    confidence,
    role,
    current,
    known: known ?? false,
    kind: oneLine(subject.kind, 80),
    namespace: subject.namespace ? oneLine(subject.namespace, 253) : '',
    object: oneLine(subject.namespace ? `${subject.namespace}/${subject.name}` : subject.name, 253),
    fullObject: `${objectName(subject)}${container}`,
    message: oneLine(finding.message || finding.title, max.message),
    title: oneLine(finding.title, 300),
    rule: oneLine(finding.rule, 120),
    why: max.rule && rule ? oneLine(rule.why, 1000) : undefined,
    count: finding.count,
    place: evidence[0] ? placeOf(evidence[0]) : undefined,
    proofs: {
      more: proofs.more,
      items: proofs.items.map((item) => proofOf(detail === 'detailed' ? item : withoutContext(item), clock)),
    },
    affected: { more: affected.more, items: affected.items.map(objectName) },
    captures: Object.entries(finding.captures)
      .slice(0, max.captures)
      .map(([name, value]) => ({ name: oneLine(name, 80), value: oneLine(value, 200) })),
    firstSeen: firstSeen && seenAt(firstSeen, clock),
    lastSeen: lastSeen && seenAt(lastSeen, clock),
  };
}

function withoutContext(item: Finding['evidence'][number]): Finding['evidence'][number] {
  return { ...item, text: shorten(item.text, SHORT_TEXT), before: [], after: [] };
}

function seenAt(time: string, clock: Clock): string {
  const age = ageAt(time, clock.capturedAt);
  return age ? `${timeText(time, clock)}, ${age}` : timeText(time, clock);
}
