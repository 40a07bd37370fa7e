import type { KubeObject } from '../../formats/kube-object.ts';
import { destinationOf } from '../argocd/application.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf, neighbour, textOf } from './edge.ts';

/** scales: an autoscaler to its target. */
export const autoscalerEdges: EdgeReader = (object) => {
  if (object.kind !== 'HorizontalPodAutoscaler') return [];
  const [kind, name] = [object.string('spec.scaleTargetRef.kind'), object.string('spec.scaleTargetRef.name')];
  if (!kind || !name) return [];
  const metrics = { kind: 'APIService', name: 'v1beta1.metrics.k8s.io' };
  const usesResources = object
    .list('spec.metrics')
    .every(({ type }) => type === 'Resource' || type === 'ContainerResource');
  return [
    {
      relation: 'scales',
      from: identityOf(object),
      to: neighbour(object, kind, name),
      flow: 'to-from',
      path: 'spec.scaleTargetRef',
    },
    ...(usesResources
      ? [{ relation: 'scales' as const, from: identityOf(object), to: metrics, flow: 'to-from' as const }]
      : []),
  ];
};

/** produces: what a controller makes out of an object, and the issuer that it needs for that. */
export const productEdges: EdgeReader = (object) => {
  const secret = {
    Certificate: object.string('spec.secretName'),
    ExternalSecret: object.string('spec.target.name') ?? object.name,
    SealedSecret: object.name,
  }[object.kind];
  const product = secret
    ? [
        {
          relation: 'produces' as const,
          from: identityOf(object),
          to: neighbour(object, 'Secret', secret),
          flow: 'from-to' as const,
        },
      ]
    : [];

  const issuer = object.string('spec.issuerRef.name');
  if (!issuer || !/^(Certificate|CertificateRequest|Order|Challenge)$/.test(object.kind)) return product;
  const kind = object.string('spec.issuerRef.kind') ?? 'Issuer';
  const to = kind === 'ClusterIssuer' ? { kind, name: issuer } : neighbour(object, kind, issuer);
  return [...product, { relation: 'produces', from: identityOf(object), to, flow: 'to-from', path: 'spec.issuerRef' }];
};

/** guards: a quota or limit range to what makes pods in its namespace. */
export const guardEdges: EdgeReader = (object, objects) => {
  if (object.kind !== 'ResourceQuota' && object.kind !== 'LimitRange') return [];
  return ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']
    .flatMap((kind) => objects.ofKind(kind))
    .filter(({ namespace }) => namespace === object.namespace)
    .map((guarded) => ({
      relation: 'guards',
      from: identityOf(object),
      to: identityOf(guarded),
      flow: 'from-to',
    }));
};

/** managed-by: the resources that an Argo CD Application lists; remote clusters are not this bundle's. */
export const applicationEdges: EdgeReader = (object) => {
  if (object.kind !== 'Application') return [];
  if (destinationOf(object).remote) return [];
  // Hooks are no resources of the application; only the result of the sync names them.
  return ['status.resources', 'status.operationState.syncResult.resources'].flatMap((list) =>
    resourceEdges(object, list),
  );
};

function resourceEdges(application: KubeObject, list: string): Edge[] {
  return application.list(list).flatMap((resource, index) => {
    const [kind, name, namespace] = [textOf(resource.kind), textOf(resource.name), textOf(resource.namespace)];
    if (!kind || !name) return [];
    const [group, version] = [textOf(resource.group), textOf(resource.version)];
    const apiVersion = version ? `${group ? `${group}/` : ''}${version}` : undefined;
    return [
      {
        relation: 'managed-by',
        from: { kind, name, ...(namespace ? { namespace } : {}), ...(apiVersion ? { apiVersion } : {}) },
        to: identityOf(application),
        flow: 'from-to',
        path: `${list}[${index}]`,
      },
    ];
  });
}

/** defined-by: a custom resource to its definition, where the definitions were captured. */
export const definitionEdges: EdgeReader = (object, objects) => {
  const group = object.apiVersion.includes('/') ? object.apiVersion.slice(0, object.apiVersion.indexOf('/')) : '';
  if (!group.includes('.') || group.endsWith('.k8s.io')) return [];
  const definition = objects
    .ofKind('CustomResourceDefinition')
    .find((crd) => crd.string('spec.group') === group && crd.string('spec.names.kind') === object.kind);
  if (!definition) return [];
  return [{ relation: 'defined-by', from: identityOf(object), to: identityOf(definition), flow: 'to-from' }];
};
