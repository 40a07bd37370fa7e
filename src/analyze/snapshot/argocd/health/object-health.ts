import type { KubeObject } from '../../../formats/kube-object.ts';
import { isPodReady } from '../../pod.ts';
import type { Health } from './health.ts';
import { healthy, verdict } from './health.ts';
import { HEALTH_RULES } from './rules.ts';

/** Verdicts of the cluster's own health scripts, by object; see applications/custom-health. */
export type CustomHealth = {
  /** `undefined` where the kind has no script, `unknown` where it has one that could not be applied. */
  of(object: KubeObject): Health | 'unknown' | undefined;
};

export const noCustomHealth: CustomHealth = { of: () => undefined };

/**
 * The health of an object as Argo CD computes it, or undefined where its kind has none, or where the capture does not tell
 * enough. The order is that of argoproj/argo-cd:gitops-engine/pkg/health/health.go@37ee0097.
 */
export function healthOf(object: KubeObject, custom: CustomHealth = noCustomHealth): Health | undefined {
  if (object.string('metadata.deletionTimestamp') && !isHookInDeletion(object)) {
    return verdict('Progressing', 'it is being deleted', 'metadata.deletionTimestamp');
  }
  const scripted = custom.of(object);
  if (scripted === 'unknown') return undefined;
  if (scripted) return scripted;
  const key = `${groupOf(object)}/${object.kind}`;
  const rule = Object.hasOwn(HEALTH_RULES, key) ? HEALTH_RULES[key] : undefined;
  if (!rule) return undefined;
  return object.fidelity === 'full' ? rule(object) : partialHealth(object);
}

/** The API group; text prints none, so the kind's usual one is taken. */
export function groupOf({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): string {
  if (apiVersion) return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const known = Object.keys(HEALTH_RULES).find((key) => key.endsWith(`/${kind}`));
  return known ? known.slice(0, known.indexOf('/')) : '';
}

function isHookInDeletion(object: KubeObject): boolean {
  const finalizers = object.at('metadata.finalizers');
  return Array.isArray(finalizers) && finalizers.includes('argocd.argoproj.io/hook-finalizer');
}

/** What a table or a description tells: whether the pods are there. Of other kinds it prints too little to judge. */
function partialHealth(object: KubeObject): Health | undefined {
  if (object.kind === 'Pod') {
    const ready = isPodReady(object);
    if (ready === undefined) return undefined;
    return ready ? healthy : verdict('Progressing', object.string('status.tableStatus') ?? 'not ready', 'status');
  }
  if (object.kind === 'PersistentVolumeClaim') return HEALTH_RULES['/PersistentVolumeClaim']?.(object);
  if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(object.kind)) return undefined;
  const [wanted, ready] = [object.number('spec.replicas'), object.number('status.readyReplicas')];
  if (wanted === undefined || ready === undefined) return undefined;
  return ready < wanted
    ? verdict('Progressing', `${ready} of ${wanted} replicas are ready`, 'status.readyReplicas')
    : healthy;
}
