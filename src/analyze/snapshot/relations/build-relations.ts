import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { keyOf } from '../object-index.ts';
import type { Snapshot } from '../snapshot.ts';
import { applicationEdges, autoscalerEdges, definitionEdges, guardEdges, productEdges } from './control-edges.ts';
import { controlPlaneEdges } from './control-plane-edges.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { hostEdges } from './host-edges.ts';
import { implicitEdgesFrom, implicitEdgesTo } from './implicit-edges.ts';
import { apiServiceEdges, ingressEdges, routeEdges, selectorEdges } from './network-edges.ts';
import type { Relation, RelationEnd, Relations } from './relations.ts';
import { attachmentEdges, claimEdges, driverEdges, nodeServiceEdges, provisionerEdges } from './storage-edges.ts';
import { ownerEdges, podSpecEdges, serviceAccountEdges } from './workload-edges.ts';

const READERS: EdgeReader[] = [
  ownerEdges,
  podSpecEdges,
  serviceAccountEdges,
  selectorEdges,
  ingressEdges,
  routeEdges,
  apiServiceEdges,
  claimEdges,
  attachmentEdges,
  driverEdges,
  provisionerEdges,
  nodeServiceEdges,
  autoscalerEdges,
  productEdges,
  guardEdges,
  applicationEdges,
  definitionEdges,
  hostEdges,
  controlPlaneEdges,
];

/** One end with the edges that leave it and those that reach it. There is one for each object, absent ones included. */
type Place = { end: RelationEnd; from: Relation[]; to: Relation[] };

/** All typed edges between the objects of a bundle, absent ends included. */
export function buildRelations({ objects, coverage }: Pick<Snapshot, 'objects' | 'coverage'>): Relations {
  const places = new Map<string, Place>();
  const relations: Relation[] = [];

  const endOf = (identity: ObjectIdentity): RelationEnd => {
    if (objects.find(identity)) return { ...identity, state: 'present' };
    return { ...identity, state: coverage.complete(identity.kind, identity.namespace) ? 'absent' : 'not-collected' };
  };
  const placeOf = (identity: ObjectIdentity): Place => {
    const key = keyOf(identity);
    let place = places.get(key);
    if (!place) {
      place = { end: endOf(identity), from: [], to: [] };
      places.set(key, place);
    }
    return place;
  };
  const withEnds = (edge: Edge): Relation => ({ ...edge, from: placeOf(edge.from).end, to: placeOf(edge.to).end });
  const implicit = (edges: readonly Edge[]) =>
    edges.map((edge) => ({ ...edge, from: endOf(edge.from), to: endOf(edge.to) }));

  for (const object of objects.all()) {
    for (const edge of edgesOf(object, objects)) {
      const relation = withEnds(edge);
      relations.push(relation);
      placeOf(edge.from).from.push(relation);
      placeOf(edge.to).to.push(relation);
    }
  }

  const from = (object: ObjectIdentity) => [
    ...(places.get(keyOf(object))?.from ?? []),
    ...implicit(implicitEdgesFrom(object, objects)),
  ];
  return {
    all: () => [...relations, ...objects.all().flatMap((object) => implicit(implicitEdgesTo(object, objects)))],
    from,
    to: (object) => [...(places.get(keyOf(object))?.to ?? []), ...implicit(implicitEdgesTo(object, objects))],
  };
}

/** One edge for each need: the same Secret read by ten variables is one, each of its keys another. */
function edgesOf(object: KubeObject, objects: Snapshot['objects']): Edge[] {
  const seen = new Set<string>();
  return READERS.flatMap((read) => read(object, objects)).filter(({ relation, from, to, detail }) => {
    const key = [relation, keyOf(from), keyOf(to), detail ?? ''].join('\0');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
