import { dump } from 'js-yaml';
import { groupOf, KINDS, type KindRow, resourceName } from '../bundle-format/kinds.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';
import { ARGOCD } from './plan/lists.ts';
import { askedFor, takesArgocd, takesKind, takesPart } from './plan/selection.ts';
import { DESCRIBED } from './plan/texts.ts';

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] };

const NAME = 'casefile-collect';
const METADATA = { labels: { 'app.kubernetes.io/name': 'casefile' } };

/**
 * The rights that a capture with these options needs and no others, as YAML for `kubectl apply`: a ClusterRole, or with
 * namespaces a Role in each of them and a small ClusterRole for what belongs to no namespace. What every account has
 * (discovery, version, its own rights: the ClusterRoles system:discovery and system:basic-user) is not repeated.
 */
export function printRbac(options: CollectOptions): string {
  const scope = scopeOf(options);
  const { namespaced, clusterScoped } = rulesOf(options, scope);
  const roles =
    scope.length === 0
      ? [clusterRole([...clusterScoped, ...namespaced])]
      : [clusterRole(clusterScoped), ...scope.map((namespace) => role(namespace, namespaced))];
  return `${headOf(options)}${roles
    .flat()
    .map((object) => dump(object, { lineWidth: -1, noRefs: true }))
    .join('---\n')}`;
}

function headOf({ selection }: CollectOptions): string {
  const lines = [
    'Rights to read what `casefile collect` captures. Replace the account below, then: kubectl apply -f <this file>',
    ...(KINDS.some((row) => row.kind === 'Secret' && takesKind(selection, row))
      ? [
          'Of Secrets only names, types, key names and sizes are kept. Kubernetes has no narrower right to list them;',
          'with --exclude secrets they are not asked for.',
        ]
      : []),
    ...(takesPart(selection, 'custom-resources')
      ? ['Custom resources of your operators are read too where the account may: add their groups as in the last rule.']
      : []),
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

function rulesOf(options: CollectOptions, scope: readonly string[]): { namespaced: Rule[]; clusterScoped: Rule[] } {
  const { selection } = options;
  const builtIn = KINDS.filter((row) => row.kind === 'Namespace' || takesKind(selection, row));
  const argocd = ARGOCD.map(({ row }) => row).filter((row) => askedFor(selection, row) ?? takesArgocd(selection));
  const rows = [...builtIn, ...argocd];
  const known = new Set(rows.map(resourceName));
  // `--include certificates.cert-manager.io`: whether it has namespaces only the cluster knows.
  const asked = selection.include.filter((word) => word.includes('.') && !known.has(word)).map(readByName);
  const metrics = takesPart(selection, 'metrics');

  const namespaced = [
    ...byGroup(rows.filter((row) => row.namespaced)),
    ...(takesPart(selection, 'logs') ? [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }] : []),
    // `kubectl describe` asks for each object by its name.
    ...(takesPart(selection, 'descriptions')
      ? byGroup(
          builtIn.filter(({ kind }) => kind === 'Pod' || DESCRIBED.has(kind)),
          'get',
        )
      : []),
    ...(metrics ? [{ apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['list'] }] : []),
    ...asked,
  ];
  const clusterScoped = [
    ...byGroup(rows.filter((row) => !row.namespaced && (row.kind !== 'Namespace' || scope.length === 0))),
    ...(scope.length === 0
      ? []
      : [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get'], resourceNames: [...scope] }]),
    ...(takesPart(selection, 'descriptions')
      ? [
          { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
          // `kubectl describe nodes` shows the lease, the pods and the events of each.
          { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] },
          ...(scope.length === 0 ? [] : [{ apiGroups: [''], resources: ['pods', 'events'], verbs: ['list'] }]),
        ]
      : []),
    ...(metrics ? [{ apiGroups: ['metrics.k8s.io'], resources: ['nodes'], verbs: ['list'] }] : []),
    ...(scope.length === 0 ? [] : asked),
  ];
  return { namespaced, clusterScoped };
}

function byGroup(rows: readonly KindRow[], verb: 'list' | 'get' = 'list'): Rule[] {
  const groups = [...new Set(rows.map(({ apiVersion }) => groupOf(apiVersion)))].sort();
  return groups.map((group) => ({
    apiGroups: [group],
    resources: rows
      .filter(({ apiVersion }) => groupOf(apiVersion) === group)
      .map(({ plural }) => plural)
      .sort(),
    verbs: [verb],
  }));
}

function readByName(word: string): Rule {
  const dot = word.indexOf('.');
  return { apiGroups: [word.slice(dot + 1)], resources: [word.slice(0, dot)], verbs: ['list'] };
}

const clusterRole = (rules: Rule[]) => [
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: NAME, ...METADATA }, rules },
  bound('ClusterRole'),
];

const role = (namespace: string, rules: Rule[]) => [
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: NAME, namespace, ...METADATA }, rules },
  bound('Role', namespace),
];

function bound(kind: 'ClusterRole' | 'Role', namespace?: string) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: `${kind}Binding`,
    metadata: { name: NAME, ...(namespace === undefined ? {} : { namespace }), ...METADATA },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: NAME },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'support@example.com' }],
  };
}
