import { groupOf, KINDS, type KindRow, resourceName } from '../../bundle-format/kinds.ts';
import { isServed, rowOf, type Served, type ServedKind } from '../discovery.ts';
import type { CollectOptions } from '../options.ts';
import { scopeOf } from '../options.ts';
import type { Capture, ListCapture, ListOf } from './capture.ts';
import type { Inventory } from './inventory.ts';
import { askedFor, takesArgocd, takesKind, takesPart } from './selection.ts';

const argocd = (kind: string, plural: string): ListOf => ({
  custom: true,
  row: { kind, apiVersion: 'argoproj.io/v1alpha1', plural, namespaced: true, directory: `${plural}.argoproj.io` },
});

export const ARGOCD: readonly ListOf[] = [
  argocd('Application', 'applications'),
  argocd('ApplicationSet', 'applicationsets'),
  argocd('AppProject', 'appprojects'),
];

/** Their managedFields tell who changed what; for other kinds they would only double the size. */
const WITH_MANAGED_FIELDS = new Set(
  'Deployment StatefulSet DaemonSet CronJob ConfigMap Service Ingress HorizontalPodAutoscaler Application'.split(' '),
);

/** Groups of Kubernetes itself beside those that end in `.k8s.io`; what of them is of use stands in `KINDS`. */
const BUILT_IN_GROUPS = new Set(['', 'apps', 'autoscaling', 'batch', 'extensions', 'policy']);
/** Of these a cluster serves other people's custom resources too (kubernetes/api, the folder of each group). */
const BUILT_IN_K8S_IO = new Set(
  (
    'admissionregistration apiextensions apiregistration authentication authorization certificates coordination ' +
    'custom.metrics discovery events external.metrics flowcontrol.apiserver internal.apiserver metrics networking ' +
    'node rbac.authorization resource scheduling storage storagemigration'
  )
    .split(' ')
    .map((name) => `${name}.k8s.io`),
);

export function planNamespaces(options: CollectOptions): Capture[] {
  return KINDS.filter(({ kind }) => kind === 'Namespace').flatMap((row) =>
    listCaptures({ row, custom: false }, scopeOf(options), undefined),
  );
}

/** Every other list of what is known by name. Without `--namespace` a list spans all namespaces. */
export function planLists(options: CollectOptions, served: Served): Capture[] {
  const { selection } = options;
  const builtIn = KINDS.filter((row) => row.kind !== 'Namespace' && takesKind(selection, row));
  const argocd = ARGOCD.filter(({ row }) => askedFor(selection, row) ?? takesArgocd(selection));
  return [...builtIn.map((row) => ({ row, custom: false })), ...argocd]
    .filter(({ row }) => isServed(row, served))
    .flatMap((of) => listCaptures(of, scopeOf(options), served));
}

/** What a list of all namespaces was refused for, asked namespace by namespace: an account may have rights in some. */
export function planAgain(refused: readonly Capture[], namespaces: readonly string[], served: Served): Capture[] {
  return refused.flatMap(({ keep }) =>
    keep.as === 'list' && keep.of.row.namespaced && keep.namespace === undefined
      ? planByNamespace(keep.of, namespaces, served)
      : [],
  );
}

/** Custom resources that Argo CD applications manage, or that were asked for: without them health cannot be recomputed. */
export function planManaged(options: CollectOptions, served: Served, inventory: Inventory): Capture[] {
  const { selection } = options;
  return customKinds(served, inventory).flatMap((kind) => {
    const row = rowOf(kind);
    const managed = takesArgocd(selection) && inventory.managedKinds.has(`${kind.kind}.${kind.group}`);
    return (askedFor(selection, row) ?? managed) ? listCaptures({ row, custom: true }, scopeOf(options), served) : [];
  });
}

/** The other custom resources. */
export function planOthers(options: CollectOptions, served: Served, inventory: Inventory): Capture[] {
  const { selection } = options;
  if (!takesPart(selection, 'custom-resources')) return [];
  return customKinds(served, inventory)
    .filter(({ kind, group }) => !inventory.managedKinds.has(`${kind}.${group}`) && !isBuiltIn(group))
    .map(rowOf)
    .filter((row) => askedFor(selection, row) === undefined)
    .flatMap((row) => listCaptures({ row, custom: true }, scopeOf(options), served));
}

/** What the cluster serves besides the kinds that are known by name. */
function customKinds(served: Served, { customKinds }: Inventory): ServedKind[] {
  const known = new Set([...KINDS, ...ARGOCD.map(({ row }) => row)].map(resourceName));
  const kinds = new Map(customKinds.map((kind) => [resourceName(rowOf(kind)), kind]));
  for (const [name, kind] of served?.kinds ?? []) kinds.set(name, kind);
  return [...kinds]
    .filter(([name]) => !known.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, kind]) => kind);
}

function isBuiltIn(group: string): boolean {
  return BUILT_IN_GROUPS.has(group) || BUILT_IN_K8S_IO.has(group);
}

function listCaptures(of: ListOf, scope: readonly string[], served: Served): ListCapture[] {
  const { row } = of;
  if (row.namespaced && scope.length > 0) return planByNamespace(of, scope, served);
  // A Role can grant one namespace by its name, never the list of all.
  const names = row.kind === 'Namespace' ? scope : [];
  const all = row.namespaced ? ['-A'] : [];
  const path = pathOf(row, served);
  return [
    {
      args: ['get', resourceName(row), ...names, ...all, '-o', 'json', ...managedFields(row)],
      paths: names.length === 0 ? [path] : names.map((name) => `${path}/${name}`),
      keep: { as: 'list', of },
    },
  ];
}

function planByNamespace(of: ListOf, namespaces: readonly string[], served: Served): ListCapture[] {
  return namespaces.map((namespace) => ({
    args: ['get', resourceName(of.row), '-n', namespace, '-o', 'json', ...managedFields(of.row)],
    paths: [pathOf(of.row, served, namespace)],
    keep: { as: 'list', of, namespace },
  }));
}

export function takesManagedFields({ kind }: Pick<KindRow, 'kind'>): boolean {
  return WITH_MANAGED_FIELDS.has(kind);
}

function managedFields(row: KindRow): string[] {
  return takesManagedFields(row) ? ['--show-managed-fields'] : [];
}

/** The version of a kind that this cluster serves; the usual one where it does not say. */
export function apiVersionOf(row: KindRow, served: Served): string {
  const kind = served?.kinds.get(resourceName(row));
  return kind === undefined ? row.apiVersion : rowOf(kind).apiVersion;
}

function pathOf(row: KindRow, served: Served, namespace?: string): string {
  const apiVersion = apiVersionOf(row, served);
  const root = groupOf(apiVersion) === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${row.plural}`;
}
