import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifestSchema } from '../../src/bundle-format/schema.ts';
import { isWhole } from '../../src/collect/summary.ts';
import { kubectls, kubectlVersion } from '../support/api-server/kubectl.ts';
import type { Captured } from './captured.ts';
import { capture } from './captured.ts';
import { SHOP, SHOP_LOGS } from './shop.ts';

const WAYS = kubectls.flatMap((kubectl) => [
  { ...kubectl, through: 'proxy' as const },
  { ...kubectl, through: 'kubectl' as const },
]);

describe.skipIf(!kubectlVersion).each(WAYS)(
  'a whole cluster (needs kubectl on PATH): $binary $version, through $through',
  ({ binary, through }) => {
    let shop: Captured;
    beforeAll(async () => {
      shop = await capture({ objects: SHOP, logs: SHOP_LOGS }, { kubectl: binary, proxy: through === 'proxy' });
    }, 60_000);
    const json = (path: string) => JSON.parse(shop.files.get(path) ?? 'null');
    const recordOf = (command: string) =>
      shop.collected.manifest.captures.find((capture) => capture.command === `kubectl ${command}`);

    test('the archive is for its owner only, under its own name, and its digest is told', () => {
      const { files, sha256, bytes } = shop.collected;
      const [file = ''] = files;

      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(sha256);
      expect(statSync(file).size).toBe(bytes);
      expect(new Set(shop.entries.map(({ path }) => path.split('/')[0]))).toEqual(new Set(['bundle']));
    });

    test('the manifest is first as a plan, then what there is so far, and last the truth', () => {
      const manifests = shop.entries.flatMap(({ path }, index) => (path === 'bundle/casefile.json' ? [index] : []));

      expect(manifests.length).toBeGreaterThan(2);
      expect([manifests.at(0), manifests.at(-1)]).toEqual([0, shop.entries.length - 1]);
      expect(manifestSchema.parse(json('casefile.json'))).toMatchObject({
        schemaVersion: 1,
        complete: true,
        cluster: { name: 'test', context: 'test', version: 'v1.32.4' },
        kubectl: { transport: through },
      });
    });

    test('lists lie by namespace, and a namespace without objects has an empty list', () => {
      const pods = json('cluster-resources/pods/shop.json');

      expect(pods).toMatchObject({ kind: 'PodList', apiVersion: 'v1' });
      expect(pods.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual([
        'web-1',
        'import-1',
      ]);
      expect(json('cluster-resources/pods/empty.json')).toEqual({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {},
        items: [],
      });
      expect(json('cluster-resources/storage-classes.json').items).toHaveLength(1);
      expect(json('cluster-resources/namespaces.json').items).toHaveLength(3);
    });

    test('a Secret is a name, a type, and the sizes of its keys', () => {
      expect(json('cluster-resources/secrets/shop.json').items[0]).toMatchObject({
        metadata: { name: 'provider' },
        type: 'Opaque',
        keys: { API_KEY: 7 },
      });
      expect([...shop.files.values()].join('\n')).not.toContain('hunter2');
    });

    test('every container has its log, with timestamps', () => {
      const logs = [...shop.files.keys()].filter((path) => path.startsWith('cluster-resources/pods/logs/'));

      expect(logs.sort()).toEqual([
        'cluster-resources/pods/logs/argocd/argocd-repo-server-0/repo-server.log',
        'cluster-resources/pods/logs/shop/import-1/import-logs-errors.log',
        'cluster-resources/pods/logs/shop/web-1/proxy.log',
        'cluster-resources/pods/logs/shop/web-1/web-previous.log',
        'cluster-resources/pods/logs/shop/web-1/web.log',
      ]);
      expect(shop.files.get('cluster-resources/pods/logs/shop/web-1/web.log')).toBe(
        '2026-03-01T10:00:00.000000000Z starting\n2026-03-01T10:00:01.000000000Z env.OPENAI_API_KEY: not set\n',
      );
    });

    test('a container that never started has no log, which leaves the bundle whole', () => {
      expect(recordOf('logs import-1 -n shop -c import --timestamps')).toMatchObject({ exitCode: 1, expected: true });
      expect(isWhole(shop.collected)).toBe(true);
    });

    test('people find descriptions and tables', () => {
      expect(shop.files.get('describe/pods/shop.txt')).toContain('Back-off restarting failed container web');
      expect(shop.files.get('describe/nodes.txt')).toMatch(/^Name: +node-1$/m);
      expect(shop.files.get('get/pods.txt')).toMatch(/^shop +web-1 +1\/2 +CrashLoopBackOff/m);
      expect(shop.files.get('get/pvcs.txt')).toBe('No resources found\n');
    });

    test('an Argo CD application stands as YAML and as JSON, with the custom resources beside it', () => {
      expect(shop.files.get('argocd/applications/argocd/shop.yaml')).toContain('kind: Application');
      expect(json('cluster-resources/custom-resources/applications.argoproj.io/argocd.json')).toHaveLength(1);
      expect(json('cluster-resources/custom-resources/certificates.cert-manager.io/shop.json')).toHaveLength(1);
      expect(json('cluster-resources/custom-resources/unmanageds.example.com/shop.json')).toHaveLength(1);
    });

    test('kinds that the cluster does not serve are not asked for', () => {
      expect(recordOf('get applicationsets.argoproj.io -A -o json')).toBeUndefined();
    });

    test('the record of a file holds its size and digest', () => {
      const path = 'cluster-resources/pods/logs/shop/web-1/web.log';
      const content = shop.files.get(path) ?? '';

      expect(recordOf('logs web-1 -n shop -c web --timestamps')).toMatchObject({
        output: path,
        exitCode: 0,
        bytes: content.length,
        truncated: false,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
    });

    test('the record of a list that was split covers its folder', () => {
      const lines = ['argocd', 'empty', 'shop'].map((namespace) => {
        const path = `cluster-resources/pods/${namespace}.json`;
        return `${path}\0${createHash('sha256')
          .update(shop.files.get(path) ?? '')
          .digest('hex')}\n`;
      });

      expect(recordOf('get pods -A -o json')).toMatchObject({
        output: 'cluster-resources/pods/',
        sha256: createHash('sha256').update(lines.join('')).digest('hex'),
      });
    });

    test('nothing but reading was asked of the cluster', () => {
      const others = shop.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);

      // A review of one's own rights creates nothing.
      expect(new Set(others)).toEqual(new Set(['/apis/authorization.k8s.io/v1/selfsubjectrulesreviews']));
    });
  },
);
