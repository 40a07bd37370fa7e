import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archivesIn, sourceFromPath, sourceFromPaths, sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { sha256, tarGzOf, zipOf } from '../../support/archives.ts';
import { readAll } from '../../support/entries.ts';

let root: string;
const at = (name: string) => path.join(root, name);
const write = async (name: string, content: string | Uint8Array) => {
  await mkdir(path.dirname(at(name)), { recursive: true });
  await writeFile(at(name), content);
};

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'casefile-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('a folder', () => {
  test('gives its files in the order of their names, archives opened, junk left out', async () => {
    const zip = zipOf({ 'inner.log': 'inner' });
    await write('case/b.log', 'b');
    await write('case/a/z.log', 'z');
    await write('case/a/node.zip', zip);
    await write('case/.DS_Store', 'junk');
    const { files, order, summary } = await readAll(await sourceFromPath(at('case')));

    expect(order).toEqual(['a/node.zip!/inner.log', 'a/z.log', 'b.log']);
    expect(files['a/node.zip!/inner.log']).toBe('inner');
    expect(summary).toEqual({
      container: 'folder',
      bytes: zip.length + 2,
      sha256: sha256(`a/node.zip\0${sha256(zip)}\na/z.log\0${sha256('z')}\nb.log\0${sha256('b')}\n`),
      entries: 6,
      truncated: false,
    });
  });

  test('never leads out of itself', async () => {
    await write('secret.txt', 'secret');
    await write('linked/logs/a.log', 'a');
    await symlink('logs/a.log', at('linked/inside.log'));
    await symlink('../secret.txt', at('linked/outside.txt'));
    await symlink(root, at('linked/root'));
    await symlink('.', at('linked/self'));
    const { files, links } = await readAll(await sourceFromPath(at('linked')));

    expect(files).toEqual({ 'logs/a.log': 'a' });
    expect(links).toEqual({ 'inside.log': 'logs/a.log', 'outside.txt': undefined, root: undefined, self: undefined });
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('a file that may not be read is a problem of its own', async () => {
    await write('locked/a.log', 'a');
    await write('locked/b.log', 'b');
    await chmod(at('locked/a.log'), 0);

    expect(await readAll(await sourceFromPath(at('locked')))).toMatchObject({
      files: { 'b.log': 'b' },
      problems: [{ problem: 'unreadable', path: 'a.log', why: 'it could not be read: EACCES' }],
    });
  });
});

describe('pieces of a split file', () => {
  const names = ['case.tar.gz.001', 'case.tar.gz.002', 'case.tar.gz.003'];
  const tree = { 'a.log': 'a'.repeat(5000), 'b.log': 'b'.repeat(5000) };

  test('are joined when one of them is given, or all', async () => {
    const archive = await tarGzOf(tree);
    for (const [piece, name] of names.entries())
      await write(name, archive.subarray(piece * 50, piece < 2 ? piece * 50 + 50 : undefined));

    const first = await readAll(await sourceFromPath(at('case.tar.gz.001')));
    const second = await readAll(await sourceFromPath(at('case.tar.gz.002')));
    const all = await readAll(await sourceFromPaths([...names].reverse().map(at)));

    expect(first).toMatchObject({
      files: tree,
      problems: [],
      summary: { sha256: sha256(archive), container: 'tar.gz' },
    });
    expect(second).toEqual(first);
    expect(all).toEqual(first);
  });

  test('a missing one is a truncated bundle', async () => {
    await rm(at('case.tar.gz.002'));
    const { problems, summary } = await readAll(await sourceFromPath(at('case.tar.gz.001')));

    expect(problems).toMatchObject([
      { problem: 'truncated', why: 'the piece case.tar.gz.002 is missing: nothing behind it could be read' },
    ]);
    expect(summary).toMatchObject({ truncated: true, bytes: 50 });
  });
});

test('several files are read as one bundle, side by side', async () => {
  await write('one/pods.txt', 'pods');
  await write('two.tar.gz', await tarGzOf({ 'a.log': 'a' }));
  await write('logs/b.log', 'b');
  const source = await sourceFromPaths([at('one/pods.txt'), at('two.tar.gz'), at('logs')]);

  expect((await readAll(source)).files).toEqual({ 'pods.txt': 'pods', 'two.tar.gz!/a.log': 'a', 'logs/b.log': 'b' });
});

