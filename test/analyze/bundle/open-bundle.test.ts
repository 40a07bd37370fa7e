import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceFromPath } from '../../../src/analyze/bundle/disk.ts';
import { sha256, type Tree, tarGzOf, tarOf } from '../../support/archives.ts';
import { readAll, readBytes } from '../../support/entries.ts';

const tree: Tree = {
  'case/version.yaml': 'kind: SupportBundle\n',
  'case/pods/web.log': 'line\n'.repeat(1000),
  'case/pods/empty.log': '',
  'case/pods/überlänge.log': 'x'.repeat(1024),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'casefile-'));
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(folder, 'tree', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('the same tree comes out of a tar, a tar.gz and a folder', async () => {
  const tar = await tarOf(tree);
  const tarGz = await tarGzOf(tree);

  expect(await readBytes(tar)).toMatchObject({
    files: tree,
    problems: [],
    summary: { container: 'tar', bytes: tar.length, sha256: sha256(tar), entries: 4, truncated: false },
  });
  expect(await readBytes(tarGz, { piece: 7 })).toMatchObject({
    files: tree,
    problems: [],
    summary: { container: 'tar.gz', bytes: tarGz.length, sha256: sha256(tarGz) },
  });
  const lines = Object.entries(tree).map(([name, content]) => `${name}\0${sha256(content)}\n`);
  expect(await readAll(await sourceFromPath(path.join(folder, 'tree')))).toMatchObject({
    files: tree,
    problems: [],
    summary: { container: 'folder', bytes: 6044, sha256: sha256(lines.sort().join('')) },
  });
});
