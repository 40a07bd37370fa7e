import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { NAMED_PLACES } from './corpus/places.ts';
import { makeSecrets } from './corpus/secrets.ts';

const redactor = createRedactor({ marks: 'ordinal' });
const PASSWORD = ['hunter', '2'].join('');
const MARK = expect.stringMatching(/^\[redacted:\d+ [a-z-]+\]$/);

test('a Secret keeps its key names and their sizes', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: 'db', namespace: 'shop', labels: { app: 'shop' }, annotations: { note: PASSWORD } },
    data: { password: Buffer.from(PASSWORD).toString('base64'), empty: '' },
    stringData: { username: 'shop' },
  };
  expect(redactor.object(secret)).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: 'db', namespace: 'shop', labels: { app: 'shop' } },
    keys: { password: 7, empty: 0, username: 4 },
  });
  expect(redactor.object(redactor.object(secret))).toEqual(redactor.object(secret));
});

test('the items of a SecretList have no kind of their own', () => {
  const list = {
    kind: 'SecretList',
    apiVersion: 'v1',
    items: [{ metadata: { name: 'db' }, data: { password: 'aHVudGVyMg==' } }],
  };
  expect(redactor.object(list).items).toEqual([{ metadata: { name: 'db' }, keys: { password: 7 } }]);
});

test('safe values that the collector took from a repository secret stay, without the password in them', () => {
  const repository = {
    kind: 'Secret',
    metadata: { name: 'repo' },
    keys: { url: 40, password: 9 },
    values: { type: 'git', name: 'shop', project: 'default', url: `https://ci:${PASSWORD}@git.example.com/shop.git` },
  };
  const { values, keys } = redactor.object(repository);
  expect(keys).toEqual({ url: 40, password: 9 });
  expect(values).toMatchObject({ type: 'git', name: 'shop', project: 'default' });
  expect(values.url).toMatch(/^https:\/\/ci:\[redacted:\d+ password\]@git\.example\.com\/shop\.git$/);
});

test('the last applied state is dropped, in items of lists too', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', kept: 'yes' };
  const list = { kind: 'List', items: [{ kind: 'Deployment', metadata: { name: 'web', annotations } }] };
  expect(redactor.object(list).items[0]?.metadata.annotations).toEqual({ kept: 'yes' });
});

test('literal env values are judged by their name, references stay', () => {
  const env = [
    { name: 'DB_HOST', value: 'db-0.db' },
    { name: 'DB_PASSWORD', value: PASSWORD },
    { name: 'DB_URL', value: `postgres://shop:${PASSWORD}@db:5432/shop` },
    { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'provider-keys', key: 'api-key' } } },
    { name: 'TOKEN', value: '$(OTHER_TOKEN)' },
    { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' },
  ];
  const pod = {
    kind: 'Pod',
    spec: { containers: [{ name: 'web', env, args: ['--db-password', PASSWORD, '--port=80'] }] },
  };
  const container = redactor.object(pod).spec.containers[0];
  expect(container?.env).toEqual([
    env[0],
    { name: 'DB_PASSWORD', value: MARK },
    { name: 'DB_URL', value: expect.stringMatching(/^postgres:\/\/shop:\[redacted:\d+ password\]@db:5432\/shop$/) },
    ...env.slice(3),
  ]);
  expect(container?.args).toEqual(['--db-password', MARK, '--port=80']);
});

test('a file in a ConfigMap is redacted in place', () => {
  const config = {
    kind: 'ConfigMap',
    data: {
      'config.yaml': `database:\n  host: db\n  password: ${PASSWORD}\nproviders:\n  - api_key: env.OPENAI_API_KEY\n`,
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'info',
    },
  };
  expect(redactor.object(config).data).toEqual({
    'config.yaml': expect.stringMatching(
      /^database:\n {2}host: db\n {2}password: '\[redacted:\d+ password\]'\nproviders:\n {2}- api_key: env\.OPENAI_API_KEY\n$/,
    ),
    ADMIN_PASSWORD: MARK,
    LOG_LEVEL: 'info',
  });
});

