import type { RawFinding } from '../rules/rule.ts';
import type { AbsentApplication } from '../snapshot/argocd/generated.ts';
import { absentApplications } from '../snapshot/argocd/generated.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { refOf } from '../snapshot/order.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** Applications that an ApplicationSet or a parent names do not exist; told once for each owner. */
export const argocdApplicationAbsent = defineCheck({
  run: (context) => {
    const absent = absentApplications(context.snapshot).filter((one) => isOverdue(one, context));
    return [...groupBy(absent, ({ owner }) => keyOf(owner)).values()].flatMap((of) => told(of, context));
  },
});

/** Not by a hand that has not come yet, nor while the owner is new or at work. */
function isOverdue({ owner, byHand }: AbsentApplication, { snapshot }: CheckContext): boolean {
  return !byHand && !isYoung(owner, snapshot) && operationOf(owner).state !== 'running';
}

function told(absent: readonly AbsentApplication[], { evidence }: CheckContext): RawFinding[] {
  const [first] = absent;
  const proof = first && evidence.absence(first.identity);
  if (!first || !proof) return [];
  const more = absent.length > 1 ? ` and ${absent.length - 1} more` : '';
  return [
    {
      subject: subjectOf(first.owner),
      captures: { absent: `${first.identity.name}${more}` },
      evidence: [proof, evidence.field(first.owner, first.path)],
      affected: absent.map(({ identity }) => refOf(identity)),
    },
  ];
}
