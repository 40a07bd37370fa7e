import type { Finding } from '../../../report-format/report.ts';
import { isHeldByWindow } from '../../snapshot/argocd/sync-windows.ts';
import type { Answer, Subject } from '../subject.ts';
import { proofs, windowText } from '../subject.ts';
import type { Failing } from './failing.ts';

/** What an application can be blocked by, in the words of the answer. */
const BLOCKERS: readonly { name: string; rule: RegExp; kinds: readonly string[]; captures: readonly string[] }[] = [
  { name: 'Argo CD itself', rule: /^argocd-(?:repo-server|operation-error|panic|plugin)/, kinds: [], captures: [] },
  { name: 'the destination cluster', rule: /^argocd-live-state/, kinds: [], captures: [] },
  { name: 'a namespace', rule: /namespace-(?:missing|terminating|stuck)/, kinds: ['Namespace'], captures: [] },
  {
    name: 'its Git or chart repository',
    rule: /^argocd-(?:repository|chart|revision|path|source|manifests)/,
    kinds: [],
    captures: [],
  },
  {
    name: 'a permission, policy, quota or webhook',
    rule: /quota|webhook|forbidden|rbac|podsecurity|pod-security|admission|not-permitted|project/,
    kinds: [
      'ResourceQuota',
      'ValidatingWebhookConfiguration',
      'MutatingWebhookConfiguration',
      'ServiceAccount',
      'AppProject',
    ],
    captures: ['quota', 'webhook', 'serviceaccount'],
  },
  { name: 'a custom resource definition', rule: /crd/, kinds: ['CustomResourceDefinition'], captures: [] },
  {
    name: 'a database',
    rule: /postgres|mysql|mariadb|mongo|redis|jdbc|database|cnpg|etcd/,
    kinds: ['Database'],
    captures: ['database'],
  },
  { name: 'an image or its registry', rule: /image|registry|pull/, kinds: [], captures: ['registry', 'image'] },
  {
    name: 'an ingress or load balancer',
    rule: /ingress|load-balancer|gateway-(?:class|api)|apisix/,
    kinds: ['Ingress', 'IngressClass', 'Gateway', 'HTTPRoute'],
    captures: ['ingressclass'],
  },
  {
    name: 'storage',
    rule: /volume|claim|storage|disk|mount/,
    kinds: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
    captures: ['claim', 'storageclass', 'volume'],
  },
  {
    name: 'scheduling',
    rule: /unschedul|insufficient|taint|affinity|node-/,
    kinds: ['Node'],
    captures: ['taint', 'node'],
  },
  {
    name: 'a secret',
    rule: /secret|credential|password|provider-key/,
    kinds: ['Secret', 'ExternalSecret', 'SealedSecret', 'SecretStore'],
    captures: ['secret'],
  },
  { name: 'a ConfigMap', rule: /configmap|config-map/, kinds: ['ConfigMap'], captures: ['configmap'] },
  {
    name: 'another service',
    rule: /no-such-host|connection-refused|unreachable|dns|endpoint/,
    kinds: ['Service', 'APIService'],
    captures: ['host', 'endpoint'],
  },
];

/** The sort of thing that a cause is about: its object first, then its rule's name, then what it captured. */
function blockerOf({ subject, rule, captures }: Pick<Finding, 'subject' | 'rule' | 'captures'>): string | undefined {
  return (
    BLOCKERS.find(({ kinds }) => kinds.includes(subject.kind)) ??
    BLOCKERS.find(({ rule: words }) => words.test(rule)) ??
    BLOCKERS.find(({ captures: names }) => names.some((name) => captures[name]))
  )?.name;
}

const WINDOW_RULE = 'argocd-sync-window-closed';

/** Is it held by a secret, a database, an ingress or another dependency? Exactly one of them, with its proof. */
export function blockedAnswer(subject: Subject, failing: Failing | undefined): Answer {
  const { findings, operation, health, remote } = subject;
  const cause = findings.get(subject.cause?.cause ?? '');
  if (isHeldByWindow(subject) && (!cause || cause.rule === WINDOW_RULE)) {
    const { window } = subject;
    return {
      answer: 'yes',
      text: `By ${windowText(subject).replace(' forbids it now', '')}.`,
      evidence: [
        ...(window?.open === false ? [subject.evidence.field(window.project, window.path)] : []),
        ...proofs(subject, operation.state === 'window' ? ['status.operationState.message'] : []),
      ],
    };
  }
  if (cause) {
    const blocker = blockerOf(cause);
    return {
      answer: blocker ? 'yes' : 'no',
      // No colon: behind "a secret:" redaction would take the sentence for the secret.
      text: blocker ? `By ${blocker}. ${cause.message}` : `No dependency: ${cause.message}`,
      evidence: cause.evidence.slice(0, 3),
    };
  }
  if (failing) {
    const blocker = blockerOf({ subject: failing.object, rule: '', captures: {} });
    const text = blocker
      ? `Likely by ${blocker}: ${failing.text}.`
      : `The reason why ${failing.object.kind} ${failing.object.name} fails is not in this bundle.`;
    return { answer: blocker ? 'yes' : 'unknown', text, evidence: failing.evidence };
  }
  if (remote || health.status === 'not collected') {
    return { answer: 'unknown', text: `It cannot be told: ${health.reason}.`, evidence: [] };
  }
  return { answer: 'no', text: 'Nothing that it needs was found missing.', evidence: [] };
}
