import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { dump } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { podOf } from '../../../bench/cluster-lists.ts';
import { generator, logText } from '../../../bench/generate.ts';
import { sourceFromPath } from '../../../src/analyze/bundle/disk.ts';
import { type InflateAside, openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { readBundle } from '../../../src/analyze/read.ts';
import type { Needle } from '../../../src/analyze/scan/needle.ts';
import { sha256, type Tree, tarGzOf, tarOf, zipOf } from '../../support/archives.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-perishable-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CHUNK = 64 * 1024;

/** Inflates in this thread, and overwrites each chunk once two more were asked for. */
function overwriting(gzip: Uint8Array): InflateAside {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const bytes = gunzipSync(gzip);
    const given: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const chunk = new Uint8Array(bytes.subarray(at, at + CHUNK));
      given.push(chunk);
      given.at(-3)?.fill('"'.charCodeAt(0));
      yield chunk;
    }
  }
  return async () => ({
    chunks: chunks(),
    digest: async () => ({ bytes: gzip.length, sha256: sha256(gzip) }),
    close: async () => {},
  });
}

/** Several chunks of everything that is read: in pieces, as a whole, through a decompressor, from the middle. */
async function variousFiles(): Promise<Tree> {
  const pods = Array.from({ length: 300 }, (_, seed) => ({ kind: 'Pod', apiVersion: 'v1', ...podOf(seed) }));
  const log = logText(500_000, generator(1), 0.01, 3);
  const described = pods
    .map(({ kind }, at) => `Name:         web-${at}\nNamespace:    shop\nKind: ${kind}\n\n`)
    .join('\n');
  const large = { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'large', namespace: 'shop' }, data: { log } };
  const long = `${'deep/'.repeat(40)}${'x'.repeat(150)}.log`;
  return {
    'cluster-resources/pods/shop.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: pods }),
    'cluster-resources/configmaps/shop.json': JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [large] }),
    'cluster-resources/pods/more.yaml': dump({ kind: 'PodList', apiVersion: 'v1', items: pods.slice(0, 90) }),
    'cluster-resources/pods/logs/shop/web-1/app.log': log,
    'describe/pods.txt': described.repeat(30),
    'dump.txt': `==== START logs for container web of pod shop/web-0 ====\n${log}==== END logs for container web of pod shop/web-0 ====\n`,
    [long]: log.slice(0, 70_000),
    'returns.log': log.replaceAll('\n', '\r'),
    'windows.log': Buffer.from(log.slice(0, 150_000), 'utf16le'),
    'node.zip': zipOf({ 'kubelet.log': log, 'pods.json': JSON.stringify(pods) }),
    'node.tar.gz': await tarGzOf({ 'kubelet.log': log }),
    'node.tar': await tarOf({ 'kubelet.log': log, [`${long}.1`]: log.slice(0, 90_000) }),
    'old.log.gz': gzipSync(log),
  };
}

const needles: Needle[] = [
  { id: 'one', literals: [' cannot '], pattern: '(?P<what>\\w+) cannot \\w+', input: 'both' },
  { id: 'two', literals: ['level=error'], pattern: 'level=error(?s:.)*', input: 'both' },
];

async function factsOf(file: string, inflateAside?: InflateAside) {
  const opened = openBundle(await sourceFromPath(file), {}, inflateAside);
  const reading = await readBundle(opened.entries, needles);
  return { reading, summary: opened.summary() };
}

test('nobody who reads a bundle looks at a chunk that was taken back', async () => {
  const file = path.join(folder, 'bundle.tar.gz');
  const gzip = await tarGzOf(await variousFiles());
  writeFileSync(file, gzip);
  const expected = await factsOf(file);

  const { facts } = expected.reading;
  expect(facts.objects.length).toBeGreaterThan(300);
  expect(facts.logs.length).toBeGreaterThan(7);
  expect(await factsOf(file, overwriting(gzip))).toEqual(expected);
});

test('a single compressed log, and a zip that was compressed once more', async () => {
  const log = logText(500_000, generator(2), 0.01, 3);
  for (const content of [Buffer.from(log), zipOf({ 'a.log': log, 'b.log': log })]) {
    const file = path.join(folder, 'single.log.gz');
    const gzip = gzipSync(content);
    writeFileSync(file, gzip);
    const expected = await factsOf(file);

    expect(expected.reading.facts.logs[0]?.scan.hits.length).toBeGreaterThan(0);
    expect(await factsOf(file, overwriting(gzip))).toEqual(expected);
  }
});
