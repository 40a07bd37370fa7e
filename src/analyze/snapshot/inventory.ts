import type { Report } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import { groupBy } from './group-by.ts';
import { indexKindOf } from './object-index.ts';
import { isPodFinished, isPodReady } from './pod.ts';
import type { LogStream, Snapshot } from './snapshot.ts';

type Inventory = Report['inventory'];

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** What is in the bundle, counted. */
export function inventoryOf(snapshot: Snapshot): Inventory {
  const counts = groupBy(snapshot.objects.all(), indexKindOf);
  return {
    objects: Object.fromEntries([...counts].map(([kind, objects]) => [kind, objects.length] as const).sort(byName)),
    namespaces: namespacesOf(snapshot),
    nodes: snapshot.objects.ofKind('Node').map(nodeOf),
    logs: logsOf(snapshot.logs),
  };
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

function namespacesOf({ objects }: Snapshot): Inventory['namespaces'] {
  const workloads = WORKLOADS.flatMap((kind) => objects.ofKind(kind));
  const pods = objects.ofKind('Pod');
  const names = new Set([
    ...objects.ofKind('Namespace').map(({ name }) => name),
    ...[...workloads, ...pods].map(({ namespace }) => namespace),
  ]);
  return [...names]
    .filter((name) => name !== undefined)
    .sort()
    .map((name) => ({
      name,
      workloads: workloads.filter(({ namespace }) => namespace === name).length,
      unhealthy: pods.filter((pod) => pod.namespace === name && !isPodFinished(pod) && isPodReady(pod) === false)
        .length,
    }));
}

function nodeOf(node: KubeObject): Inventory['nodes'][number] {
  const conditions = node.list('status.conditions');
  const allocatable = node.texts('status.allocatable');
  return {
    name: node.name,
    ready: conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
    pressures: conditions.flatMap(({ type, status }) =>
      typeof type === 'string' && /Pressure$|^NetworkUnavailable$/.test(type) && status === 'True' ? [type] : [],
    ),
    ...(Object.keys(allocatable).length > 0 ? { allocatable } : {}),
  };
}

function logsOf(logs: readonly LogStream[]): Inventory['logs'] {
  const full = (time: string | undefined): time is string => time !== undefined && !time.startsWith('--');
  const from = logs
    .map(({ firstTime }) => firstTime)
    .filter(full)
    .sort()[0];
  const to = logs
    .map(({ lastTime }) => lastTime)
    .filter(full)
    .sort()
    .at(-1);
  return {
    streams: logs.length,
    bytes: logs.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}
