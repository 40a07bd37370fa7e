import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { plantedBundle } from '../redact/corpus/bundle.ts';
import { EVIDENCE } from '../redact/corpus/evidence.ts';
import { leakFinder } from '../redact/corpus/leaks.ts';
import { makeSecrets } from '../redact/corpus/secrets.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import type { KubernetesObject } from '../support/api-server/objects.ts';
import { run } from '../support/run-program.ts';
import type { Captured } from './captured.ts';
import { capture } from './captured.ts';
import { crd } from './shop.ts';

const SECRETS = makeSecrets(8, 31);
const leaksIn = leakFinder(SECRETS);
const PLANTED = plantedBundle(SECRETS) as Record<string, string>;
const LIST = 'ticket/cluster-resources';

/** The objects of a file; those of a list carry neither kind nor version there. */
function objectsIn(file: string): KubernetesObject[] {
  const list = JSON.parse(PLANTED[`${LIST}/${file}`] ?? '');
  if (Array.isArray(list)) return list;
  const kind = list.kind.replace(/List$/, '');
  return list.items.map((item: KubernetesObject) => ({ ...item, kind, apiVersion: list.apiVersion }));
}

const namespace = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** The cluster that the corpus lies in: its pods have the logs of the corpus. */
const CLUSTER = {
  objects: [
    namespace('argocd'),
    namespace('shop'),
    crd('argoproj.io', 'v1alpha1', 'Application', 'applications'),
    ...['pods/shop.json', 'configmaps/shop.json', 'secrets/shop.json', 'events/shop.json'].flatMap(objectsIn),
    ...objectsIn('custom-resources/applications.argoproj.io/argocd.json'),
  ],
  logs: Object.fromEntries(
    Object.entries(PLANTED).flatMap(([file, text]) => {
      const [, pod] = /pods\/logs\/shop\/(web-\d+)\/web\.log$/.exec(file) ?? [];
      return pod === undefined ? [] : [[`shop/${pod}/web`, text]];
    }),
  ),
  serves: ['Namespace', 'Pod', 'Event', 'ConfigMap', 'Secret', 'CustomResourceDefinition'],
};

describe.skipIf(!kubectlVersion)('a cluster full of secrets (needs kubectl on PATH)', () => {
  let captured: Captured;
  let archive = '';
  beforeAll(async () => {
    captured = await capture(CLUSTER, { redactor: createRedactor({ marks: 'token', key: Buffer.alloc(32, 7) }) });
    archive = gunzipSync(readFileSync(captured.collected.files[0] ?? '')).toString();
  }, 120_000);

  test('is captured with its logs, descriptions and tables', () => {
    expect(Object.keys(CLUSTER.logs)).toHaveLength(8);
    for (const file of ['describe/pods/shop.txt', 'get/pods.txt', 'cluster-resources/pods/logs/shop/web-7/web.log']) {
      expect(captured.files.get(file)?.length, file).toBeGreaterThan(1_000);
    }
  });

  test('leaves none of them in the bytes of the archive', () => {
    expect(leaksIn(archive)).toEqual([]);
  });

  test('and all of its evidence', () => {
    const logs = [...captured.files].filter(([file]) => file.endsWith('/web.log')).map(([, text]) => text);
    const whole = logs.join('').replaceAll(/^\d{4}-\S+Z /gm, '');

    expect(EVIDENCE.filter((line) => !whole.includes(`${line}\n`))).toEqual([]);
  });

  test('leaves none in the report either', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'casefile-corpus-'));
    const outputs = ['report.json', 'report.html', 'report.md'].map((name) => path.join(folder, name));
    await run('analyze', captured.collected.files[0] ?? '', '--quiet', ...outputs.flatMap((file) => ['-o', file]));

    expect(outputs.flatMap((file) => leaksIn(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