test('Helm parameters and values of an Argo CD application are judged by their names', () => {
  const helm = {
    parameters: [
      { name: 'postgresql.auth.password', value: PASSWORD },
      { name: 'image.tag', value: 'v1.2.3' },
    ],
    values: `auth:\n  existingSecret: shop-db\n  adminPassword: ${PASSWORD}\n`,
    valuesObject: { auth: { token: PASSWORD, existingSecret: 'shop-db' }, passwords: [PASSWORD], pin: 1234 },
  };
  const { parameters, values, valuesObject } = redactor.object({ kind: 'Application', spec: { source: { helm } } }).spec
    .source.helm;
  expect(parameters).toEqual([{ name: 'postgresql.auth.password', value: MARK }, helm.parameters[1]]);
  expect(values).toMatch(/^auth:\n {2}existingSecret: shop-db\n {2}adminPassword: '\[redacted:\d+ password\]'\n$/);
  expect(valuesObject).toEqual({ auth: { token: MARK, existingSecret: 'shop-db' }, passwords: [MARK], pin: 1234 });
});

test('references of volumes, accounts and external secrets stay', () => {
  const kept = {
    kind: 'Pod',
    metadata: {
      name: 'web',
      annotations: { 'checksum/secret': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    },
    spec: {
      imagePullSecrets: [{ name: 'regcred' }],
      automountServiceAccountToken: true,
      volumes: [
        { name: 'token', secret: { secretName: 'api-token', items: [{ key: 'password', path: 'password.txt' }] } },
        {
          name: 'kube-api-access',
          projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3607 } }] },
        },
      ],
      data: [{ secretKey: 'api-key', remoteRef: { key: 'shop/provider', property: 'openai' } }],
      tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
    },
    status: {
      containerStatuses: [
        { state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "db" not found' } } },
      ],
    },
  };
  expect(redactor.object(kept)).toEqual(kept);
});

test('binary data and depth that nobody can judge become a mark', () => {
  const binaryData = {
    blob: Buffer.from([0, 1, 2, 255]).toString('base64'),
    text: Buffer.from('plain').toString('base64'),
  };
  expect(redactor.object({ kind: 'ConfigMap', binaryData }).binaryData).toEqual({ blob: MARK, text: binaryData.text });
  let deep: unknown = PASSWORD;
  for (let level = 0; level < 5000; level++) deep = { deep };
  expect(JSON.stringify(redactor.object({ deep }))).toMatch(/\[redacted:\d+ unjudged\]/);
});

test('every place of the corpus holds inside a ConfigMap and an annotation too', () => {
  const leaks = makeSecrets(1, 5).flatMap((secret) =>
    NAMED_PLACES.flatMap((place) => {
      const text = place.write(secret.text);
      const shown = JSON.stringify(
        redactor.object({ kind: 'ConfigMap', metadata: { annotations: { note: text } }, data: { 'app.conf': text } }),
      );
      return secret.never.some((form) => shown.includes(form)) ? [`${secret.kind} in ${place.name}`] : [];
    }),
  );
  expect(leaks).toEqual([]);
});

test('names in objects are looked at, too: whose key was used how often, which addresses a field manager owns', () => {
  const key = ['gl', 'pat-', 'a1B2c3D4e5F6g7H8i9J0'].join('');
  expect(redactor.object({ usage: { [key]: 3 } }).usage).toEqual({ [redactor.text(key)]: 3 });
  const fields = { 'f:podIPs': { 'k:{"ip":"10.42.0.5"}': {} } };
  expect(redactor.object(fields)).toEqual(fields);
  const withoutAddresses = createRedactor({ marks: 'ordinal' }, { ips: true });
  expect(withoutAddresses.object(fields)).toEqual({ 'f:podIPs': { 'k:{"ip":"[redacted:1 ip]"}': {} } });
});
