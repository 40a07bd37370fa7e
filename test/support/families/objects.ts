import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';

/** Small objects of a made-up shop, from which the bundles of all families are built. */
export function pod(name: string, namespace = 'shop'): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: `uid-of-${name}` },
    spec: { nodeName: 'node-a', containers: [{ name: 'web', image: 'registry.example/web:1' }] },
    status: { phase: 'Running' },
  };
}

export function node(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

export function event(reason: string, about: string, namespace = 'shop'): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${about}.17`, namespace },
    type: 'Warning',
    reason,
    message: `${reason} happened to ${about}`,
    involvedObject: { kind: 'Pod', namespace, name: about },
    firstTimestamp: '2024-05-01T10:00:00Z',
    lastTimestamp: '2024-05-01T10:05:00Z',
    count: 3,
    source: { component: 'kubelet', host: 'node-a' },
  };
}

export function application(name: string): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    status: { sync: { status: 'OutOfSync' } },
  };
}

/** A list as the API answers it, as text with the indentation of kubectl. */
export function list(kind: string, items: JsonObject[], apiVersion = 'v1'): string {
  return JSON.stringify({ kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '7' }, items }, null, 2);
}

/** The same list with items that carry no kind, as typed clients write them. */
export function typedList(kind: string, items: JsonObject[], apiVersion = 'v1'): string {
  return list(kind, items.map(withoutKind), apiVersion);
}

export function withoutKind({ kind: _kind, apiVersion: _apiVersion, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** A list as YAML, in the form of `kubectl get -o yaml`. */
export function yamlList(items: JsonObject[], kind = 'List'): string {
  return `apiVersion: v1\nitems:\n${items.map((item) => `- ${yaml(item, '  ')}`).join('')}kind: ${kind}\nmetadata:\n  resourceVersion: ""\n`;
}

/** JSON is YAML, so a field's value may stay JSON; that keeps the writer to two lines. */
export function yaml(object: JsonObject, indent = ''): string {
  const lines = Object.entries(object).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return lines.join(indent);
}
