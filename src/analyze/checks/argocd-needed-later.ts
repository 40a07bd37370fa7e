import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { destinationOf } from '../snapshot/argocd/application.ts';
import type { Ordered } from '../snapshot/argocd/awaited.ts';
import { orderOf } from '../snapshot/argocd/awaited.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { PHASES } from '../snapshot/argocd/waves.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { refOf } from '../snapshot/order.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

const NEEDS = new Set(['reads-config', 'pulls-with', 'runs-as', 'mounts']);

/**
 * An object that is applied before what it needs: a hook of PreSync whose ServiceAccount comes with the sync, a Job of wave
 * -1 whose Secret has wave 0. The sync waits for the first, and so the second never comes.
 */
export const argocdNeededLater = defineCheck({
  run: (context) =>
    context.objects.ofKind('Application').flatMap((application) => {
      const { state } = operationOf(application);
      if (state === 'none' || state === 'succeeded' || destinationOf(application).remote) return [];
      return neededLater(application, context);
    }),
});

function neededLater(application: KubeObject, { snapshot, evidence }: CheckContext): RawFinding[] {
  const order = orderOf(application, snapshot);
  const found = new Map<string, RawFinding>();
  for (const user of order.values()) {
    for (const edge of snapshot.relations.from(user)) {
      const wanted = order.get(keyOf(edge.to));
      if (!NEEDS.has(edge.relation) || edge.to.state !== 'absent' || !wanted || !isLater(wanted, user)) continue;
      const proof = evidence.absence(edge.to);
      const holder = snapshot.objects.find(user);
      found.set(keyOf(wanted), {
        subject: { ...refOf(wanted), ...(wanted.apiVersion ? { apiVersion: wanted.apiVersion } : {}) },
        captures: {
          application: application.name,
          user: `${user.kind} ${user.name}`,
          userTurn: turnOf(user),
          turn: turnOf(wanted),
        },
        evidence: [
          ...(proof ? [proof] : []),
          ...(holder && edge.path ? [evidence.field(holder, edge.path)] : []),
          evidence.field(application, 'status.operationState.message'),
        ],
        confidence: 'confirmed',
      });
    }
  }
  return [...found.values()];
}

function isLater(a: Ordered, b: Ordered): boolean {
  return PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) > 0 || (a.phase === b.phase && a.wave > b.wave);
}

const turnOf = ({ phase, wave }: Ordered) => `phase ${phase}, wave ${wave}`;
