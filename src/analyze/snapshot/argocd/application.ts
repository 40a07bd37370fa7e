import type { ApplicationCard } from '../../../report-format/report.ts';
import type { JsonObject, KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { isJsonObject, objectsOf } from '../../formats/kube-object.ts';

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** An object that an application is to keep, as the application's status lists it. */
export type Resource = ObjectIdentity & {
  group: string;
  /** Synced, OutOfSync, Unknown; undefined for hooks. */
  status: string | undefined;
  hook: boolean;
  requiresPruning: boolean;
  /** Zero is omitted upstream; for what is only live there is none. */
  wave: number;
  /** What Argo CD wrote beside it; since 3.0 it writes nothing there. */
  reportedHealth: string | undefined;
  path: string;
};

/** What one sync did to an object. */
export type ResultRow = ObjectIdentity & {
  group: string;
  status: string;
  message: string;
  hookType: string | undefined;
  hookPhase: string | undefined;
  syncPhase: string;
  path: string;
};

export function resourcesOf(application: KubeObject): Resource[] {
  return application.list('status.resources').flatMap((resource, index) => {
    const identity = identityIn(resource);
    if (!identity) return [];
    const health = isJsonObject(resource.health) ? resource.health.status : undefined;
    return [
      {
        ...identity,
        status: textOf(resource.status),
        hook: resource.hook === true,
        requiresPruning: resource.requiresPruning === true,
        wave: typeof resource.syncWave === 'number' ? resource.syncWave : 0,
        reportedHealth: textOf(health),
        path: `status.resources[${index}]`,
      },
    ];
  });
}

const RESULTS = 'status.operationState.syncResult.resources';

/** The rows of the last sync, in the order in which it ran. */
export function resultsOf(application: KubeObject): ResultRow[] {
  return application.list(RESULTS).flatMap((row, index) => {
    const identity = identityIn(row);
    if (!identity) return [];
    return [
      {
        ...identity,
        status: textOf(row.status) ?? '',
        message: textOf(row.message) ?? '',
        hookType: textOf(row.hookType),
        hookPhase: textOf(row.hookPhase),
        syncPhase: textOf(row.syncPhase) ?? textOf(row.hookType) ?? 'Sync',
        path: `${RESULTS}[${index}]`,
      },
    ];
  });
}

function identityIn(entry: JsonObject): (ObjectIdentity & { group: string }) | undefined {
  const [kind, name, namespace] = [textOf(entry.kind), textOf(entry.name), textOf(entry.namespace)];
  if (!kind || !name) return undefined;
  const [group, version] = [textOf(entry.group) ?? '', textOf(entry.version)];
  return {
    kind,
    name,
    group,
    ...(namespace ? { namespace } : {}),
    ...(version || group ? { apiVersion: [group, version ?? 'v1'].filter(Boolean).join('/') } : {}),
  };
}

/** Where an application deploys to; `remote` is a cluster that is not the one of the bundle. */
export function destinationOf(application: KubeObject): ApplicationCard['destination'] {
  const server = application.string('spec.destination.server');
  const clusterName = application.string('spec.destination.name');
  return {
    ...(server ? { server } : {}),
    ...(clusterName ? { clusterName } : {}),
    namespace: application.string('spec.destination.namespace') ?? '',
    remote: clusterName
      ? clusterName !== 'in-cluster'
      : server !== undefined && server.replace(/\/$/, '') !== IN_CLUSTER,
  };
}

/** The sources, of which a list wins over the single one. */
export function sourcesOf(application: KubeObject): ApplicationCard['sources'] {
  const many = application.list('spec.sources');
  const single = application.at('spec.source') ?? application.at('spec.sourceHydrator.drySource');
  return (many.length > 0 ? many : objectsOf([single ?? null])).map(
    ({ repoURL, path, chart, ref, targetRevision }) => ({
      repoURL: textOf(repoURL) ?? '',
      ...(textOf(path) ? { path: String(path) } : {}),
      ...(textOf(chart) ? { chart: String(chart) } : {}),
      ...(textOf(ref) ? { ref: String(ref) } : {}),
      targetRevision: textOf(targetRevision) ?? 'HEAD',
    }),
  );
}

/** Three different facts: what was compared last, what the last sync tried, what was deployed in full. */
export function revisionsOf(application: KubeObject): ApplicationCard['revisions'] {
  const last = application.list('status.history').at(-1);
  const compared = revisionsIn(application.at('status.sync'));
  const attempted = revisionsIn(application.at('status.operationState.syncResult'));
  const lastGood = revisionsIn(last);
  return { ...(compared ? { compared } : {}), ...(attempted ? { attempted } : {}), ...(lastGood ? { lastGood } : {}) };
}

function revisionsIn(value: unknown): string[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const many = Array.isArray(value.revisions) ? value.revisions.filter((one) => typeof one === 'string') : [];
  if (many.length > 0) return many;
  return textOf(value.revision) ? [String(value.revision)] : undefined;
}

export type SyncPolicy = { automated: boolean; prune: boolean; selfHeal: boolean };

/** argoproj/argo-cd:pkg/apis/application/v1alpha1/types.go@37ee0097 IsAutomatedSyncEnabled */
export function syncPolicyOf(application: KubeObject): SyncPolicy {
  const automated = application.at('spec.syncPolicy.automated');
  const settings = isJsonObject(automated) ? automated : undefined;
  return {
    automated: settings !== undefined && settings.enabled !== false,
    prune: settings?.prune === true,
    selfHeal: settings?.selfHeal === true,
  };
}

/** A condition of an application has no status: that it stands there is the trouble. */
export type ApplicationCondition = { type: string; message: string; since: string | undefined; path: string };

export function applicationConditionsOf(application: KubeObject): ApplicationCondition[] {
  return application.list('status.conditions').map(({ type, message, lastTransitionTime }, index) => ({
    type: textOf(type) ?? '',
    message: textOf(message) ?? '',
    since: textOf(lastTransitionTime),
    path: `status.conditions[${index}].message`,
  }));
}

/** The condition that stops Argo CD from comparing at all: the specification first, then the comparison. */
export function comparisonFault({
  conditions,
}: {
  conditions: readonly ApplicationCondition[];
}): ApplicationCondition | undefined {
  return (
    conditions.find(({ type }) => type === 'InvalidSpecError') ??
    conditions.find(({ type }) => type === 'ComparisonError') ??
    conditions.find(({ type }) => type === 'UnknownError')
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
