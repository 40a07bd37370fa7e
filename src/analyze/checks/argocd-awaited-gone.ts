import { awaitedObjects } from '../snapshot/argocd/awaited.ts';
import { argocdWait } from './argocd-wait.ts';
import { defineCheck } from './define-check.ts';

/** The sync waits for an object that no longer exists: a hook that a TTL or a hand deleted. */
export const argocdAwaitedGone = defineCheck({
  run: (context) =>
    awaitedObjects(context.snapshot)
      // Gone is what the wait for a deletion hopes for.
      .filter(({ absent, waiting }) => absent && waiting.reason !== 'deletion')
      .flatMap((awaited) => {
        const proof = context.evidence.absence(awaited.identity);
        return argocdWait(awaited, awaited.identity, context).map((finding) => ({
          ...finding,
          evidence: [...(proof ? [proof] : []), ...finding.evidence],
        }));
      }),
});
