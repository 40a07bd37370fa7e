import type { JsonObject, KubeObject } from '../../formats/kube-object.ts';
import { objectsOf, valueAt } from '../../formats/kube-object.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf, neighbour, textOf } from './edge.ts';
import { selects } from './selector.ts';

/** selected-by: what selects pods by label. An empty selector of a policy or budget means every pod of the namespace. */
export const selectorEdges: EdgeReader = (object, objects) => {
  const path = { Service: 'spec.selector', NetworkPolicy: 'spec.podSelector', PodDisruptionBudget: 'spec.selector' }[
    object.kind
  ];
  if (!path) return [];
  const selector = object.at(path);
  const everyPod = object.kind !== 'Service' && selector !== undefined && JSON.stringify(selector) === '{}';

  const chosen = (kind: string, labelsOf: (other: KubeObject) => Readonly<Record<string, string>>) =>
    objects
      .ofKind(kind)
      .filter((other) => other.namespace === object.namespace && (everyPod || selects(selector, labelsOf(other))));
  const pods = chosen('Pod', ({ labels }) => labels);
  // Without pods the workload whose pods it would select is what the Service waits for.
  const waitedFor =
    pods.length === 0 && object.kind === 'Service'
      ? ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].flatMap((kind) =>
          chosen(kind, (workload) => workload.texts('spec.template.metadata.labels')),
        )
      : [];

  return [...pods, ...waitedFor].map((selected) => ({
    relation: 'selected-by',
    from: identityOf(selected),
    to: identityOf(object),
    flow: object.kind === 'NetworkPolicy' ? 'to-from' : 'from-to',
    path,
  }));
};

/** routes-to of Ingress: its backends, its TLS secrets; and its class, which the class's controller serves. */
export const ingressEdges: EdgeReader = (object) => {
  if (object.kind !== 'Ingress') return [];
  const from = identityOf(object);
  const edges: Edge[] = [];

  const backend = (value: JsonObject | undefined, path: string) => {
    const name = textOf(valueAt(value, 'service.name')) ?? textOf(value?.serviceName);
    if (!name) return;
    const port = valueAt(value, 'service.port.number') ?? valueAt(value, 'service.port.name') ?? value?.servicePort;
    const detail = port === undefined ? {} : { detail: String(port) };
    edges.push({
      relation: 'routes-to',
      from,
      to: neighbour(object, 'Service', name),
      flow: 'to-from',
      path,
      ...detail,
    });
  };

  for (const field of ['spec.defaultBackend', 'spec.backend']) backend(objectsOf([object.at(field) ?? null])[0], field);
  for (const [rule, { http }] of object.list('spec.rules').entries()) {
    for (const [index, path] of objectsOf(valueAt(http, 'paths')).entries()) {
      backend(objectsOf([path.backend ?? null])[0], `spec.rules[${rule}].http.paths[${index}].backend`);
    }
  }
  for (const [index, { secretName }] of object.list('spec.tls').entries()) {
    const secret = textOf(secretName);
    if (!secret) continue;
    const path = `spec.tls[${index}].secretName`;
    edges.push({ relation: 'routes-to', from, to: neighbour(object, 'Secret', secret), flow: 'to-from', path });
  }

  const annotation = 'metadata.annotations["kubernetes.io/ingress.class"]';
  const path = object.string('spec.ingressClassName') ? 'spec.ingressClassName' : annotation;
  const name = object.string(path);
  if (name) edges.push({ relation: 'provisioned-by', from, to: { kind: 'IngressClass', name }, flow: 'to-from', path });
  return edges;
};

/** routes-to of Gateway API routes: their backends and their parents. */
export const routeEdges: EdgeReader = (object) => {
  if (!/^(HTTP|GRPC|TLS|TCP)Route$/.test(object.kind)) return [];
  const from = identityOf(object);
  const backends = object.list('spec.rules').flatMap((rule, at) =>
    objectsOf(rule.backendRefs).flatMap((ref, index): Edge[] => {
      const name = textOf(ref.name);
      if (!name || (textOf(ref.kind) ?? 'Service') !== 'Service') return [];
      const namespace = textOf(ref.namespace) ?? object.namespace;
      const to = { kind: 'Service', name, ...(namespace ? { namespace } : {}) };
      return [{ relation: 'routes-to', from, to, flow: 'to-from', path: `spec.rules[${at}].backendRefs[${index}]` }];
    }),
  );
  const parents = object.list('spec.parentRefs').flatMap((ref, index): Edge[] => {
    const name = textOf(ref.name);
    if (!name) return [];
    const namespace = textOf(ref.namespace) ?? object.namespace;
    const to = { kind: textOf(ref.kind) ?? 'Gateway', name, ...(namespace ? { namespace } : {}) };
    return [{ relation: 'routes-to', from, to, flow: 'to-from', path: `spec.parentRefs[${index}]` }];
  });
  return [...backends, ...parents];
};

/** routes-to of what the API server calls: aggregated APIs and admission webhooks. */
export const apiServiceEdges: EdgeReader = (object) => {
  const from = identityOf(object);
  const edge = (service: unknown, path: string): Edge[] => {
    const [ref] = objectsOf([(service ?? null) as JsonObject | null]);
    const [name, namespace] = [textOf(ref?.name), textOf(ref?.namespace)];
    if (!name || !namespace) return [];
    return [{ relation: 'routes-to', from, to: { kind: 'Service', namespace, name }, flow: 'to-from', path }];
  };
  if (object.kind === 'APIService') return edge(object.at('spec.service'), 'spec.service');
  if (!/^(Validating|Mutating)WebhookConfiguration$/.test(object.kind)) return [];
  return object
    .list('webhooks')
    .flatMap((webhook, index) =>
      edge(valueAt(webhook, 'clientConfig.service'), `webhooks[${index}].clientConfig.service`),
    );
};
