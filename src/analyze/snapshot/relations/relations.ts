import type { ObjectIdentity } from '../../formats/kube-object.ts';

export type RelationName =
  | 'owns'
  | 'reads-config'
  | 'mounts'
  | 'pulls-with'
  | 'runs-as'
  | 'scheduled-on'
  | 'selected-by'
  | 'routes-to'
  | 'binds'
  | 'provisioned-by'
  | 'scales'
  | 'guards'
  | 'depends-on'
  | 'produces'
  | 'attached-to'
  | 'served-by'
  | 'uses-cluster'
  | 'defined-by'
  | 'managed-by'
  | 'contains';

/** An end of an edge: an object of the bundle, one that is known not to exist, or one that was not collected. */
export type RelationEnd = ObjectIdentity & { state: 'present' | 'absent' | 'not-collected' };

/** A typed edge. `flow` says which end's trouble breaks the other: `to-from` where `from` needs `to`. */
export type Relation = {
  relation: RelationName;
  from: RelationEnd;
  to: RelationEnd;
  flow: 'to-from' | 'from-to';
  /** The field of `from` that makes the edge, e.g. `spec.containers[0].env[1].valueFrom.secretKeyRef`. */
  path?: string;
  /** The key of a Secret or ConfigMap, the port of a Service, where the edge needs one. */
  detail?: string;
};

export type Relations = {
  all(): readonly Relation[];
  from(object: ObjectIdentity): readonly Relation[];
  to(object: ObjectIdentity): readonly Relation[];
};
