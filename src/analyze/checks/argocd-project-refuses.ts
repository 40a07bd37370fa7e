import type { RawFinding } from '../rules/rule.ts';
import { projectOf, refusalsOf } from '../snapshot/argocd/project.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** What the project of an application does not allow it, as its rules say, with the list that would have to name it. */
export const argocdProjectRefuses = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const project = projectOf(application, objects);
      if (!project || application.fidelity !== 'full') return [];
      const [first, ...others] = refusalsOf(application, project);
      if (!first) return [];
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      return [
        {
          subject: subjectOf(application),
          captures: { project: project.name, refused: `${first.what}${more}`, list: first.list, entry: first.entry },
          evidence: [evidence.field(project, first.path), evidence.field(application, 'spec.project')],
        },
      ];
    }),
});
