import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import type { KubernetesObject } from '../support/api-server/objects.ts';
import type { Captured } from './captured.ts';
import { capture } from './captured.ts';

/** Every value that must not leave the cluster, by the place where it is planted. All are made up. */
const SECRETS = {
  secretData: 'Blue-Harbour-7142',
  secretAnnotation: 'Quiet-Meadow-3391',
  secretLastApplied: 'Stone-Lantern-8820',
  envPassword: 'Copper-Falcon-5517',
  envToken: 'Velvet-Anchor-2286',
  envKey: 'Amber-Thicket-9043',
  envDsn: 'Crimson-Delta-6168',
  envUrlUser: 'Silver-Canyon-1175',
  envInit: 'Mossy-Boulder-4402',
  deploymentEnv: 'Frosty-Parlour-7731',
  cronJobEnv: 'Golden-Sparrow-2054',
  podAnnotation: 'Harvest-Orchard-6630',
  lastAppliedDeployment: 'Lunar-Cobalt-8485',
  argument: 'Marble-Thistle-3107',
  configMapPassword: 'Northern-Pebble-9926',
  configMapYaml: 'Olive-Junction-1843',
  configMapProperties: 'Purple-Granite-5079',
  configMapJson: 'Rustic-Willow-6314',
  logPassword: 'Saffron-Ripple-7258',
  logBearer: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJsb2ctYmVhcmVyIn0.kQ3vY8pL2mN5xR7tW9zB4cD6fG1hJ0sA',
  logBasic: Buffer.from('admin:Tidal-Compass-4690').toString('base64'),
  logUrl: 'Umber-Cascade-8137',
  logJson: 'Verdant-Mosaic-2561',
  logPem: 'MIIEowIBAAKCAQEAw7Zt4mUeVqQ2k1Fh0dJx9sLr5nTbYc8GpXaWiOvKyRuEzNlH',
  logPrevious: 'Walnut-Horizon-3978',
  eventMessage: 'Zephyr-Cottage-5243',
  argocdHelmValues: 'Ivory-Summit-6895',
  argocdHelmParameter: 'Jasper-Ravine-1420',
  argocdRepoUrl: 'Kindled-Prairie-7766',
  argocdOidc: 'Lofty-Beacon-9382',
  ingressAnnotation: 'Misty-Quarry-4051',
  terminationMessage: 'Nimble-Glacier-8619',
} as const;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const inShop = (name: string, annotations: Record<string, string> = {}) => ({ name, namespace: 'shop', annotations });
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const TEMPLATE = (name: string, value: string) => ({
  spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1', env: [{ name, value }] }] },
});

const OBJECTS: KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: inShop('provider', {
      'example.com/rotated-from': SECRETS.secretAnnotation,
      [LAST_APPLIED]: JSON.stringify({ kind: 'Secret', stringData: { password: SECRETS.secretLastApplied } }),
    }),
    type: 'Opaque',
    data: { OPENAI_API_KEY: base64(SECRETS.secretData) },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: inShop('web-1', { 'example.com/api-token': SECRETS.podAnnotation }),
    spec: {
      nodeName: 'node-1',
      initContainers: [
        {
          name: 'migrate',
          image: 'registry.example.com/migrate:1',
          env: [{ name: 'PGPASSWORD', value: SECRETS.envInit }],
        },
      ],
      containers: [
        {
          name: 'web',
          image: 'registry.example.com/web:1',
          args: ['--listen=:8080', `--db-password=${SECRETS.argument}`],
          env: [
            { name: 'DB_PASSWORD', value: SECRETS.envPassword },
            { name: 'GITHUB_TOKEN', value: SECRETS.envToken },
            { name: 'STRIPE_API_KEY', value: SECRETS.envKey },
            { name: 'DATABASE_DSN', value: `host=db.shop.svc user=shop password=${SECRETS.envDsn} dbname=orders` },
            { name: 'AMQP', value: `amqp://shop:${SECRETS.envUrlUser}@rabbitmq.shop.svc:5672/orders` },
            { name: 'LOG_LEVEL', value: 'debug' },
            { name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'provider', key: 'OPENAI_API_KEY' } } },
          ],
        },
      ],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'web',
          ready: false,
          restartCount: 2,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: {
            terminated: { exitCode: 1, message: `login failed: password=${SECRETS.terminationMessage}` },
          },
        },
      ],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: inShop('web', {
      [LAST_APPLIED]: JSON.stringify({ spec: { template: TEMPLATE('ADMIN_PASSWORD', SECRETS.lastAppliedDeployment) } }),
    }),
    spec: { template: TEMPLATE('ADMIN_PASSWORD', SECRETS.deploymentEnv) },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: inShop('report'),
    spec: { jobTemplate: { spec: { template: TEMPLATE('SMTP_PASSWORD', SECRETS.cronJobEnv) } } },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: inShop('settings'),
    data: {
      password: SECRETS.configMapPassword,
      'application.yaml': `server:\n  port: 8080\nredis:\n  password: ${SECRETS.configMapYaml}\n`,
      'app.properties': `db.host=db.shop.svc\ndb.password=${SECRETS.configMapProperties}\n`,
      'config.json': JSON.stringify({ clientSecret: SECRETS.configMapJson, region: 'eu-west-1' }),
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: inShop('web', {
      'nginx.ingress.kubernetes.io/configuration-snippet': `proxy_set_header Authorization "Bearer ${SECRETS.ingressAnnotation}";`,
    }),
    spec: { ingressClassName: 'nginx' },
  },
  {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'web-1.1', namespace: 'shop' },
    type: 'Warning',
    reason: 'Unhealthy',
    message: `Readiness probe failed: Get "http://probe:${SECRETS.eventMessage}@10.0.0.7:8080/ready": connection refused`,
    involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'uid-pod-shop-web-1' },
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'applications.argoproj.io' },
    spec: {
      group: 'argoproj.io',
      scope: 'Namespaced',
      names: { kind: 'Application', plural: 'applications' },
      versions: [{ name: 'v1alpha1', served: true, storage: true }],
    },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: {
        repoURL: `https://deploy:${SECRETS.argocdRepoUrl}@git.example.com/shop.git`,
        chart: 'shop',
        helm: {
          values: `image:\n  tag: "1"\nadmin:\n  password: ${SECRETS.argocdHelmValues}\n`,
          parameters: [{ name: 'smtp.password', value: SECRETS.argocdHelmParameter }],
        },
      },
      destination: { namespace: 'shop' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: 'argocd', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    data: { 'oidc.config': `issuer: https://sso.example.com\nclientID: argocd\nclientSecret: ${SECRETS.argocdOidc}\n` },
  },
];

