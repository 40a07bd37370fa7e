import type { Json, JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, objectsOf } from '../formats/kube-object.ts';
import { selects } from '../snapshot/relations/selector.ts';
import type { ObjectIndex } from '../snapshot/snapshot.ts';

export type Direction = 'Ingress' | 'Egress';

/**
 * One end of a connection, and the port of the pod that is called; undefined where it cannot be told. Without a pod the
 * end lies outside the cluster.
 */
export type Peer = { pod?: KubeObject; port: number | undefined };

/** The policies that isolate a pod in a direction: what none of them allows is dropped. */
export function isolating(pod: KubeObject, direction: Direction, objects: ObjectIndex): KubeObject[] {
  return objects
    .ofKind('NetworkPolicy')
    .filter((policy) => policy.fidelity !== 'table' && policy.namespace === pod.namespace)
    .filter((policy) => typesOf(policy).includes(direction))
    .filter((policy) => selectsAll(policy.at('spec.podSelector'), pod.texts('metadata.labels')));
}

/** Whether a rule of the policy lets the connection through. Where that cannot be judged the answer is yes. */
export function allows(policy: KubeObject, direction: Direction, peer: Peer, objects: ObjectIndex): boolean {
  const [rules, ends] =
    direction === 'Ingress' ? (['spec.ingress', 'from'] as const) : (['spec.egress', 'to'] as const);
  return policy.list(rules).some((rule) => {
    const peers = objectsOf(rule[ends]);
    const ports = objectsOf(rule.ports);
    return (
      (peers.length === 0 || peers.some((candidate) => fitsPeer(candidate, policy, peer.pod, objects))) &&
      (ports.length === 0 || ports.some((candidate) => fitsPort(candidate, peer.port)))
    );
  });
}

/** Without policyTypes a policy is about what comes in, and about what goes out where it has rules for that. */
function typesOf(policy: KubeObject): string[] {
  const types = policy.at('spec.policyTypes');
  if (Array.isArray(types) && types.length > 0) return types.map(String);
  return policy.at('spec.egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

function fitsPeer(
  candidate: JsonObject,
  policy: KubeObject,
  pod: KubeObject | undefined,
  objects: ObjectIndex,
): boolean {
  // Which addresses a CNI sees behind a Service or a node is its own affair.
  if (candidate.ipBlock !== undefined) return true;
  // Selectors reach pods only.
  if (!pod) return false;
  const { podSelector, namespaceSelector } = candidate;
  const inNamespace =
    namespaceSelector === undefined
      ? pod.namespace === policy.namespace
      : selectsAll(namespaceSelector, labelsOfNamespace(pod.namespace, objects));
  return inNamespace && (podSelector === undefined || selectsAll(podSelector, pod.texts('metadata.labels')));
}

/** Every namespace carries its name as a label, also where the object was not captured. */
function labelsOfNamespace(name: string | undefined, objects: ObjectIndex): Record<string, string> {
  const namespace = name ? objects.find({ kind: 'Namespace', name }) : undefined;
  return { 'kubernetes.io/metadata.name': name ?? '', ...namespace?.texts('metadata.labels') };
}

function fitsPort({ port, endPort }: JsonObject, wanted: number | undefined): boolean {
  if (typeof port !== 'number' || wanted === undefined) return true;
  return typeof endPort === 'number' ? wanted >= port && wanted <= endPort : wanted === port;
}

/** An empty LabelSelector selects everything. */
function selectsAll(selector: Json | undefined, labels: Record<string, string>): boolean {
  return (isJsonObject(selector) && Object.keys(selector).length === 0) || selects(selector, labels);
}
