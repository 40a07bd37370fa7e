import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import { waiting } from '../support/check.ts';
import type { Story } from '../support/stories/bundle.ts';
import { clusterObject, inCluster } from '../support/stories/cluster.ts';
import { crashing, notCreated } from '../support/stories/edges/edge.ts';
import { findingOf, reportOf } from '../support/stories/report.ts';
import { claim, deployment, ingress, inNamespace, secret, service } from '../support/stories/workloads.ts';

type Slip = {
  what: string;
  story: Story | JsonObject[];
  /** The cause, what was written and where, and what was meant. */
  cause: string;
  quoted: [path: string, text: string];
  wanted: string;
  meant: string;
};

const DB_URL = { env: [{ name: 'DB', value: 'postgres://shop@orders-bd:5432/shop' }] };
const LOOKUP = 'dial tcp: lookup orders-bd on 10.96.0.10:53: no such host';
const IMAGE = 'registry.example/shop/wbe:1.4.8';

const SLIPS: Slip[] = [
  {
    what: 'the key of a Secret',
    story: [
      secret('provider', 'DATABASE_URL'),
      ...notCreated('web', [], {
        status: waiting('CreateContainerConfigError', "couldn't find key DATABSE_URL in Secret shop/provider"),
        container: { env: [{ name: 'DB', valueFrom: { secretKeyRef: { name: 'provider', key: 'DATABSE_URL' } } }] },
      }),
    ],
    cause: 'secret-key-missing',
    quoted: ['spec.containers[0].env[0].valueFrom.secretKeyRef', 'DATABSE_URL'],
    wanted: 'DATABSE_URL',
    meant: 'DATABASE_URL',
  },
  {
    what: 'the name of a Secret that lies in another namespace',
    story: [
      inNamespace('default', secret('provider', 'token')),
      ...notCreated('web', [], {
        status: waiting('CreateContainerConfigError', 'secret "provider" not found'),
        container: { env: [{ name: 'K', valueFrom: { secretKeyRef: { name: 'provider', key: 'token' } } }] },
      }),
    ],
    cause: 'secret-missing',
    quoted: ['spec.containers[0].env[0].valueFrom.secretKeyRef', 'provider'],
    wanted: 'provider',
    meant: 'default/provider',
  },
  {
    what: 'a host',
    story: {
      objects: [
        ...deployment('orders-db'),
        service('orders-db'),
        ...crashing('web', [], 1, { container: DB_URL }).objects,
      ],
      logs: crashing('web', [LOOKUP]).logs ?? {},
    },
    cause: 'host-not-found',
    quoted: ['spec.containers[0].env[0].value', 'orders-bd'],
    wanted: 'orders-bd',
    meant: 'orders-db',
  },
  {
    what: 'a host without its namespace',
    story: {
      objects: [
        ...[...deployment('orders-bd'), service('orders-bd')].map((part) => inNamespace('default', part)),
        ...crashing('web', [], 1, { container: DB_URL }).objects,
      ],
      logs: crashing('web', [LOOKUP]).logs ?? {},
    },
    cause: 'host-not-found',
    quoted: ['spec.containers[0].env[0].value', 'orders-bd'],
    wanted: 'orders-bd',
    meant: 'orders-bd.default',
  },
  {
    what: 'a storage class',
    story: [
      clusterObject('StorageClass', 'fast', { provisioner: 'disk.csi.example' }, 'storage.k8s.io/v1'),
      claim('data', 'Pending', { storageClassName: 'fsat' }),
    ],
    cause: 'storage-class-missing',
    quoted: ['spec.storageClassName', 'fsat'],
    wanted: 'fsat',
    meant: 'fast',
  },
  {
    what: 'an ingress class',
    story: [
      ...deployment('web'),
      service('web'),
      { ...ingress('web', { spec: { ingressClassName: 'ngnix' } }), status: {} },
    ],
    cause: 'ingress-class-missing',
    quoted: ['spec.ingressClassName', 'ngnix'],
    wanted: 'ngnix',
    meant: 'nginx',
  },
  {
    what: 'a label',
    story: [...deployment('web'), service('web', { selector: { app: 'wbe' } }), ingress('web')],
    cause: 'service-selector-unmatched',
    quoted: ['spec.selector', 'wbe'],
    wanted: 'app=wbe',
    meant: 'app=web',
  },
  {
    what: 'a port',
    story: [
      ...deployment('web', { container: { ports: [{ name: 'http', containerPort: 8080 }] } }),
      service('web', { ports: [{ name: 'web', port: 80, targetPort: 'htpp' }] }),
      ingress('web'),
    ],
    cause: 'service-target-port-undeclared',
    quoted: ['spec.ports[0]', 'htpp'],
    wanted: 'htpp',
    meant: 'http',
  },
  {
    what: 'an image',
    story: [
      ...deployment('other', { container: { image: 'registry.example/shop/web:1.4.8' } }),
      ...notCreated(
        'web',
        [
          'Failed',
          `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": ${IMAGE}: not found`,
        ],
        { status: waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}"`), container: { image: IMAGE } },
      ),
    ],
    cause: 'image-not-found',
    quoted: ['spec.containers[0].image', IMAGE],
    wanted: IMAGE,
    meant: 'registry.example/shop/web:1.4.8',
  },
  {
    what: 'a namespace',
    story: crashing('web', ['deploying release 17', 'deploy failed: namespaces "shpo" not found'], 1, {
      container: { args: ['--namespace', 'shpo'] },
    }),
    cause: 'namespace-missing',
    quoted: ['spec.containers[0].args[1]', 'shpo'],
    wanted: 'shpo',
    meant: 'shop',
  },
];

describe('a value that is written wrong in a spec is quoted, and what was meant is offered', () => {
  test.each(SLIPS)('$what', async ({ story, cause, quoted, wanted, meant }) => {
    const report = await reportOf(inCluster(Array.isArray(story) ? { objects: story } : story));
    const [first] = report.diagnoses;
    const found = findingOf(report, first?.cause);
    expect(found.rule, report.findings.map(({ rule }) => rule).join()).toBe(cause);
    const [path, text] = quoted;
    const quotes = found.evidence.filter((proof) => proof.type === 'object-field' && proof.path?.startsWith(path));
    expect(quotes.map((proof) => proof.text).join('\n'), JSON.stringify(found.evidence)).toContain(text);
    expect(first?.didYouMean).toContainEqual({ wanted, found: meant, file: expect.any(String) });
  });
});

describe('what the bundle does not decide is asked for', () => {
  test('a host that does not answer: the Service behind it, where none was captured', async () => {
    const { objects, logs } = crashing('web', ['dial tcp orders-db.data:5432: connect: connection refused']);
    const story = { objects, logs: logs ?? {}, without: ['Service', 'Namespace'] };
    const report = await reportOf(inCluster(story));
    expect(report.diagnoses[0]?.ask).toEqual([
      {
        command: 'kubectl -n data describe service orders-db',
        decides: 'whether Service orders-db is there, and whether a ready pod stands behind it',
      },
    ]);
  });

  test('nothing where all Services were captured', async () => {
    const story = crashing('web', ['dial tcp orders-db:5432: connect: connection refused']);
    expect((await reportOf(inCluster(story))).diagnoses[0]?.ask).toBeUndefined();
  });
});
