import type { ObjectIdentity } from '../../formats/kube-object.ts';
import { groupBy } from '../group-by.ts';
import { keyOf } from '../object-index.ts';
import type { Snapshot } from '../snapshot.ts';
import {
  applicationEdges,
  autoscalerEdges,
  definitionEdges,
  guardEdges,
  namespaceEdges,
  productEdges,
} from './control-edges.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { hostEdges } from './host-edges.ts';
import { apiServiceEdges, clusterServiceEdges, ingressEdges, routeEdges, selectorEdges } from './network-edges.ts';
import type { Relation, RelationEnd, Relations } from './relations.ts';
import { attachmentEdges, claimEdges, nodeServiceEdges, provisionerEdges } from './storage-edges.ts';
import { ownerEdges, podSpecEdges, serviceAccountEdges } from './workload-edges.ts';

const READERS: EdgeReader[] = [
  ownerEdges,
  podSpecEdges,
  serviceAccountEdges,
  selectorEdges,
  ingressEdges,
  routeEdges,
  apiServiceEdges,
  clusterServiceEdges,
  claimEdges,
  attachmentEdges,
  provisionerEdges,
  nodeServiceEdges,
  autoscalerEdges,
  productEdges,
  guardEdges,
  applicationEdges,
  definitionEdges,
  namespaceEdges,
  hostEdges,
];

/** All typed edges between the objects of a bundle, absent ends included. */
export function buildRelations({ objects, coverage }: Pick<Snapshot, 'objects' | 'coverage'>): Relations {
  const endOf = (identity: ObjectIdentity): RelationEnd => {
    const found = objects.find(identity);
    if (found) return { ...identity, state: 'present' };
    return { ...identity, state: coverage.complete(identity.kind, identity.namespace) ? 'absent' : 'not-collected' };
  };

  const seen = new Set<string>();
  const relations: Relation[] = [];
  for (const object of objects.all()) {
    for (const edge of READERS.flatMap((read) => read(object, objects))) {
      const key = edgeKey(edge);
      if (seen.has(key)) continue;
      seen.add(key);
      relations.push({ ...edge, from: endOf(edge.from), to: endOf(edge.to) });
    }
  }

  const byFrom = groupBy(relations, ({ from }) => keyOf(from));
  const byTo = groupBy(relations, ({ to }) => keyOf(to));
  return {
    all: () => relations,
    from: (object) => byFrom.get(keyOf(object)) ?? [],
    to: (object) => byTo.get(keyOf(object)) ?? [],
  };
}

/** One edge for each need: the same Secret read by ten variables is one, each of its keys another. */
function edgeKey({ relation, from, to, detail }: Edge): string {
  return [relation, keyOf(from), keyOf(to), detail ?? ''].join('\0');
}
