import type { KubeObject } from '../../formats/kube-object.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Resource } from './application.ts';
import { destinationOf, resourcesOf } from './application.ts';
import type { Health, HealthStatus } from './health/health.ts';
import { isHealthStatus, worstHealth } from './health/health.ts';
import type { CustomHealth } from './health/object-health.ts';
import { healthOf, noCustomHealth } from './health/object-health.ts';
import { HEALTH_RULES } from './health/rules.ts';

/** An object of an application as the bundle shows it. */
export type ManagedResource = Resource & {
  state: 'present' | 'absent' | 'not-collected';
  object: KubeObject | undefined;
  /** Recomputed, else what Argo CD wrote beside it; undefined where its kind has none or nothing tells. */
  health: Health | undefined;
  /** That it has a health, though none can be told here. */
  unjudged: boolean;
};

export type ApplicationHealth = {
  /** The recomputed health; `not collected` where everything that was seen is well, but not everything was seen. */
  status: HealthStatus | 'not collected';
  reason?: string;
  resources: ManagedResource[];
  /** What makes the application unhealthy, worst first. */
  unhealthy: ManagedResource[];
};

export type HealthOptions = { custom?: CustomHealth; version?: string };

/**
 * The health of an application from the objects that it manages: the worst of them. Pods that controllers make do not
 * count. argoproj/argo-cd:controller/health.go@37ee0097
 */
export function applicationHealthOf(
  application: KubeObject,
  snapshot: Snapshot,
  { custom = noCustomHealth, version }: HealthOptions = {},
): ApplicationHealth {
  const { remote } = destinationOf(application);
  const resources = resourcesOf(application).map((resource) => managed(resource, remote, snapshot, custom));
  const wanted = resources.filter((resource) => !isHook(resource));
  const counted = wanted.filter((resource) => counts(resource, application));
  const judged = counted
    .flatMap((resource) => (resource.health ? [{ resource, ...resource.health }] : []))
    .filter(({ resource, status }) => !isUntoldChild(resource, status));
  const missing = counted.filter(({ state }) => state === 'absent');
  const ignoresMissing = atLeastVersion(version, 3, 4);

  // What is left out of the judgement is there all the same.
  const allMissing = wanted.length > 0 && wanted.every(({ state }) => state === 'absent');
  const statuses = [
    ...judged.map(({ status }) => status),
    ...(allMissing || (!ignoresMissing && missing.some(hasRule)) ? (['Missing'] as const) : []),
  ];
  const worst = worstHealth(statuses);
  const unhealthy = [
    ...judged.filter(({ status }) => status === worst && status !== 'Healthy').map(({ resource }) => resource),
    ...missing,
    ...judged.filter(({ status }) => status !== worst && status !== 'Healthy').map(({ resource }) => resource),
  ];
  const unseen = counted.filter(({ unjudged }) => unjudged);

  if (remote) {
    return { status: 'not collected', reason: 'its objects lie in another cluster', resources, unhealthy };
  }
  if (resources.length === 0) {
    const reason =
      application.fidelity === 'full' ? 'it lists no objects' : 'its objects are not in what was captured of it';
    return { status: 'not collected', reason, resources, unhealthy };
  }
  if (worst === 'Healthy' && unseen.length > 0) {
    const reason = `${unseen.length} of ${counted.length} objects were not collected, or not in full`;
    return { status: 'not collected', reason, resources, unhealthy };
  }
  const [first] = unhealthy;
  return { status: worst, ...(first ? { reason: reasonOf(first) } : {}), resources, unhealthy };
}

/** `StatefulSet shop/db: 0 of 1 replicas are ready`. */
export function reasonOf({ kind, namespace, name, health, state }: ManagedResource): string {
  const where = `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  if (state === 'absent') return `${where} does not exist`;
  return health?.message ? `${where}: ${health.message}` : `${where} is ${health?.status ?? state}`;
}

function managed(resource: Resource, remote: boolean, snapshot: Snapshot, custom: CustomHealth): ManagedResource {
  const object = remote ? undefined : snapshot.objects.find(resource);
  const reported = isHealthStatus(resource.reportedHealth) ? { status: resource.reportedHealth } : undefined;
  const health =
    (object && healthOf(object, custom)) ?? (reported?.status === 'Missing' && object ? undefined : reported);
  const complete = !remote && snapshot.coverage.complete(resource.kind, resource.namespace);
  const state = object ? 'present' : complete ? 'absent' : 'not-collected';
  const unjudged = !health && state !== 'absent' && (hasRule(resource) || (object && custom.of(object) === 'unknown'));
  return { ...resource, state, object, health, unjudged: unjudged === true };
}

function hasRule({ group, kind }: Resource): boolean {
  return Object.hasOwn(HEALTH_RULES, `${group}/${kind}`);
}

function isHook({ hook, object }: ManagedResource): boolean {
  return hook || object?.at('metadata.annotations["argocd.argoproj.io/hook"]') !== undefined;
}

/** What is told to be left out, and the application itself, are not counted. */
function counts({ object, kind, name, namespace }: ManagedResource, application: KubeObject): boolean {
  if (object?.string('metadata.annotations["argocd.argoproj.io/ignore-healthcheck"]') === 'true') return false;
  if (kind !== 'Application') return true;
  return !(name === application.name && (namespace ?? application.namespace) === application.namespace);
}

/** Where a script gives applications a health: a child of which nothing is known does not make its parent ill. */
function isUntoldChild({ kind, group }: Resource, status: HealthStatus): boolean {
  return kind === 'Application' && group === 'argoproj.io' && (status === 'Missing' || status === 'Unknown');
}

/** An unknown version counts as an older one, whose rule is the stricter. */
function atLeastVersion(version: string | undefined, major: number, minor: number): boolean {
  const [, first, second] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (first === undefined || second === undefined) return false;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
