import type { Context } from '../context.ts';
import { type ResourceKind, resourceOfKind } from '../kinds.ts';
import type { Line } from '../lines.ts';
import { type Field, fieldNamed, textAt } from './tree.ts';

/**
 * Fields by which the description of a kind is told from all others: every one of `all` and one of `any`, where given.
 * The first that fits counts, so the more particular ones come first.
 */
const SHAPES: readonly { kind: string; all: string[]; any?: string[]; not?: string[] }[] = [
  { kind: 'Service', all: ['Selector', 'Type'], any: ['IP', 'Endpoints', 'Port', 'Session Affinity'] },
  { kind: 'HorizontalPodAutoscaler', all: ['Reference'], any: ['Min replicas', 'Max replicas', 'Metrics'] },
  { kind: 'Node', all: ['Labels'], any: ['System Info', 'Non-terminated Pods', 'Taints', 'Allocatable', 'PodCIDR'] },
  { kind: 'CronJob', all: ['Schedule', 'Concurrency Policy'] },
  { kind: 'Job', all: ['Parallelism'], any: ['Completions', 'Pods Statuses'] },
  { kind: 'Deployment', all: ['Replicas'], any: ['StrategyType', 'NewReplicaSet', 'OldReplicaSets'] },
  { kind: 'DaemonSet', all: ['Desired Number of Nodes Scheduled'] },
  { kind: 'StatefulSet', all: ['Replicas', 'Pods Status'], any: ['Update Strategy', 'Volume Claims'] },
  { kind: 'ReplicaSet', all: ['Replicas', 'Pods Status', 'Pod Template'] },
  {
    kind: 'Pod',
    all: ['Namespace'],
    any: ['Containers', 'Init Containers', 'QoS Class', 'Start Time', 'IPs'],
    not: ['Pod Template'],
  },
  { kind: 'StorageClass', all: ['Provisioner'], any: ['IsDefaultClass', 'VolumeBindingMode', 'ReclaimPolicy'] },
  { kind: 'PersistentVolume', all: ['Claim'], any: ['Reclaim Policy', 'Source'] },
  { kind: 'PersistentVolumeClaim', all: ['Namespace', 'Access Modes'], any: ['StorageClass', 'Volume'] },
  { kind: 'Ingress', all: ['Rules'], any: ['Default backend', 'Ingress Class', 'Address', 'TLS'] },
  { kind: 'NetworkPolicy', all: ['Created on', 'Spec'] },
  { kind: 'Endpoints', all: ['Subsets'] },
  { kind: 'PodDisruptionBudget', all: ['Allowed disruptions'] },
  { kind: 'ServiceAccount', all: ['Mountable secrets'] },
  { kind: 'IngressClass', all: ['Controller', 'Annotations'], not: ['Namespace', 'Provisioner', 'Kind'] },
];

/** The kind of a description: what it says itself, then what its fields show, then the command, then the path. */
export function kindOfDescription(
  fields: readonly Field[],
  body: readonly Line[],
  context: Context,
): ResourceKind | undefined {
  const own = textAt(fields, 'Kind');
  if (own && fieldNamed(fields, 'API Version')) {
    const apiVersion = textAt(fields, 'API Version') ?? '';
    return { kind: own, apiVersion, namespaced: fieldNamed(fields, 'Namespace') !== undefined };
  }
  const shown = SHAPES.find(
    ({ all, any, not }) =>
      all.every((key) => fieldNamed(fields, key)) &&
      (!any || fieldNamed(fields, ...any)) &&
      !(not && fieldNamed(fields, ...not)),
  );
  const kind = shown?.kind ?? kindOfBody(fields, body);
  if (kind) return resourceOfKind(kind);
  const { command, place } = context;
  if (command?.verb === 'describe' && command.kinds.length === 1) return command.kinds[0];
  return place.kind;
}

/** Kinds that print more than fields, or hardly any field. */
function kindOfBody(fields: readonly Field[], body: readonly Line[]): string | undefined {
  const has = (pattern: RegExp) => body.some(({ text }) => pattern.test(text));
  if (!fieldNamed(fields, 'Namespace')) {
    return /^(?:Active|Terminating)$/.test(textAt(fields, 'Status') ?? '') ? 'Namespace' : undefined;
  }
  if (has(/^\s*Resource\s+Used\s+Hard\s*$/)) return 'ResourceQuota';
  if (!has(/^\s*====\s*$/)) return undefined;
  return fieldNamed(fields, 'Type') ? 'Secret' : 'ConfigMap';
}
