import type { Comparison } from '../../src/report-format/comparison.ts';

const bifrost = {
  id: 'secret-key-missing-1f0c9a52',
  fingerprint: 'secret-key-missing-77c1d0aa',
  title: 'Secret ai/bifrost-provider-keys lacks the key OPENAI_API_KEY',
  severity: 'critical',
  confidence: 'confirmed',
  current: true,
  subject: { kind: 'Secret', namespace: 'ai', name: 'bifrost-provider-keys' },
  affected: 7,
} as const;

const dns = {
  id: 'dns-timeout-0c1d2e3f',
  fingerprint: 'dns-timeout-aa00bb11',
  title: 'Names of the cluster cannot be resolved',
  severity: 'error',
  confidence: 'likely',
  current: true,
  subject: { kind: 'Service', namespace: 'kube-system', name: 'kube-dns' },
  affected: 2,
} as const;

/** An upgrade that took a key away, mended the cluster's DNS, and changed an image. */
export function sampleComparison(): Comparison {
  return structuredClone<Comparison>({
    schemaVersion: 1,
    tool: { name: 'casefile', version: '0.1.0' },
    before: {
      name: 'before-upgrade.tar.gz',
      type: 'bundle',
      cluster: 'edge-muc-2',
      capturedAt: '2026-03-02T09:00:00Z',
      truncated: false,
    },
    after: {
      name: 'after-upgrade.tar.gz',
      type: 'bundle',
      cluster: 'edge-muc-2',
      capturedAt: '2026-03-02T14:05:09Z',
      truncated: false,
    },
    caveats: ['Values that were taken out before the bundles were handed over are not compared.'],
    diagnoses: [
      { status: 'new', after: bifrost },
      {
        status: 'still',
        before: { ...dns, id: 'node-pressure-1', title: 'A node is short of memory', affected: 2 },
        after: { ...dns, id: 'node-pressure-1', title: 'A node is short of memory', severity: 'warning', affected: 5 },
      },
      {
        status: 'unchecked',
        before: { ...dns, id: 'pvc-1', title: 'A claim is not bound' },
        note: 'The second capture lacks what it takes to see this: it is not known to be gone.',
      },
      { status: 'gone', before: dns },
    ],
    findings: { new: [bifrost], gone: [dns], still: 4 },
    objects: {
      compared: true,
      added: [{ kind: 'ConfigMap', namespace: 'ai', name: 'bifrost-routes' }],
      removed: [{ kind: 'NetworkPolicy', namespace: 'ai', name: 'deny-all' }],
      changed: [
        {
          object: { kind: 'Deployment', namespace: 'ai', name: 'bifrost' },
          fields: [
            {
              path: 'spec.template.spec.containers[bifrost].image',
              area: 'image',
              before: 'maximhq/bifrost:v1.4.8',
              after: 'maximhq/bifrost:v1.5.0',
            },
            {
              path: 'status.conditions[Available]',
              area: 'condition',
              before: 'True (MinimumReplicasAvailable)',
              after: 'False (MinimumReplicasUnavailable)',
            },
          ],
          more: 3,
          diagnoses: [bifrost.id],
        },
        {
          object: { kind: 'Secret', namespace: 'ai', name: 'bifrost-provider-keys' },
          fields: [{ path: 'keys.OPENAI_API_KEY', area: 'data', before: '51' }],
          more: 0,
        },
      ],
      replaced: [
        { kind: 'Pod', owner: { kind: 'Deployment', namespace: 'ai', name: 'bifrost' }, added: 2, removed: 2 },
      ],
      unseen: [{ kind: 'Lease', namespace: 'ai', in: 'before', count: 3 }],
      same: 412,
    },
  });
}
