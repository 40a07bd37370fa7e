import type { Evidence, Finding, Report } from '../../../src/report-format/report.ts';
import {
  application,
  coredns,
  deployment,
  ingress,
  log,
  pod,
  podsFile,
  secret,
  service,
  webhookPod,
} from './objects.ts';

type Sketch = Omit<Finding, 'fingerprint' | 'confidence' | 'current' | 'count' | 'captures'> & Partial<Finding>;

function finding(sketch: Sketch): Finding {
  return { fingerprint: sketch.id, confidence: 'confirmed', current: true, count: 1, captures: {}, ...sketch };
}

/** A line and the offsets of what the rule matched in it. */
function quoted(text: string, part: string): Pick<Evidence, 'text' | 'match'> {
  const from = text.indexOf(part);
  return { text, match: [from, from + part.length] };
}

export const findings: Finding[] = [
  finding({
    id: 'secret-key-missing-4f1d09aa',
    rule: 'secret-key-missing',
    title: 'A Secret lacks a key that a container reads',
    severity: 'error',
    role: 'cause',
    subject: secret,
    captures: { key: 'OPENAI_API_KEY', container: 'bifrost' },
    message: 'Secret ai/bifrost-provider-keys has no key OPENAI_API_KEY, which container bifrost reads.',
    evidence: [
      {
        type: 'absence',
        file: 'cluster-resources/secrets/ai.json',
        path: 'items[3].keys',
        text: 'keys: ANTHROPIC_API_KEY, AZURE_OPENAI_KEY, OPENAI_KEY',
      },
      {
        type: 'object-field',
        file: podsFile,
        path: 'spec.containers[0].env[2].valueFrom.secretKeyRef',
        ...quoted('{"name":"bifrost-provider-keys","key":"OPENAI_API_KEY","optional":true}', '"key":"OPENAI_API_KEY"'),
      },
      {
        type: 'log-line',
        file: log,
        line: 118,
        ...quoted(
          '{"level":"error","time":"2026-03-02T14:01:22Z","message":"failed to load provider openai: env.OPENAI_API_KEY: not set"}',
          'env.OPENAI_API_KEY: not set',
        ),
        before: [
          '{"level":"info","time":"2026-03-02T14:01:21Z","message":"config loaded from /app/data/config.json"}',
          '{"level":"info","time":"2026-03-02T14:01:22Z","message":"registering 3 providers"}',
        ],
        after: ['{"level":"fatal","time":"2026-03-02T14:01:22Z","message":"no usable provider, shutting down"}'],
        time: '2026-03-02T14:01:22Z',
        count: 41,
      },
    ],
    firstSeen: '2026-03-02T10:41:00Z',
    lastSeen: '2026-03-02T14:01:22Z',
    count: 41,
    affected: [deployment],
    explainedBy: [],
  }),
  finding({
    id: 'container-crash-loop-83b2c61e',
    rule: 'container-crash-loop',
    title: 'A container exits again and again',
    severity: 'critical',
    role: 'symptom',
    subject: { ...pod, container: 'bifrost', apiVersion: 'v1' },
    captures: { exitCode: '1', restarts: '47' },
    message: 'Container bifrost of Pod ai/bifrost-6c9d5f7b44-x2k8p exited with code 1 and was restarted 47 times.',
    evidence: [
      {
        type: 'object-field',
        file: podsFile,
        path: 'status.containerStatuses[0].state.waiting.reason',
        ...quoted('CrashLoopBackOff', 'CrashLoopBackOff'),
      },
    ],
    firstSeen: '2026-03-02T10:41:04Z',
    lastSeen: '2026-03-02T14:01:23Z',
    count: 47,
    explainedBy: ['secret-key-missing-4f1d09aa'],
  }),
  finding({
    id: 'service-without-endpoints-0c77d2f4',
    rule: 'service-without-endpoints',
    title: 'A Service has no ready endpoint',
    severity: 'error',
    role: 'symptom',
    subject: service,
    message: 'Service ai/bifrost selects 1 pod and none of them is ready.',
    evidence: [
      {
        type: 'object-field',
        file: 'cluster-resources/endpointslices/ai.json',
        path: 'items[0].endpoints',
        text: '[]',
      },
    ],
    explainedBy: ['container-crash-loop-83b2c61e'],
  }),
  finding({
    id: 'ingress-backend-down-5be0aa19',
    rule: 'ingress-backend-down',
    title: 'An Ingress leads to a Service without endpoints',
    severity: 'error',
    role: 'symptom',
    subject: ingress,
    captures: { host: 'gateway.example.com' },
    message: 'Requests for gateway.example.com reach Service ai/bifrost, which has no endpoint.',
    evidence: [
      {
        type: 'object-field',
        file: 'cluster-resources/ingress/ai.json',
        path: 'items[0].spec.rules[0].http.paths[0].backend',
        text: '{"service":{"name":"bifrost","port":{"number":8080}}}',
      },
    ],
    explainedBy: ['service-without-endpoints-0c77d2f4'],
  }),
  finding({
    id: 'argocd-application-degraded-e4419b02',
    rule: 'argocd-application-degraded',
    title: 'An Argo CD application is degraded',
    severity: 'error',
    role: 'symptom',
    subject: application,
    message: 'Application argocd/ai-gateway is Degraded: Deployment ai/bifrost exceeded its progress deadline.',
    evidence: [
      {
        type: 'condition',
        file: 'argocd/applications/argocd/ai-gateway.yaml',
        line: 214,
        ...quoted('    message: Deployment "bifrost" exceeded its progress deadline', 'exceeded its progress deadline'),
        before: ['  health:', '    lastTransitionTime: "2026-03-02T10:51:03Z"'],
        after: ['    status: Degraded'],
        time: '2026-03-02T10:51:03Z',
      },
    ],
    explainedBy: ['ingress-backend-down-5be0aa19', 'container-crash-loop-83b2c61e'],
  }),
  finding({
    id: 'dns-upstream-timeout-77aa01c3',
    rule: 'dns-upstream-timeout',
    title: 'Cluster DNS got no answer from its upstream',
    severity: 'warning',
    confidence: 'likely',
    role: 'cause',
    current: false,
    subject: { ...coredns, container: 'coredns' },
    captures: { upstream: '10.20.0.2:53' },
    message: 'CoreDNS had no answer from 10.20.0.2:53 for 6 minutes.',
    evidence: [
      {
        type: 'log-line',
        file: 'cluster-resources/pods/logs/kube-system/coredns-7b98449c4-9lm2t/coredns.log',
        line: 5512,
        ...quoted(
          '[ERROR] plugin/errors: 2 registry.example.com. A: read udp 10.42.0.7:52711->10.20.0.2:53: i/o timeout',
          'read udp 10.42.0.7:52711->10.20.0.2:53: i/o timeout',
        ),
        time: '2026-03-01T22:10:44Z',
        count: 318,
      },
    ],
    firstSeen: '2026-03-01T22:10:44Z',
    lastSeen: '2026-03-01T22:16:51Z',
    count: 318,
    explainedBy: [],
  }),
  finding({
    id: 'connection-failed-no-such-host-19cf5d20',
    rule: 'connection-failed-no-such-host',
    title: 'A host name could not be resolved',
    severity: 'warning',
    confidence: 'likely',
    role: 'symptom',
    current: false,
    subject: { ...webhookPod, container: 'worker' },
    captures: { host: 'ledger.example.com' },
    message: 'Pod billing/billing-worker-0 could not resolve ledger.example.com.',
    evidence: [
      {
        type: 'text-line',
        file: 'describe/pods/billing.txt',
        line: 88,
        ...quoted(
          '  Warning  Unhealthy  16h   kubelet  dial tcp: lookup ledger.example.com: no such host',
          'lookup ledger.example.com: no such host',
        ),
      },
    ],
    explainedBy: ['dns-upstream-timeout-77aa01c3'],
  }),
];

export const rules: Report['rules'] = [
  {
    id: 'secret-key-missing',
    pack: 'kubernetes',
    title: 'A Secret lacks a key that a container reads',
    severity: 'error',
    why: 'A container whose environment names a missing key does not start, or starts without the value when the reference is optional.',
    verify: ["kubectl -n ai get secret bifrost-provider-keys -o jsonpath='{.data}'"],
    falsePositives: ['The reference is optional and the program has another source for the value.'],
    references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  },
  {
    id: 'dns-upstream-timeout',
    pack: 'kubernetes',
    title: 'Cluster DNS got no answer from its upstream',
    severity: 'warning',
    why: 'Names outside of the cluster cannot be resolved while it lasts.',
    verify: ['kubectl -n kube-system logs deploy/coredns --since=1h'],
    falsePositives: [],
    references: ['coredns/coredns:plugin/forward/README.md@v1.11.3'],
  },
];
