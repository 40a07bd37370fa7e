import type { KindRow } from '../bundle-format/kinds.ts';
import { KINDS, resourceName } from '../bundle-format/kinds.ts';
import type { LogStream } from '../bundle-format/layout.ts';
import { describeFile, GROUPS_FILE, metricsFile, tableFile } from '../bundle-format/layout.ts';
import type { CustomKind, Inventory } from './inventory.ts';
import { managedCustomKinds } from './inventory.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';

/** One command of kubectl, and what becomes of its output. */
export type Capture = { args: readonly string[]; keep: Keep };

export type Keep =
  /** A JSON list that is split into a file per namespace; without `namespace` it spans all of them. */
  | { as: 'list'; of: ListOf; namespace?: string }
  /** A JSON document that is kept as it is, after redaction. */
  | { as: 'document'; file: string }
  | { as: 'text'; file: string }
  | { as: 'access'; namespace: string }
  | { as: 'log'; stream: LogStream };

/** A kind that is listed; a custom resource lies elsewhere in the bundle, as a bare array. */
export type ListOf = { row: KindRow; custom: boolean };

const argocd = (kind: string, plural: string): ListOf => ({
  custom: true,
  row: { kind, apiVersion: 'argoproj.io/v1alpha1', plural, namespaced: true, directory: `${plural}.argoproj.io` },
});

const ARGOCD: readonly ListOf[] = [
  argocd('Application', 'applications'),
  argocd('ApplicationSet', 'applicationsets'),
  argocd('AppProject', 'appprojects'),
];

/** Their managedFields tell who changed what; for other kinds they would only double the size. */
const WITH_MANAGED_FIELDS = new Set(
  'Deployment StatefulSet DaemonSet CronJob ConfigMap Service Ingress HorizontalPodAutoscaler Application'.split(' '),
);

const TABLES = new Set(
  (
    'Namespace Node Pod Event Deployment ReplicaSet StatefulSet DaemonSet Job CronJob Service Ingress IngressClass ' +
    'PersistentVolumeClaim PersistentVolume StorageClass HorizontalPodAutoscaler ResourceQuota APIService'
  ).split(' '),
);

/** What the cluster serves, by `<plural>[.<group>]`; undefined where discovery failed, and everything is tried. */
export type Served = ReadonlySet<string> | undefined;

export function planNamespaces(options: CollectOptions): Capture[] {
  return KINDS.filter(({ kind }) => kind === 'Namespace').flatMap((row) =>
    listCaptures({ row, custom: false }, scopeOf(options)),
  );
}

/** Every other list. Without `--namespace` a list spans all namespaces. */
export function planLists(options: CollectOptions, served: Served): Capture[] {
  const scope = scopeOf(options);
  const builtIn = KINDS.filter(({ kind }) => kind !== 'Namespace').map((row) => ({ row, custom: false }));
  return [...builtIn, ...ARGOCD].filter(({ row }) => isServed(row, served)).flatMap((of) => listCaptures(of, scope));
}

/** What a list of all namespaces was refused for, asked namespace by namespace: an account may have rights in some. */
export function planAgain(refused: readonly Capture[], namespaces: readonly string[]): Capture[] {
  return refused.flatMap(({ keep }) =>
    keep.as === 'list' && keep.of.row.namespaced && keep.namespace === undefined
      ? planByNamespace(keep.of, namespaces)
      : [],
  );
}

/** The custom resources that Argo CD applications manage. */
export function planManaged(options: CollectOptions, inventory: Inventory): Capture[] {
  return managedCustomKinds(inventory).flatMap((kind) =>
    listCaptures({ row: customRow(kind), custom: true }, scopeOf(options)),
  );
}

function planByNamespace(of: ListOf, namespaces: readonly string[]): Capture[] {
  return namespaces.map((namespace) => ({
    args: ['get', resourceName(of.row), '-n', namespace, '-o', 'json', ...managedFields(of.row)],
    keep: { as: 'list', of, namespace },
  }));
}

export function planLogs(options: CollectOptions, streams: readonly LogStream[]): Capture[] {
  const bounds = [
    ...(options.since === undefined ? [] : [`--since=${options.since}`]),
    ...(options.tail === undefined ? [] : [`--tail=${options.tail}`]),
  ];
  return streams.map((stream) => ({ args: logArgs(stream, bounds), keep: { as: 'log', stream } }));
}

