import { KINDS, type KindRow, resourceName } from '../../bundle-format/kinds.ts';
import { describeFile, metricsFile, tableFile } from '../../bundle-format/layout.ts';
import { isServed, rawRequest, type Served } from '../discovery.ts';
import type { CollectOptions } from '../options.ts';
import { scopeOf } from '../options.ts';
import type { Capture } from './capture.ts';
import type { Inventory } from './inventory.ts';
import { takesKind, takesPart } from './selection.ts';

const TABLES = new Set(
  (
    'Namespace Node Pod Event Deployment ReplicaSet StatefulSet DaemonSet Job CronJob Service Ingress IngressClass ' +
    'PersistentVolumeClaim PersistentVolume StorageClass HorizontalPodAutoscaler ResourceQuota APIService'
  ).split(' '),
);

/** What is described beside pods and nodes; what `describe` shows of the others is no more than their YAML. */
export const DESCRIBED: ReadonlySet<string> = new Set(
  (
    'Deployment StatefulSet DaemonSet Job CronJob Service Ingress PersistentVolumeClaim HorizontalPodAutoscaler ' +
    'ResourceQuota'
  ).split(' '),
);

/** Its description does not say in which one it lies (kubernetes/kubectl:pkg/describe/describe.go describeDaemonSet). */
const WITHOUT_NAMESPACE = 'DaemonSet';

/**
 * `describe` asks twice or more for each object. Of a large namespace only the pods in trouble are described, and so
 * many; a kind with more objects is not.
 */
const MAX_DESCRIBED = 100;

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
  const { selection } = options;
  const scope = scopeOf(options);
  const namespaces = [...inventory.namespaces].sort();
  const refusedKinds = new Set(refused.flatMap(({ keep }) => (keep.as === 'list' ? [keep.of.row.kind] : [])));
  const tables = KINDS.filter((row) => TABLES.has(row.kind) && isServed(row, served) && takesKind(selection, row));
  return [
    ...(takesPart(selection, 'tables')
      ? tables.flatMap((row) => {
          if (!refusedKinds.has(row.kind)) return tableCaptures(row, scope);
          return row.namespaced ? tableCaptures(row, namespaces) : [];
        })
      : []),
    ...(takesPart(selection, 'descriptions')
      ? [
          ...(refusedKinds.has('Node') ? [] : [describeNodes()]),
          ...[...inventory.pods].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(describePods),
          ...KINDS.filter((row) => DESCRIBED.has(row.kind) && takesKind(selection, row)).flatMap((row) =>
            describeKind(
              row,
              inventory,
              scope.length > 0 || refusedKinds.has(row.kind) || row.kind === WITHOUT_NAMESPACE,
            ),
          ),
        ]
      : []),
    ...(takesPart(selection, 'access') ? namespaces.map(access) : []),
    ...(takesPart(selection, 'metrics') ? metrics(scope, served) : []),
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

function describePods([namespace, { count, troubled }]: [string, { count: number; troubled: string[] }]): Capture[] {
  const names = count > MAX_DESCRIBED ? [...troubled].sort().slice(0, MAX_DESCRIBED) : [];
  if (count > MAX_DESCRIBED && names.length === 0) return [];
  const file = describeFile({ directory: 'pods', namespaced: true }, namespace);
  return [{ args: ['describe', 'pods', ...names, '-n', namespace], keep: { as: 'text', file } }];
}

function describeKind(row: KindRow, { counts }: Inventory, byNamespace: boolean): Capture[] {
  const countOf = counts.get(row.kind) ?? new Map<string, number>();
  const total = [...countOf.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0 || total > MAX_DESCRIBED) return [];
  const describe = ['describe', resourceName(row)];
  if (!byNamespace) return [{ args: [...describe, '-A'], keep: { as: 'descriptions', row } }];
  return [...countOf.keys()].sort().map((namespace) => ({
    args: [...describe, '-n', namespace],
    keep: { as: 'text', file: describeFile(row, namespace) },
  }));
}

function access(namespace: string): Capture {
  return { args: ['auth', 'can-i', '--list', '-n', namespace], keep: { as: 'access', namespace } };
}

function metrics(scope: readonly string[], served: Served): Capture[] {
  if (served?.kinds.has('pods.metrics.k8s.io') === false) return [];
  const read = (of: 'nodes' | 'pods', path: string): Capture => {
    const { args, path: absolute } = rawRequest(`/apis/metrics.k8s.io/v1beta1/${path}`);
    return { args, paths: [absolute], keep: { as: 'document', file: metricsFile(of) } };
  };
  const nodes = read('nodes', 'nodes');
  // One file for one answer: of several namespaces there is no single question.
  if (scope.length > 1) return [nodes];
  return [nodes, read('pods', scope[0] === undefined ? 'pods' : `namespaces/${scope[0]}/pods`)];
}
