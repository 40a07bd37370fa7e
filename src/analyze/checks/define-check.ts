import type { EvidenceMaker } from '../evidence.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { ObjectIndex, Snapshot } from '../snapshot/snapshot.ts';

/** What a check may look at. An absence can be claimed only with the proof that `evidence.absence` gives. */
export type CheckContext = { objects: ObjectIndex; snapshot: Snapshot; evidence: EvidenceMaker };

/** The code of a rule that data cannot say. It holds no prose: that stands in the rule's file. */
export type Check = { run(context: CheckContext): RawFinding[] };

export function defineCheck(check: Check): Check {
  return check;
}