const LOGS = {
  'shop/web-1/web': [
    'env.OPENAI_API_KEY: not set',
    `connecting with password=${SECRETS.logPassword}`,
    `> Authorization: Bearer ${SECRETS.logBearer}`,
    `> Authorization: Basic ${SECRETS.logBasic}`,
    `dial postgres://shop:${SECRETS.logUrl}@db.shop.svc:5432/orders: no such host`,
    JSON.stringify({ level: 'debug', client_secret: SECRETS.logJson, msg: 'token exchange' }),
    '-----BEGIN RSA PRIVATE KEY-----',
    SECRETS.logPem,
    '-----END RSA PRIVATE KEY-----',
    'panic: lookup db.shop.svc: no such host',
  ].join('\n'),
  'shop/web-1/web/previous': `level=error msg="auth failed" api_key=${SECRETS.logPrevious}`,
};

/** The ways in which a text may hide in other text: as it is, URL-encoded, and in base64 at each of three offsets. */
function formsOf(secret: string): string[] {
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(offset === 0 ? 0 : 4, -1),
  );
  return [...new Set([secret, encodeURIComponent(secret), ...encoded])];
}

describe.skipIf(!kubectlVersion)('secrets planted all over a cluster (needs kubectl on PATH)', () => {
  let captured: Captured;
  let bytes: string;
  beforeAll(async () => {
    captured = await capture(
      {
        objects: OBJECTS,
        logs: LOGS,
        serves: [
          'Namespace',
          'Pod',
          'Event',
          'Deployment',
          'CronJob',
          'ConfigMap',
          'Secret',
          'Ingress',
          'CustomResourceDefinition',
        ],
      },
      { redactor: createRedactor({ marks: 'token', key: Buffer.alloc(32, 7) }) },
    );
    bytes = gunzipSync(readFileSync(captured.collected.files[0] ?? '')).toString('latin1');
  });

  test.each(Object.entries(SECRETS))('%s is nowhere in the archive', (_place, secret) => {
    for (const form of formsOf(secret)) expect(captured.entries.length > 0 && bytes.includes(form)).toBe(false);
  });

  test('what a diagnosis needs is still there', () => {
    const file = (path: string) => captured.files.get(path) ?? '';
    const log = file('cluster-resources/pods/logs/shop/web-1/web.log');

    expect(log).toContain('env.OPENAI_API_KEY: not set');
    expect(log).toContain('panic: lookup db.shop.svc: no such host');
    expect(log).toContain('@db.shop.svc:5432/orders');
    expect(JSON.parse(file('cluster-resources/pods/shop.json')).items[0].spec.containers[0].env.slice(-2)).toEqual([
      { name: 'LOG_LEVEL', value: 'debug' },
      { name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'provider', key: 'OPENAI_API_KEY' } } },
    ]);
    expect(file('describe/pods/shop.txt')).toContain("<set to the key 'OPENAI_API_KEY' in secret 'provider'>");
    expect(JSON.parse(file('cluster-resources/secrets/shop.json')).items[0].keys).toEqual({ OPENAI_API_KEY: 17 });
    expect(file('cluster-resources/configmaps/shop.json')).toContain('db.host=db.shop.svc');
    expect(file('argocd/applications/argocd/shop.yaml')).toContain('@git.example.com/shop.git');
    expect(file('argocd/config/argocd/argocd-cm.yaml')).toContain('issuer: https://sso.example.com');
    expect(file('cluster-resources/events/shop.json')).toContain('connection refused');
  });

  test('the manifest counts what was taken out', () => {
    const { counts, withheld } = captured.collected.manifest.redaction;

    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(30);
    expect(withheld).toEqual([]);
  });
});
