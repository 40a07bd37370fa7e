import type { Json, KubeObject } from '../formats/kube-object.ts';
import { objectsOf } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { Hit } from '../scan/needle.ts';
import { refOf } from '../snapshot/order.ts';
import { isPodReady } from '../snapshot/pod.ts';
import type { LogStream, Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';
import type { Direction, Peer } from './network-policies.ts';
import { allows, isolating } from './network-policies.ts';
import { podsOf } from './service-endpoints.ts';

/** What a dropped packet looks like to the client. A refusal would have been an answer. */
const TIMED_OUT = /i\/o timeout|timed out|ETIMEDOUT|EAI_AGAIN|Temporary failure in name resolution/;
const OF_DNS = /:53: |EAI_AGAIN|Temporary failure in name resolution/;
const DNS_PORT = 53;
/** Pods, Services and nodes have addresses of these ranges (RFC 1918, 6598, 3927). */
const PRIVATE = /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/**
 * Pods whose log tells of time-outs towards a pod that a NetworkPolicy cuts off from them. An inference: whether the CNI
 * enforces policies at all does not show in a bundle.
 */
export const networkPolicyBlocking = defineCheck({
  run(context) {
    const found = new Map<string, RawFinding>();
    for (const log of context.snapshot.logs) {
      for (const hit of log.hits.filter(({ first }) => TIMED_OUT.test(first.text))) {
        const finding = judged(log, hit, context);
        const key = finding && [finding.subject.namespace, finding.subject.name, finding.captures.policy].join('\0');
        if (finding && key !== undefined && !found.has(key)) found.set(key, finding);
      }
    }
    return [...found.values()];
  },
});

function judged(log: LogStream, hit: Hit, { snapshot, evidence }: CheckContext): RawFinding | undefined {
  const client = log.object?.kind === 'Pod' ? log.object : undefined;
  const targets = client ? targetsOf(hit, client, snapshot) : [];
  const [target] = targets;
  if (!client || !target) return undefined;

  const outgoing = blocking(client, 'Egress', targets, snapshot);
  const incoming = () => target.pod && blocking(target.pod, 'Ingress', [{ pod: client, port: target.port }], snapshot);
  const [policy] = outgoing ?? incoming() ?? [];
  if (!policy) return undefined;
  const direction = outgoing ? 'egress' : 'ingress';
  return {
    subject: subjectOf(client),
    captures: {
      policy: `${policy.namespace ?? ''}/${policy.name}`,
      direction,
      target: target.pod?.name ?? hit.captures.host ?? '',
    },
    evidence: [
      evidence.logLine(log.origin.file, hit.first, hit.count),
      evidence.field(policy, 'spec.podSelector'),
      evidence.field(policy, `spec.${direction}`),
    ],
    affected: [refOf(policy)],
    current: isPodReady(client) === false,
    confidence: 'possible',
  };
}

/** The policies that isolate a pod, where none of them lets it talk to any of these peers. */
function blocking(
  pod: KubeObject,
  direction: Direction,
  peers: readonly Peer[],
  { objects }: Snapshot,
): KubeObject[] | undefined {
  const policies = isolating(pod, direction, objects);
  const passes = policies.some((policy) => peers.some((peer) => allows(policy, direction, peer, objects)));
  return policies.length > 0 && !passes ? policies : undefined;
}

/** The pods that the client tried to reach: those behind the Service or address of the line, or those of the DNS. */
function targetsOf({ captures, first }: Hit, client: KubeObject, snapshot: Snapshot): Peer[] {
  const { objects } = snapshot;
  if (OF_DNS.test(first.text)) {
    return objects
      .ofKind('Pod')
      .filter((pod) => pod.string('metadata.labels["k8s-app"]') === 'kube-dns')
      .map((pod) => ({ pod, port: DNS_PORT }));
  }
  const { host = '', port } = captures;
  const number = port === undefined ? undefined : Number(port);
  const direct = objects.ofKind('Pod').find((pod) => host !== '' && pod.string('status.podIP') === host);
  if (direct) return [{ pod: direct, port: number }];

  const [name, namespace = client.namespace] = host.split('.');
  const service = objects
    .ofKind('Service')
    .find(
      (candidate) =>
        candidate.string('spec.clusterIP') === host || (candidate.name === name && candidate.namespace === namespace),
    );
  if (!service) return isOutside(host) ? [{ port: number }] : [];
  const called = service.list('spec.ports').find((candidate) => String(candidate.port) === port);
  const target = called?.targetPort ?? called?.port;
  return podsOf(service, snapshot).map((pod) => ({
    pod,
    port: typeof target === 'number' ? target : named(target, pod),
  }));
}

/** A public address, or a name of more than one part that is no Service's: nothing of the cluster answers there. */
function isOutside(host: string): boolean {
  if (/[a-z]/i.test(host)) return host.includes('.') && !/\.(?:svc|local|internal)(?:\.|$)/.test(host);
  return /^\d+(?:\.\d+){3}$/.test(host) && !PRIVATE.test(host);
}

/** The number of a port that a Service calls by the name that the pod's container gives it. */
function named(target: Json | undefined, pod: KubeObject): number | undefined {
  const ports = pod.list('spec.containers').flatMap(({ ports: declared }) => objectsOf(declared));
  // Descriptions leave the names out, up to those of kubectl 1.32; of a single port there is no doubt.
  const only = ports.length === 1 && ports[0]?.name === undefined ? ports[0] : undefined;
  const found = (ports.find(({ name }) => name === target) ?? only)?.containerPort;
  return typeof found === 'number' ? found : undefined;
}
