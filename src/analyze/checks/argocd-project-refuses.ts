import type { RawFinding } from '../rules/rule.ts';
import { projectsOf, refusalsOf } from '../snapshot/argocd/project.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** What the project of an application does not allow it, as its rules say, with the list that would have to name it. */
export const argocdProjectRefuses = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Application').flatMap((application): RawFinding[] => {
      const projects = projectsOf(application, objects);
      if (!projects || application.fidelity !== 'full') return [];
      const [first, ...others] = refusalsOf(application, projects);
      if (!first) return [];
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      return [
        {
          subject: subjectOf(application),
          captures: {
            project: first.project.name,
            refused: `${first.what}${more}`,
            list: first.list,
            entry: first.entry,
          },
          evidence: [evidence.field(first.project, first.path), evidence.field(application, 'spec.project')],
        },
      ];
    }),
});
