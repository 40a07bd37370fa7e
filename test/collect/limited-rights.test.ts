import { describe, expect, test } from 'vitest';
import { isWhole, summaryOf } from '../../src/collect/summary.ts';
import type { Report } from '../../src/report-format/report.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import type { Target } from '../support/api-server/server.ts';
import { run } from '../support/run-program.ts';
import type { Captured } from './captured.ts';
import { capture } from './captured.ts';
import { FEW_KINDS, SHOP, SHOP_LOGS } from './shop.ts';

const cluster = { objects: SHOP, logs: SHOP_LOGS, serves: FEW_KINDS };
const json = ({ files }: Captured, path: string) => JSON.parse(files.get(path) ?? 'null');

describe.skipIf(!kubectlVersion)('an account with few rights (needs kubectl on PATH)', () => {
  const onlyWithin =
    (own: string) =>
    ({ namespace }: Target) =>
      namespace !== own;

  test('rights in one namespace give the lists of that namespace, and say what was refused', async () => {
    const shop = await capture({ ...cluster, denies: onlyWithin('shop') }, { contextNamespace: 'shop' });

    expect(json(shop, 'cluster-resources/pods/shop.json').items).toHaveLength(2);
    expect(json(shop, 'cluster-resources/namespaces-errors.json')[0]).toContain('(Forbidden)');
    expect(json(shop, 'cluster-resources/nodes-errors.json')[0]).toContain('cannot list resource "nodes"');
    expect(json(shop, 'cluster-resources/pods-errors.json')).toEqual({
      '': expect.stringContaining('at the cluster scope'),
    });
    expect(shop.files.has('cluster-resources/pods/logs/shop/web-1/web.log')).toBe(true);
    expect(shop.files.get('get/pods/shop.txt')).toMatch(/^web-1 /m);
    expect(shop.files.has('get/nodes-errors.txt')).toBe(false);
    expect(isWhole(shop.collected)).toBe(false);
    expect(summaryOf(shop.collected)).toMatch(/^refused +[1-9]/m);
  });

  test('a namespace that was asked for is listed by its name, with what belongs to no namespace', async () => {
    const shop = await capture(cluster, { namespaces: ['shop'] });
    const commands = shop.collected.manifest.captures.map(({ command }) => command);

    expect(commands).toContain('kubectl get pods -n shop -o json');
    expect(commands).toContain('kubectl get namespaces shop -o json');
    expect(commands).toContain('kubectl get nodes -o json');
    expect(commands.filter((command) => command.includes(' -A'))).toEqual([]);
    expect([...shop.files.keys()].filter((path) => path.includes('argocd'))).toEqual([]);
    expect(isWhole(shop.collected)).toBe(true);
  });

  test('the namespace of Argo CD is taken besides', async () => {
    const shop = await capture(cluster, { namespaces: ['shop'], argocdNamespace: 'argocd' });

    expect(shop.files.has('argocd/applications/argocd/shop.yaml')).toBe(true);
    expect(json(shop, 'cluster-resources/namespaces.json').items).toHaveLength(2);
  });

  test('one kind that is refused everywhere stops nothing else', async () => {
    const shop = await capture({ ...cluster, denies: ({ resource }) => resource.kind === 'Secret' });

    expect(Object.keys(json(shop, 'cluster-resources/secrets-errors.json'))).toEqual(['', 'argocd', 'empty', 'shop']);
    expect(shop.files.has('cluster-resources/secrets/shop.json')).toBe(false);
    expect(json(shop, 'cluster-resources/configmaps/shop.json').items).toEqual([]);
  });

  test('what was refused is told once by the report, in the words of its kind', async () => {
    const { collected } = await capture({ ...cluster, denies: ({ resource }) => resource.kind === 'Secret' });
    const { stdout } = await run('analyze', collected.files[0] ?? '', '--quiet', '--format', 'json');
    const { coverage }: Report = JSON.parse(stdout);
    const refused = coverage.gaps.filter(({ why }) => why.includes('(Forbidden)'));

    expect(refused.map(({ what }) => what).sort()).toEqual([
      'Secret',
      ...['argocd', 'empty', 'shop'].map((namespace) => `Secret in namespace ${namespace}`),
    ]);
  });

  test('an account that may read nothing gets no bundle', async () => {
    await expect(capture({ ...cluster, denies: () => true })).rejects.toMatchObject({ code: 'NOTHING_CAPTURED' });
  });
});
