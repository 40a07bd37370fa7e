import type { KubeObject } from '../../../formats/kube-object.ts';
import { type Condition, conditionsIn, conditionsOf, conditionWith } from './conditions.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';

const NO_ADDRESS = 'it has no address';

/** argoproj/argo-cd:gitops-engine/pkg/health/health_pvc.go@37ee0097 */
export function claimHealth(claim: KubeObject): Health {
  const phase = claim.string('status.phase');
  if (phase === 'Bound') return healthy;
  const status = phase === 'Lost' ? 'Degraded' : phase === 'Pending' ? 'Progressing' : 'Unknown';
  return verdict(status, `the claim is ${phase ?? 'without a phase'}`, 'status.phase');
}

/** argoproj/argo-cd:gitops-engine/pkg/health/health_service.go@37ee0097 */
export function serviceHealth(service: KubeObject): Health {
  if (service.string('spec.type') !== 'LoadBalancer') return healthy;
  return service.list('status.loadBalancer.ingress').length > 0
    ? healthy
    : verdict('Progressing', NO_ADDRESS, 'status.loadBalancer');
}

/** argoproj/argo-cd:gitops-engine/pkg/health/health_ingress.go@37ee0097 */
export function ingressHealth(ingress: KubeObject): Health {
  return ingress.list('status.loadBalancer.ingress').length > 0
    ? healthy
    : verdict('Progressing', NO_ADDRESS, 'status.loadBalancer');
}

/** argoproj/argo-cd:resource_customizations/gateway.networking.k8s.io/Gateway/health.lua@37ee0097 */
export function gatewayHealth(gateway: KubeObject): Health {
  const listeners = gateway.list('status.listeners');
  const groups = [
    conditionsOf(gateway),
    ...listeners.map(({ conditions }, index) => conditionsIn(conditions, `status.listeners[${index}].conditions`)),
  ];
  if (gateway.at('status.conditions') === undefined && listeners.length === 0) {
    return verdict('Progressing', 'it has no status yet', 'status');
  }
  const generation = gateway.number('metadata.generation');
  return groups.map((group) => routeVerdict(group, generation)).find((found) => found !== undefined) ?? healthy;
}

/** argoproj/argo-cd:resource_customizations/gateway.networking.k8s.io/HTTPRoute/health.lua@37ee0097 */
export function routeHealth(route: KubeObject): Health {
  const generation = route.number('metadata.generation');
  const parents = route
    .list('status.parents')
    .map(({ conditions }, index) => conditionsIn(conditions, `status.parents[${index}].conditions`))
    .filter((conditions) => conditions.length > 0)
    .filter(
      (conditions) =>
        generation === undefined || conditions.some(({ observedGeneration }) => observedGeneration === generation),
    );
  if (parents.length === 0) return verdict('Progressing', 'no gateway has taken up the newest spec', 'status.parents');
  return parents.map((group) => routeVerdict(group, undefined)).find((found) => found !== undefined) ?? healthy;
}

function routeVerdict(conditions: readonly Condition[], generation: number | undefined): Health | undefined {
  const stale = conditions.find(
    ({ observedGeneration }) => generation !== undefined && (observedGeneration ?? generation) < generation,
  );
  if (stale) return verdict('Progressing', 'the newest spec has not been observed yet', stale.field);
  const refused = conditionWith(conditions, 'ResolvedRefs', 'False') ?? conditionWith(conditions, 'Accepted', 'False');
  if (refused) return verdict('Degraded', refused.message || `${refused.type} is False`, refused.field);
  const waiting = conditions.find(({ type, status }) => type === 'Programmed' && status !== 'True');
  return waiting && verdict('Progressing', waiting.message, waiting.field);
}
