import type { ApplicationCard, Report } from '../../../src/report-format/report.ts';
import * as objects from './objects.ts';

const { deployment, ingress, pod, secret, service } = objects;

export const application: ApplicationCard = {
  name: 'ai-gateway',
  namespace: 'argocd',
  project: 'platform',
  destination: { server: 'https://kubernetes.default.svc', namespace: 'ai', remote: false },
  sources: [
    { repoURL: 'https://git.example.com/platform/ai-gateway.git', path: 'deploy/prod', targetRevision: 'main' },
  ],
  revisions: { compared: ['4d1c9e2'], attempted: ['4d1c9e2'], lastGood: ['b07f118'] },
  health: { reported: 'Degraded', recomputed: 'Degraded', reason: 'Deployment bifrost exceeded its progress deadline' },
  sync: { status: 'Synced', phase: 'Succeeded', message: 'successfully synced (all tasks run)' },
  asOf: '2026-03-02T13:58:40Z',
  verdict: 'runtime',
  sentence: 'Everything was applied as written; it fails while running, for want of a key that Git does not hold.',
  answers: [
    { question: 'present', answer: 'yes', text: 'All 9 resources exist.', evidence: [] },
    { question: 'synced', answer: 'yes', text: 'The cluster holds revision 4d1c9e2.', evidence: [] },
    {
      question: 'healthy',
      answer: 'no',
      text: 'Deployment ai/bifrost has 0 of 1 replicas.',
      evidence: [{ type: 'object-field', file: 'cluster-resources/deployments/ai.json', path: 'status', text: '0' }],
    },
    { question: 'failing', answer: 'yes', text: 'Container bifrost exits with code 1.', evidence: [] },
    { question: 'blocked', answer: 'unknown', text: 'The log of the controller was not collected.', evidence: [] },
  ],
  waves: [
    { ...secret, phase: 'Sync', wave: 0, state: 'synced', blocked: false },
    { ...service, phase: 'Sync', wave: 0, state: 'synced', blocked: false },
    { ...deployment, phase: 'Sync', wave: 1, state: 'running', blocked: true },
    { ...ingress, phase: 'Sync', wave: 2, state: 'waiting', blocked: false },
  ],
  needs: [
    { ...secret, state: 'present', owner: 'SealedSecret ai/bifrost-provider-keys' },
    { kind: 'ClusterIssuer', name: 'internal-ca', state: 'not-collected' },
  ],
  diagnoses: ['diagnosis-secret-key-missing-4f1d09aa'],
};

const crash = 'container-crash-loop-83b2c61e';

export const timeline: Report['timeline'] = [
  { time: '2026-03-02T10:38:12Z', kind: 'sync', subject: objects.application, text: 'synced to 4d1c9e2' },
  { time: '2026-03-02T10:38:20Z', kind: 'rollout', subject: deployment, text: 'scaled up bifrost-6c9d5f7b44 to 1' },
  { time: '2026-03-02T10:40:55Z', kind: 'start', subject: pod, text: 'container bifrost started' },
  {
    time: '2026-03-02T10:41:00Z',
    kind: 'log',
    subject: pod,
    text: 'env.OPENAI_API_KEY: not set',
    finding: 'secret-key-missing-4f1d09aa',
  },
  {
    time: '2026-03-02T10:41:01Z',
    kind: 'end',
    subject: pod,
    text: 'container bifrost exited with code 1',
    finding: crash,
  },
  {
    time: '2026-03-02T10:41:04Z',
    kind: 'event',
    subject: pod,
    text: 'Back-off restarting failed container',
    finding: crash,
  },
  {
    time: '2026-03-02T10:51:03Z',
    kind: 'condition',
    subject: deployment,
    text: 'Progressing is False: ProgressDeadlineExceeded',
  },
  {
    time: '2026-03-02T10:51:03Z',
    kind: 'condition',
    subject: objects.application,
    text: 'health became Degraded',
    finding: 'argocd-application-degraded-e4419b02',
  },
  {
    time: '2026-03-02T12:20:00Z',
    kind: 'node',
    subject: { kind: 'Node', name: 'edge-muc-2-a' },
    text: 'memory pressure ended',
  },
  {
    time: '2026-03-02T13:12:41Z',
    kind: 'event',
    subject: ingress,
    text: 'no endpoints for backend bifrost:8080',
    finding: 'ingress-backend-down-5be0aa19',
  },
  { time: '2026-03-02T14:01:22Z', kind: 'start', subject: pod, text: 'container bifrost started, 47th restart' },
  {
    time: '2026-03-02T14:01:23Z',
    kind: 'end',
    subject: pod,
    text: 'container bifrost exited with code 1',
    finding: crash,
  },
];
