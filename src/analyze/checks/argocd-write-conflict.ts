import type { RawFinding } from '../rules/rule.ts';
import { failedSyncOf } from './argocd-failed-sync.ts';
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
      const sync = failedSyncOf(application);
      if (!sync) return [];
      const { failed, message, when } = sync;
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
          ...when,
        },
      ];
    }),
});
