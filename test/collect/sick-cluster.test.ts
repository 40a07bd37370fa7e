import { describe, expect, test } from 'vitest';
import type { CaptureRecord } from '../../src/bundle-format/manifest.ts';
import { isWhole } from '../../src/collect/summary.ts';
import { failure } from '../support/api-server/answers.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import type { Captured, CaptureOptions } from './captured.ts';
import { capture } from './captured.ts';
import { FEW_KINDS, SHOP, SHOP_LOGS } from './shop.ts';

const cluster = { objects: SHOP, logs: SHOP_LOGS, serves: FEW_KINDS };
const WEB_LOG = 'cluster-resources/pods/logs/shop/web-1/web.log';

const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `import-${index}`, namespace: 'shop' },
  }));
const namesIn = ({ files }: Captured, path: string): string[] =>
  JSON.parse(files.get(path) ?? '{"items":[]}').items.map((item: { metadata: { name: string } }) => item.metadata.name);
const recordOf = ({ collected }: Captured, start: string): CaptureRecord | undefined =>
  collected.manifest.captures.find(({ command }) => command.startsWith(`kubectl ${start}`));

/** True the first time that it is asked. */
function once() {
  let asked = false;
  return () => {
    const first = !asked;
    asked = true;
    return first;
  };
}

describe.skipIf(!kubectlVersion).each([
  ['the proxy', { proxy: true }],
  ['processes', { proxy: false }],
] as [string, CaptureOptions][])('a sick API server, asked through %s (needs kubectl on PATH)', (_name, way) => {
  test('that is overwhelmed is asked again when it says so', async () => {
    const first = once();
    let again = 0;
    const shop = await capture(
      {
        ...cluster,
        intercept: ({ target }) => {
          if (target?.resource.kind !== 'Pod' || target.subresource) return undefined;
          if (first()) {
            again = performance.now();
            return { ...failure(429, 'TooManyRequests', 'try later'), headers: { 'retry-after': '1' } };
          }
          again = performance.now() - again;
          return undefined;
        },
      },
      { ...way, selection: { profile: 'minimal', include: [], exclude: [] } },
    );

    expect(namesIn(shop, 'cluster-resources/pods/shop.json')).toEqual(['web-1', 'import-1']);
    expect(again).toBeGreaterThan(900);
    expect(isWhole(shop.collected)).toBe(true);
  });

  test('whose list expires between two pages gives it in one piece', async () => {
    const shop = await capture(
      {
        ...cluster,
        objects: [...SHOP, ...jobs(700)],
        intercept: ({ target, query }) =>
          target?.resource.kind === 'Job' && query.get('continue')
            ? failure(410, 'Expired', 'The provided continue parameter is too old to display a consistent list result.')
            : undefined,
      },
      way,
    );

    const names = namesIn(shop, 'cluster-resources/jobs/shop.json');
    expect(names).toHaveLength(700);
    expect(new Set(names).size).toBe(700);
    expect(recordOf(shop, 'get jobs.batch -A -o json')).toMatchObject({ exitCode: 0 });
  });

  test('that breaks off a list is asked again, and nothing counts twice', async () => {
    const first = once();
    const shop = await capture(
      {
        ...cluster,
        objects: [...SHOP, ...jobs(200)],
        intercept: ({ target }, response) => {
          if (target?.resource.kind !== 'Job' || !first()) return undefined;
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
          response.write(
            '{"kind":"JobList","apiVersion":"batch/v1","metadata":{},"items":[{"metadata":{"name":"import-0"',
          );
          setTimeout(() => response.destroy(), 50);
          return 'handled';
        },
      },
      way,
    );

    expect(namesIn(shop, 'cluster-resources/jobs/shop.json')).toHaveLength(200);
    expect(isWhole(shop.collected)).toBe(true);
  });

  test('that breaks off a log leaves what had come, and says so', async () => {
    const shop = await capture(
      {
        ...cluster,
        intercept: ({ path, query }, response) => {
          if (!path.endsWith('/pods/web-1/log') || query.get('container') !== 'web' || query.get('previous')) {
            return undefined;
          }
          response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100000' });
          response.write('2026-03-01T10:00:00Z the last words\n');
          // The proxy passes on what it has a few times a second.
          setTimeout(() => response.destroy(), 500);
          return 'handled';
        },
      },
      way,
    );

    expect(shop.files.get(WEB_LOG)).toBe('2026-03-01T10:00:00Z the last words\n');
    expect(recordOf(shop, 'logs web-1 -n shop -c web --timestamps')?.error).toMatch(/broke off|unexpected EOF/);
    expect(isWhole(shop.collected)).toBe(false);
  });

  test('whose logs are endless lines and bytes of no text', async () => {
    const line = `${'x'.repeat(10_000_000)} the end`;
    const binary = Buffer.from([0, 255, 254, 10, 128, 65, 10]);
    const shop = await capture(
      { ...cluster, logs: { ...SHOP_LOGS, 'shop/web-1/web': line, 'shop/web-1/proxy': binary } },
      { ...way, maxLogBytes: 20_000_000 },
    );

    expect(shop.files.get(WEB_LOG)).toMatch(/^2026-\S+ x{100}/);
    expect(shop.files.get(WEB_LOG)).toMatch(/x the end\n$/);
    expect(shop.files.get(WEB_LOG)).toHaveLength('2026-03-01T10:00:00.000000000Z '.length + line.length + 1);
    expect(shop.files.get('cluster-resources/pods/logs/shop/web-1/proxy.log')).toContain('A\n');
  });
});

test.skipIf(!kubectlVersion)('of thousands of pods all are listed, and those in trouble described', async () => {
  const pods = Array.from({ length: 3_000 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `worker-${index}`, namespace: 'shop' },
    spec: { nodeName: 'node-1', containers: [{ name: 'worker', image: 'registry.example.com/worker:1' }] },
    status:
      index % 100 === 0
        ? { phase: 'Pending' }
        : { phase: 'Running', containerStatuses: [{ name: 'worker', ready: true, restartCount: 0 }] },
  }));
  const shop = await capture(
    { ...cluster, objects: [...SHOP, ...pods] },
    { selection: { profile: 'full', include: [], exclude: ['logs'] } },
  );

  expect(namesIn(shop, 'cluster-resources/pods/shop.json')).toHaveLength(3_002);
  expect(shop.files.get('describe/pods/shop.txt')?.match(/^Name: /gm)).toHaveLength(32);
  expect([...shop.files.keys()].filter((path) => path.endsWith('.log'))).toEqual([]);
});
