import type { Diagnosis } from '../../../src/report-format/report.ts';
import { application, coredns, deployment, ingress, pod, service, webhookPod } from './objects.ts';

const link = (from: string, to: string, relation: string, via?: Diagnosis['affected']) => ({
  from,
  to,
  relation,
  ...(via ? { via } : {}),
});

export const diagnoses: Diagnosis[] = [
  {
    id: 'diagnosis-secret-key-missing-4f1d09aa',
    title: 'Secret ai/bifrost-provider-keys lacks the key OPENAI_API_KEY that Bifrost reads',
    severity: 'critical',
    confidence: 'confirmed',
    current: true,
    summary:
      'Secret ai/bifrost-provider-keys has no key OPENAI_API_KEY, which container bifrost reads. Bifrost finds no usable provider and exits; Service ai/bifrost has no endpoint, Ingress ai/bifrost-public leads nowhere, and Application argocd/ai-gateway is Degraded.',
    cause: 'secret-key-missing-4f1d09aa',
    chain: [
      'secret-key-missing-4f1d09aa',
      'container-crash-loop-83b2c61e',
      'service-without-endpoints-0c77d2f4',
      'ingress-backend-down-5be0aa19',
      'argocd-application-degraded-e4419b02',
    ],
    links: [
      link('secret-key-missing-4f1d09aa', 'container-crash-loop-83b2c61e', 'reads-config'),
      link('container-crash-loop-83b2c61e', 'service-without-endpoints-0c77d2f4', 'selected-by'),
      link('service-without-endpoints-0c77d2f4', 'ingress-backend-down-5be0aa19', 'routes-to'),
      link('container-crash-loop-83b2c61e', 'argocd-application-degraded-e4419b02', 'managed-by', [deployment]),
    ],
    didYouMean: [{ wanted: 'OPENAI_API_KEY', found: 'OPENAI_KEY', file: 'cluster-resources/secrets/ai.json' }],
    ask: [
      {
        command: 'kubectl -n ai get externalsecret -o yaml',
        decides: 'Whether an operator writes this Secret, and would undo a change made by hand.',
      },
    ],
    affected: [pod, deployment, service, ingress, application],
    steps: [
      {
        text: 'See which keys the Secret has now.',
        command:
          "kubectl -n ai get secret bifrost-provider-keys -o go-template='{{range $k, $v := .data}}{{$k}} {{end}}'",
      },
      {
        text: 'Add the key where the release takes it from: the values or the sealed Secret in Git, so that Argo CD does not undo it. As a stopgap, by hand:',
        command: 'kubectl -n ai patch secret bifrost-provider-keys -p \'{"stringData":{"OPENAI_API_KEY":"<key>"}}\'',
        changes: true,
      },
      {
        text: 'Start the pods again, and wait until they are ready.',
        command: 'kubectl -n ai rollout restart deployment bifrost\nkubectl -n ai rollout status deployment bifrost',
        changes: true,
      },
    ],
  },
  {
    id: 'diagnosis-dns-upstream-timeout-77aa01c3',
    title: 'Cluster DNS got no answer from its upstream',
    severity: 'warning',
    confidence: 'likely',
    current: false,
    known: true,
    summary: 'CoreDNS had no answer from 10.20.0.2:53 for 6 minutes. It was over when the bundle was captured.',
    cause: 'dns-upstream-timeout-77aa01c3',
    chain: ['dns-upstream-timeout-77aa01c3', 'connection-failed-no-such-host-19cf5d20'],
    links: [link('dns-upstream-timeout-77aa01c3', 'connection-failed-no-such-host-19cf5d20', 'uses-cluster')],
    affected: [coredns, webhookPod],
    steps: [{ text: 'Watch whether it comes back.', command: 'kubectl -n kube-system logs deploy/coredns --since=1h' }],
  },
];
