import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import glob from 'fast-glob';
import { expect, test } from 'vitest';
import { sourceFromPath, sourceFromStream } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../../src/analyze/bundle/source.ts';
import { analyze } from '../../src/analyze/index.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import { type Tree, tarOf, zipOf, zstdStored } from '../support/archives.ts';

const DEMO = path.join(import.meta.dirname, '..', 'bundles', 'bifrost-provider-key');

async function treeUnder(top: string): Promise<Tree> {
  const files = (await glob('**/*', { cwd: DEMO, dot: true })).sort();
  return Object.fromEntries(files.map((file) => [`${top}${file}`, readFileSync(path.join(DEMO, file))]));
}

async function reportOn(source: BundleSource) {
  const {
    bundle: _,
    stats: __,
    ...report
  } = await analyze(openBundle(source).entries, await rulesFrom([]), {
    name: 'demo',
    version: '0',
  });
  return report;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test.each([
  ['a tar', async () => tarOf(await treeUnder('demo/'))],
  ['a tar without a top folder', async () => tarOf(await treeUnder('./'))],
  ['a tar.gz in two top folders', async () => gzipSync(await tarOf(await treeUnder('a b (1)/demo/')))],
  ['a tar.zst', async () => zstdStored(await tarOf(await treeUnder('demo/')))],
  ['a zip', async () => zipOf(await treeUnder('demo/'))],
  ['a tar.gz in a zip', async () => zipOf({ 'demo.tar.gz': gzipSync(await tarOf(await treeUnder('demo/'))) })],
])('our own bundle says the same as %s', async (what, make) => {
  const folder = await reportOn(await sourceFromPath(DEMO));
  const archive = await reportOn(sourceFromStream(once(await make()), 'demo'));

  // Inside a nested archive the files are named after it; everything else is the same.
  const text = JSON.stringify(archive);
  expect(JSON.parse(what.includes('in a zip') ? text.replaceAll('demo.tar.gz!/demo/', '') : text)).toEqual(folder);
});
