import type { RawFinding } from '../rules/rule.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const CONFLICT = /Operation cannot be fulfilled on ([^\s"\\]+) \\?"([^"\\]+)\\?": the object has been modified/;

/**
 * A sync that failed because two writers met. A controller repeats by itself, so that everywhere else the text is noise; a sync
 * that has used up its attempts is not repeated.
 */
export const argocdWriteConflict = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const { state, failed, message, finishedAt } = operationOf(application);
      if (state !== 'failed' && state !== 'retrying') return [];
      const told = [
        ...failed.map((row) => ({ text: row.message, path: `${row.path}.message` })),
        { text: message, path: 'status.operationState.message' },
      ];
      const first = told.find(({ text }) => CONFLICT.test(text));
      const [, resource = '', object = ''] = CONFLICT.exec(first?.text ?? '') ?? [];
      if (!first) return [];
      return [
        {
          subject: subjectOf(application),
          captures: { resource, object },
          evidence: [evidence.field(application, first.path)],
          current: application.string('status.sync.status') !== 'Synced',
          ...(finishedAt ? { firstSeen: finishedAt, lastSeen: finishedAt } : {}),
        },
      ];
    }),
});