test('a folder of nothing but archives is several bundles', async () => {
  const archive = await tarGzOf({ 'a.log': 'a' });
  await write('several/.DS_Store', 'junk');
  await write('several/one.tgz', archive);
  await write('several/two', zipOf({ 'b.log': 'b' }));
  await write('several/three.tar.gz.001', archive.subarray(0, 60));
  await write('several/three.tar.gz.002', archive.subarray(60));
  const several = ['one.tgz', 'three.tar.gz.001', 'two'].map((name) => at(`several/${name}`));

  expect(await archivesIn(at('several'))).toEqual(several);
  await write('rotated/a.log.1.gz', gzipSync('a'));
  expect(await archivesIn(at('rotated'))).toEqual([]);
  await write('several/notes.txt', 'text');
  expect(await archivesIn(at('several'))).toEqual([]);
});

test('a zip on disk is read by its directory, without holding it', async () => {
  const zip = zipOf({ 'a.log': 'a'.repeat(100_000), 'b.log': { content: 'b', method: 0 } });
  await write('case.zip', zip);
  const { files, summary } = await readAll(await sourceFromPath(at('case.zip')), { maxBufferedBytes: 0 });

  expect(files).toEqual({ 'a.log': 'a'.repeat(100_000), 'b.log': 'b' });
  expect(summary).toMatchObject({ container: 'zip', bytes: zip.length, sha256: sha256(zip) });
});

describe('what is refused, with the first entry at the latest', () => {
  const open = async (name: string) => readAll(await sourceFromPath(at(name)));

  test.each<[name: string, content: Uint8Array, detail: string]>([
    ['notes.pdf', Buffer.from('%PDF-1.7\n'), 'this file starts like a PDF'],
    ['shot.log', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'this file starts like a PNG image'],
    ['kubectl', Buffer.from('\x7fELF\x02\x01', 'latin1'), 'this file starts like a Linux program'],
    ['case.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'this file starts like a 7-Zip archive'],
    ['core', Buffer.from([1, 2, 3, 4, 5, 0, 0, 1]), 'this file holds binary data'],
    ['disk.img', Buffer.alloc(4096), 'this file holds only zero bytes'],
    ['empty.txt', Buffer.alloc(0), 'this file is empty'],
  ])('%s', async (name, content, detail) => {
    await write(name, content);

    await expect(open(name)).rejects.toMatchObject({
      code: 'NOT_A_BUNDLE',
      message: `${name} is not a bundle`,
      detail,
    });
  });

  test('a path that leads nowhere', async () => {
    await expect(open('nowhere.tar')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `${at('nowhere.tar')} does not exist`,
    });
    await write('file.txt', 'text');
    await expect(open('file.txt/inside')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('text in UTF-16, with zero bytes in front or with colours is text', async () => {
    await write('utf16.txt', Buffer.from('\ufeffNAME READY', 'utf16le'));
    await write('unmarked.txt', Buffer.from('NAME   READY', 'utf16le'));
    await write('power-loss.log', `${'\0'.repeat(500)}text after it`);
    await write('colours.log', '\u001b[31mERROR\u001b[0m failed');
    for (const name of ['utf16.txt', 'unmarked.txt', 'power-loss.log', 'colours.log']) {
      expect((await open(name)).order).toEqual([name]);
    }
  });
});

describe('a stream', () => {
  test('that fails keeps what arrived', async () => {
    async function* failing() {
      yield Buffer.from('first\n');
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    }

    expect(await readAll(sourceFromStream(failing()))).toMatchObject({
      files: { stdin: 'first\n' },
      problems: [{ problem: 'truncated', path: 'stdin', why: 'reading the stream failed: ECONNRESET' }],
      summary: { truncated: true },
    });
  });

  test('is let go when the caller stops early', async () => {
    let isOpen = true;
    async function* endless() {
      try {
        for (;;) yield Buffer.from('line\n');
      } finally {
        isOpen = false;
      }
    }
    for await (const _ of openBundle(sourceFromStream(endless())).entries) break;

    expect(isOpen).toBe(false);
  });
});
