import type { Report } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import { shareOf } from './quantity.ts';

const MAX_NAMESPACES = 60;
const MAX_NODES = 60;

type Node = Report['inventory']['nodes'][number];

/** What the bundle holds of the cluster: its kinds, namespaces and nodes, the troubled ones first. */
export function inventoryOf({ inventory }: Report) {
  const namespaces = [...inventory.namespaces].sort((a, b) => b.unhealthy - a.unhealthy || order(a.name, b.name));
  const nodes = [...inventory.nodes].sort((a, b) => trouble(b) - trouble(a) || order(a.name, b.name));
  return {
    kinds: Object.entries(inventory.objects)
      .map(([kind, count]) => ({ kind: oneLine(kind, 120), count }))
      .sort((a, b) => b.count - a.count || order(a.kind, b.kind)),
    namespaces: namespaces.slice(0, MAX_NAMESPACES).map(({ name, workloads, unhealthy }) => ({
      name: oneLine(name, 253),
      workloads,
      workloadsText: counted(workloads, 'workload'),
      unhealthy,
    })),
    moreNamespaces: Math.max(0, namespaces.length - MAX_NAMESPACES),
    nodes: nodes.slice(0, MAX_NODES).map(nodeOf),
    moreNodes: Math.max(0, nodes.length - MAX_NODES),
  };
}

function nodeOf({ name, ready, pressures, allocatable = {}, requested = {} }: Node) {
  const resources = ['cpu', 'memory', 'pods'].flatMap((resource) => {
    const [room, asked] = [allocatable[resource], requested[resource]];
    if (room === undefined) return [];
    const share = asked === undefined ? undefined : shareOf(asked, room);
    return [{ resource, allocatable: oneLine(room, 40), requested: asked && oneLine(asked, 40), share }];
  });
  return { name: oneLine(name, 253), ready, pressures: pressures.map((text) => oneLine(text, 80)), resources };
}

const trouble = ({ ready, pressures }: Node) => (ready ? 0 : 100) + pressures.length;
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
