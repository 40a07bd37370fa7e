import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { isWhole } from '../../src/collect/summary.ts';
import { failure } from '../support/api-server/answers.ts';
import { kubectlVersion, writeKubeconfig } from '../support/api-server/kubectl.ts';
import { capture, environmentOf, optionsOf, redactorOf } from './captured.ts';
import { FEW_KINDS, SHOP, SHOP_LOGS } from './shop.ts';

const cluster = { objects: SHOP, logs: SHOP_LOGS, serves: FEW_KINDS };

describe.skipIf(!kubectlVersion)('a cluster that misbehaves (needs kubectl on PATH)', () => {
  test('a list that fails is recorded, and the others are there', async () => {
    const { collected, files } = await capture({
      ...cluster,
      intercept: ({ target }) =>
        target?.resource.kind === 'Event' ? failure(500, 'InternalError', 'etcdserver: request timed out') : undefined,
    });
    const events = collected.manifest.captures.find(({ command }) =>
      command.startsWith('kubectl get events -A -o json'),
    );

    expect(events).toMatchObject({
      exitCode: 1,
      bytes: 0,
      error: expect.stringContaining('etcdserver: request timed out'),
    });
    expect(JSON.parse(files.get('cluster-resources/events-errors.json') ?? '')).toHaveProperty(['']);
    expect(files.has('cluster-resources/events/shop.json')).toBe(false);
    expect(files.has('cluster-resources/pods/shop.json')).toBe(true);
    expect(isWhole(collected)).toBe(false);
  });

  test('a group whose server is down hides no other group', async () => {
    const { files } = await capture({
      ...cluster,
      intercept: ({ path }) =>
        path.startsWith('/apis/cert-manager.io') ? failure(503, 'ServiceUnavailable', 'no backend') : undefined,
    });

    expect(files.has('cluster-resources/custom-resources/applications.argoproj.io/argocd.json')).toBe(true);
    expect(JSON.parse(files.get('cluster-resources/custom-resources/custom-resources-errors.json') ?? '')).toEqual({
      'certificates.cert-manager.io': expect.stringContaining('no backend'),
    });
  });

  test('a list of several pages arrives whole', async () => {
    const jobs = Array.from({ length: 1_200 }, (_, index) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `import-${index}`, namespace: 'shop' },
    }));
    const { files, requests } = await capture({ ...cluster, objects: [...SHOP, ...jobs] });

    expect(JSON.parse(files.get('cluster-resources/jobs/shop.json') ?? '').items).toHaveLength(1_200);
    expect(requests.filter(({ query }) => query.has('continue'))).not.toEqual([]);
  });

  test('a log beyond the limit keeps its newest lines and says so', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`).join('\n');
    const { files, collected } = await capture(
      { ...cluster, logs: { ...SHOP_LOGS, 'shop/web-1/web': lines } },
      { maxLogBytes: 500 },
    );
    const log = files.get('cluster-resources/pods/logs/shop/web-1/web.log') ?? '';

    expect(log).toMatch(/^\[casefile: \d+ older bytes were cut\]\n2026-\S+ line 9\d\d\n/);
    expect(log).toMatch(/ line 999\n$/);
    expect(collected.manifest.captures.filter(({ truncated }) => truncated)).toHaveLength(1);
  });

  test('an interrupted capture keeps what it has, and says what it did not get to', async () => {
    const controller = new AbortController();
    const { collected, files } = await capture(
      {
        ...cluster,
        intercept: ({ target }) => {
          if (target?.subresource === 'log') controller.abort(new Error('interrupted'));
          return undefined;
        },
      },
      { signal: controller.signal },
    );

    expect(files.has('cluster-resources/pods/shop.json')).toBe(true);
    expect(files.has('describe/nodes.txt')).toBe(false);
    expect(collected.manifest.complete).toBe(false);
    expect(collected.manifest.captures.at(-1)?.error).toBe('not run: interrupted');
    expect(isWhole(collected)).toBe(false);
  });

  test('a capture that takes too long ends in time', async () => {
    const { collected } = await capture(
      { ...cluster, intercept: ({ target }) => (target?.resource.kind === 'Pod' ? 'handled' : undefined) },
      { timeoutMs: 3_000 },
    );
    const pods = collected.manifest.captures.find(({ command }) => command.startsWith('kubectl get pods -A -o json'));

    expect(pods).toMatchObject({ exitCode: null, error: 'the time limit of 3 s was reached' });
    expect(collected.manifest.complete).toBe(false);
  });

  test('content that cannot be redacted is withheld', async () => {
    const { files, collected } = await capture(cluster, {
      redactor: redactorOf({
        text: (text) => {
          if (text.includes('OPENAI')) throw new Error(text);
          return text;
        },
        object: (object) => {
          if (JSON.stringify(object).includes('import-1')) throw new Error('cannot judge');
          return object;
        },
      }),
    });

    expect(files.get('cluster-resources/pods/logs/shop/web-1/web.log')).toBe(
      '[casefile: withheld, this content could not be redacted]\n',
    );
    expect(JSON.parse(files.get('cluster-resources/pods/shop.json') ?? '').items[1]).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'import-1', namespace: 'shop' },
      note: '[casefile: withheld, this content could not be redacted]',
    });
    expect(collected.manifest.redaction.withheld).toEqual([
      'cluster-resources/pods/logs/shop/web-1/web.log',
      'cluster-resources/pods/shop.json',
    ]);
    expect(isWhole(collected)).toBe(false);
  });

  test('without a cluster there is no bundle, and no rest of one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'casefile-collect-'));
    const file = path.join(folder, 'bundle.tar.gz');
    const options = optionsOf({ timeoutMs: 20_000, kubeconfig: writeKubeconfig(folder, 'http://127.0.0.1:9') });

    await expect(collect(file, options, environmentOf())).rejects.toMatchObject({ code: 'NO_CLUSTER' });
    expect(readdirSync(folder)).toEqual(['kubeconfig']);
  });
});

test.skipIf(!kubectlVersion)('a kubectl that is gone in the middle leaves what was captured', async () => {
  const kubectl = path.join(mkdtempSync(path.join(tmpdir(), 'casefile-kubectl-')), 'kubectl');
  writeFileSync(kubectl, '#!/bin/sh\nexec kubectl "$@"\n', { mode: 0o755 });
  const { collected, files } = await capture(
    {
      ...cluster,
      intercept: ({ target }) => {
        if (target?.subresource === 'log') rmSync(kubectl, { force: true });
        return undefined;
      },
    },
    { kubectl },
  );

  expect(files.get('cluster-resources/pods/logs/shop/web-1/web.log')).toContain('env.OPENAI_API_KEY: not set');
  expect(collected.manifest.captures.find(({ command }) => command === 'kubectl describe nodes')).toMatchObject({
    exitCode: null,
    error: expect.stringContaining('cannot be started'),
  });
  expect(isWhole(collected)).toBe(false);
});

test('without kubectl there is no bundle', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'casefile-collect-')), 'bundle.tar.gz');
  const options = optionsOf({ timeoutMs: 20_000 });

  await expect(collect(file, options, environmentOf({ kubectl: '/nowhere/kubectl' }))).rejects.toMatchObject({
    code: 'NO_KUBECTL',
  });
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('a place that cannot be written is refused before the cluster is asked', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-collect-'));
  const options = optionsOf({ timeoutMs: 20_000 });
  const missing = collect(
    path.join(folder, 'missing/bundle.tar.gz'),
    options,
    environmentOf({ kubectl: '/nowhere/kubectl' }),
  );
  await expect(missing).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });

  const file = path.join(folder, 'bundle.tar.gz');
  writeFileSync(`${file}.partial`, 'of another run');
  await expect(collect(file, options, environmentOf({ kubectl: '/nowhere/kubectl' }))).rejects.toMatchObject({
    code: 'OUTPUT_NOT_WRITABLE',
  });
  expect(readdirSync(folder)).toEqual(['bundle.tar.gz.partial']);
  // A clock that still runs would keep the program from its end.
  expect(vi.getTimerCount()).toBe(0);
});