/**
 * What a person would look at: tables and descriptions, the account's rights, and metrics where they are served.
 * `refused` are lists that were refused: their tables are asked for by namespace, or not at all.
 */
export function planTexts(
  options: CollectOptions,
  served: Served,
  inventory: Inventory,
  refused: readonly Capture[],
): Capture[] {
  const scope = scopeOf(options);
  const namespaces = [...inventory.namespaces].sort();
  const refusedKinds = new Set(refused.flatMap(({ keep }) => (keep.as === 'list' ? [keep.of.row.kind] : [])));
  const tables = KINDS.filter((row) => TABLES.has(row.kind) && isServed(row, served)).flatMap((row) => {
    if (!refusedKinds.has(row.kind)) return tableCaptures(row, scope);
    return row.namespaced ? tableCaptures(row, namespaces) : [];
  });
  return [
    { args: ['get', '--raw', '/apis'], keep: { as: 'document', file: GROUPS_FILE } },
    ...tables,
    ...(refusedKinds.has('Node') ? [] : [describeNodes()]),
    ...[...inventory.namespacesWithPods].sort().map(describePods),
    ...namespaces.map(
      (namespace): Capture => ({
        args: ['auth', 'can-i', '--list', '-n', namespace],
        keep: { as: 'access', namespace },
      }),
    ),
    ...metrics(scope, served),
  ];
}

function listCaptures(of: ListOf, scope: readonly string[]): Capture[] {
  const { row } = of;
  if (row.namespaced && scope.length > 0) return planByNamespace(of, scope);
  // A Role can grant one namespace by its name, never the list of all.
  const names = row.kind === 'Namespace' ? scope : [];
  const all = row.namespaced ? ['-A'] : [];
  return [
    {
      args: ['get', resourceName(row), ...names, ...all, '-o', 'json', ...managedFields(row)],
      keep: { as: 'list', of },
    },
  ];
}

function tableCaptures(row: KindRow, scope: readonly string[]): Capture[] {
  const get = ['get', resourceName(row)];
  if (row.namespaced && scope.length > 0) {
    return scope.map((namespace) => ({
      args: [...get, '-n', namespace, '-o', 'wide'],
      keep: { as: 'text', file: tableFile(row, namespace) },
    }));
  }
  const names = row.kind === 'Namespace' ? scope : [];
  const args = [...get, ...names, ...(row.namespaced ? ['-A'] : []), '-o', 'wide'];
  return [{ args, keep: { as: 'text', file: tableFile(row) } }];
}

function describeNodes(): Capture {
  const file = describeFile({ directory: 'nodes', namespaced: false });
  return { args: ['describe', 'nodes'], keep: { as: 'text', file } };
}

function describePods(namespace: string): Capture {
  const file = describeFile({ directory: 'pods', namespaced: true }, namespace);
  return { args: ['describe', 'pods', '-n', namespace], keep: { as: 'text', file } };
}

function metrics(scope: readonly string[], served: Served): Capture[] {
  if (served?.has('pods.metrics.k8s.io') === false) return [];
  const read = (of: 'nodes' | 'pods', path: string): Capture => ({
    args: ['get', '--raw', `/apis/metrics.k8s.io/v1beta1/${path}`],
    keep: { as: 'document', file: metricsFile(of) },
  });
  const nodes = read('nodes', 'nodes');
  // One file for one answer: of several namespaces there is no single question.
  if (scope.length > 1) return [nodes];
  return [nodes, read('pods', scope[0] === undefined ? 'pods' : `namespaces/${scope[0]}/pods`)];
}

function logArgs({ namespace, pod, container, previous }: LogStream, bounds: readonly string[]): string[] {
  const run = previous ? ['--previous'] : [];
  return ['logs', pod, '-n', namespace, '-c', container, '--timestamps', ...run, ...bounds];
}

function managedFields({ kind }: KindRow): string[] {
  return WITH_MANAGED_FIELDS.has(kind) ? ['--show-managed-fields'] : [];
}

function isServed(row: KindRow, served: Served): boolean {
  return served === undefined || served.has(resourceName(row));
}

function customRow({ kind, group, version, plural, namespaced }: CustomKind): KindRow {
  return { kind, apiVersion: `${group}/${version}`, plural, namespaced, directory: `${plural}.${group}` };
}
