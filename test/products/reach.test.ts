import { describe, expect, test } from 'vitest';
import { application } from '../support/products/argocd.ts';
import { NAMESPACE } from '../support/products/bifrost.ts';
import { GOLDEN } from '../support/products/rows/index.ts';
import { together } from '../support/stories/bundle.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { findingOf, reportOf } from '../support/stories/report.ts';

/** What a container that is not there shows itself as. */
const DOWN = ['crash-loop-back-off', 'container-config-error', 'image-pull-back-off', 'unschedulable-unbound-claim'];

const outages = GOLDEN.filter(
  ({ row, chain = [] }) => row.startsWith('A') && chain.some((rule) => DOWN.includes(rule)),
);

/** Argo CD manages the release, and sees its workload fail. */
const managed = (kind: string) =>
  application('bifrost', NAMESPACE, {
    status: {
      health: { status: 'Degraded' },
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind,
          namespace: NAMESPACE,
          name: 'bifrost',
          status: 'Synced',
          health: { status: 'Degraded' },
        },
        {
          version: 'v1',
          kind: 'Service',
          namespace: NAMESPACE,
          name: 'bifrost',
          status: 'Synced',
          health: { status: 'Healthy' },
        },
      ],
    },
  });

describe('an outage of Bifrost is followed from its cause to what users see', () => {
  test.each(outages)('$row: $name', async ({ cause, broken }) => {
    const isSet = broken.objects.some(
      ({ kind, metadata }) => kind === 'StatefulSet' && (metadata as { name: string }).name === 'bifrost',
    );
    const kind = isSet ? 'StatefulSet' : 'Deployment';
    const report = await reportOf(inCluster(together(broken, managed(kind))));
    const [first] = report.diagnoses;
    const chain = first?.chain.map((id) => findingOf(report, id)) ?? [];
    expect(chain[0]?.rule).toBe(cause.split(' ')[0]);
    expect(chain.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        `${kind.toLowerCase()}-unavailable`,
        'service-without-endpoints',
        'ingress-backend-unavailable',
        'argocd-application-degraded',
      ]),
    );
    const brokenKinds = [chain[0]?.subject, ...(first?.affected ?? [])].map((ref) => ref?.kind);
    expect(brokenKinds).toEqual(expect.arrayContaining([kind, 'Service', 'Ingress', 'Application']));
  });
});
