import type { RawFinding } from '../rules/rule.ts';
import { resourcesOf } from '../snapshot/argocd/application.ts';
import { refOf } from '../snapshot/order.ts';
import { defineCheck } from './define-check.ts';

const NEEDS = new Set(['reads-config', 'pulls-with', 'runs-as', 'mounts', 'routes-to', 'binds', 'provisioned-by']);

/** What is missing here belongs to another application, which has not brought it. */
export const argocdNeededElsewhere = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.ofKind('Application').flatMap((owner) =>
      resourcesOf(owner).flatMap((resource): RawFinding[] => {
        if (resource.requiresPruning || resource.status === 'Synced') return [];
        const users = snapshot.relations
          .to(resource)
          .filter(({ relation, to }) => NEEDS.has(relation) && to.state === 'absent');
        const foreign = users.filter(
          ({ from }) =>
            !snapshot.relations
              .from(from)
              .some(({ relation, to }) => relation === 'managed-by' && to.name === owner.name),
        );
        const [first] = foreign;
        const proof = evidence.absence(resource);
        if (!first || !proof) return [];
        return [
          {
            subject: { ...refOf(resource), ...(resource.apiVersion ? { apiVersion: resource.apiVersion } : {}) },
            captures: {
              application: owner.name,
              user: `${first.from.kind} ${first.from.name}`,
              sync: owner.string('status.sync.status') ?? 'unknown',
            },
            evidence: [proof, evidence.field(owner, resource.path)],
            affected: foreign.map(({ from }) => refOf(from)),
          },
        ];
      }),
    ),
});
