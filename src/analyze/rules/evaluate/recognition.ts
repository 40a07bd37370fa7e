import type { Rule } from '../rule.ts';
import type { Evaluation } from './candidate.ts';
import { fits, placeOf } from './scope.ts';

/**
 * Whether the system of a rule may be in the bundle: some log or pod is of it, or nothing tells. Asked once per pack,
 * since all its rules share the answer.
 */
export function createRecognition(evaluation: Evaluation): (rule: Rule) => boolean {
  const known = new Map<string, boolean>();
  return (rule) => {
    if (rule.generic) return true;
    const answer = known.get(rule.pack) ?? isRecognised(rule, evaluation);
    known.set(rule.pack, answer);
    return answer;
  };
}

function isRecognised(rule: Rule, { snapshot, packs, placeOfLog }: Evaluation): boolean {
  const pack = packs.get(rule.pack);
  if (!pack || pack.generic) return true;
  // Where the rule looks is another question than whose it is.
  const anywhere = { ...rule, where: {} };
  const pods = snapshot.objects.ofKind('Pod');
  return (
    snapshot.logs.some((log) => fits(anywhere, pack, placeOfLog(log)) !== 'no') ||
    (pods.length === 0 && snapshot.logs.length === 0) ||
    pods.some((pod) => fits(anywhere, pack, placeOf(pod, pod)) !== 'no')
  );
}
