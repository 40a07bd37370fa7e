import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

export const nodeNotReady = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Node').flatMap((node): RawFinding[] => {
      const index = node.list('status.conditions').findIndex(({ type }) => type === 'Ready');
      const ready = node.list('status.conditions')[index];
      if (ready?.status === 'True' || isYoung(node, snapshot)) return [];
      const proof = evidence.condition(node, 'Ready');
      if (ready && proof) {
        const { message, reason } = ready;
        return [
          { subject: subjectOf(node), captures: { message: String(message ?? reason ?? '') }, evidence: [proof] },
        ];
      }
      const word = node.string('status.tableStatus');
      if (!word || !/^(?:NotReady|Unknown)\b/.test(word)) return [];
      return [
        {
          subject: subjectOf(node),
          captures: { message: word },
          evidence: [evidence.field(node, 'status.tableStatus')],
        },
      ];
    }),
});
