import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceFromPath } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import { rawMember, rawTar, type Tree, tarGzOf, tarOf, zipOf } from '../support/archives.ts';
import { run } from '../support/run-program.ts';

const PASSWORD = ['hunter', '2'].join('');
const TREE: Tree = {
  'ticket/cluster-resources/pods/logs/shop/web-0/web.log': `connecting to db-0.db as shop password=${PASSWORD}\nenv.OPENAI_API_KEY: not set\n`,
  'ticket/cluster-resources/configmaps/shop.json': `${JSON.stringify({ kind: 'ConfigMapList', apiVersion: 'v1', items: [{ metadata: { name: 'web', namespace: 'shop' }, data: { DB_PASSWORD: PASSWORD, DB_USER: 'shop' } }] }, null, 2)}\n`,
  'ticket/notes.txt': 'nothing of interest\n',
};

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-redact-'));
const at = (name: string) => path.join(folder, name);

/** Path to text, or `-> target` of a link. */
async function contentsOf(file: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const entry of openBundle(await sourceFromPath(file)).entries) {
    if (entry.type === 'link') contents[entry.path] = `-> ${entry.target}`;
    if (entry.type !== 'file') continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of entry.content) pieces.push(Uint8Array.from(piece));
    contents[entry.path] = Buffer.concat(pieces).toString();
  }
  return contents;
}

beforeAll(async () => {
  writeFileSync(at('ticket.tar.gz'), await tarGzOf(TREE));
  writeFileSync(at('ticket.zip'), zipOf(TREE));
  for (const [name, content] of Object.entries(TREE)) {
    mkdirSync(path.dirname(at(`folder/${name}`)), { recursive: true });
    writeFileSync(at(`folder/${name}`), content);
  }
  symlinkSync('cluster-resources/pods/logs/shop/web-0/web.log', at('folder/ticket/web.log'));
  symlinkSync('/etc/hostname', at('folder/ticket/outside'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOG = 'ticket/cluster-resources/pods/logs/shop/web-0/web.log';
const SHOWN =
  /^connecting to db-0\.db as shop password=\[redacted:[0-9a-f]{8} password\]\nenv\.OPENAI_API_KEY: not set\n$/;

describe.each(['ticket.tar.gz', 'ticket.zip', 'folder'])('%s', (bundle) => {
  test('comes out under the same names, without its secrets and with its evidence', async () => {
    const { exitCode, stdout } = await run('redact', at(bundle), '-o', at('out.tar.gz'));
    const contents = await contentsOf(at('out.tar.gz'));
    expect(exitCode).toBe(0);
    expect(Object.keys(contents)).toEqual(expect.arrayContaining(Object.keys(TREE)));
    expect(contents[LOG]).toMatch(SHOWN);
    expect(contents['ticket/notes.txt']).toBe('nothing of interest\n');
    expect(Object.values(contents).join('')).not.toContain(PASSWORD);
    expect(stdout).toContain('redacted  2 values in 2 files\n');
  });
});

test('equal secrets share a mark in all files', async () => {
  await run('redact', at('ticket.tar.gz'), '-o', at('out.tar'));
  const marks = Object.values(await contentsOf(at('out.tar'))).flatMap((text) => text.match(/\[redacted:\w+/g) ?? []);
  expect(marks.length).toBe(2);
  expect(new Set(marks).size).toBe(1);
});

test('the copy says what was taken out of which file', async () => {
  await run('redact', at('ticket.tar.gz'), '-o', at('out.tar.gz'));
  const summary = JSON.parse((await contentsOf(at('out.tar.gz')))['ticket/casefile-redaction.json'] ?? '');
  expect(summary).toMatchObject({
    schemaVersion: 1,
    counts: { password: 2 },
    files: [
      { file: 'ticket/cluster-resources/configmaps/shop.json', rule: 'password', count: 1 },
      { file: LOG, rule: 'password', count: 1 },
    ],
    withheld: [],
    binary: [],
    problems: [],
  });
});

test('links stay links, and none leads out', async () => {
  await run('redact', at('folder'), '-o', at('out.tar.gz'));
  const contents = await contentsOf(at('out.tar.gz'));
  expect(contents['ticket/web.log']).toBe(`-> ${LOG}`);
  expect(contents['ticket/outside']).toBeUndefined();
});

test('the file is the owner’s alone, and nothing else is left', async () => {
  await run('redact', at('ticket.tar.gz'), '-o', at('mine.tar.gz'));
  expect(statSync(at('mine.tar.gz')).mode & 0o777).toBe(0o600);
  expect(existsSync(at('mine.tar.gz.partial'))).toBe(false);
});

test('archives within it stand under the paths that a report shows', async () => {
  const node = await tarGzOf({ 'kubelet.log': `token=${PASSWORD}x9\n` });
  writeFileSync(at('nested.tar'), await tarOf({ 'ticket/node.tar.gz': node, 'ticket/a.txt': 'a\n' }));
  await run('redact', at('nested.tar'), '-o', at('out.tar.gz'));
  expect((await contentsOf(at('out.tar.gz')))['ticket/node.tar.gz!/kubelet.log']).toMatch(
    /^token=\[redacted:\w+ token\]\n$/,
  );
});

test('a name that stands twice stands twice again: the last one counts', async () => {
  writeFileSync(
    at('twice.tar'),
    rawTar(
      rawMember({ name: 't/casefile.json' }, '{"complete":false}'),
      rawMember({ name: 't/casefile.json' }, '{"complete":true}'),
    ),
  );
  await run('redact', at('twice.tar'), '-o', at('out.tar'));
  expect(await contentsOf(at('out.tar'))).toMatchObject({
    't/casefile.json': '{"complete":false}',
    't/casefile.json#2': '{"complete":true}',
  });
});

test('a file larger than memory is to hold waits on disk', async () => {
  const line = `2026-03-01T12:00:00Z level=info msg="ok"\n`;
  writeFileSync(at('large.log'), `${line.repeat(240_000)}password=${PASSWORD}\n`);
  await run('redact', at('large.log'), '-o', at('out.tar.gz'));
  const text = (await contentsOf(at('out.tar.gz')))['large.log'] ?? '';
  expect(text.startsWith(line.repeat(240_000))).toBe(true);
  expect(text.slice(line.length * 240_000)).toMatch(/^password=\[redacted:\w+ password\]\n$/);
  expect(existsSync(at('out.tar.gz.entry.partial'))).toBe(false);
});

test('what is cut off is copied as far as it goes, and said', async () => {
  writeFileSync(at('cut.tar'), readFileSync(at('ticket.tar.gz')).subarray(0, 300));
  const { exitCode, stdout } = await run('redact', at('cut.tar'), '-o', at('out.tar.gz'));
  expect(exitCode).toBe(4);
  expect(stdout).toContain('Not read:\n');
});

test('addresses, hosts and patterns go on request', async () => {
  writeFileSync(at('a.log'), 'dial 10.1.2.3:80 at shop.example.com for customer-4711 of db.shop.svc\n');
  const options = ['--redact-ips', '--redact-hosts', '--redact-pattern', 'customer-(\\d+)'];
  await run('redact', at('a.log'), '-o', at('out.tar.gz'), ...options);
  expect((await contentsOf(at('out.tar.gz')))['a.log']).toMatch(
    /^dial \[redacted:\w+ ip\]:80 at \[redacted:\w+ host\] for customer-\[redacted:\w+ pattern\] of db\.shop\.svc\n$/,
  );
});

describe('is refused', () => {
  test.each([
    ['a name of another archive', ['ticket.tar.gz', '-o', 'out.zip'], 'names no archive that redact can write'],
    ['a copy within the folder that is read', ['folder', '-o', 'folder/out.tar.gz'], 'lies in the folder that is read'],
    ['a pattern that RE2 lacks', ['ticket.tar.gz', '-o', 'o.tar.gz', '--redact-pattern', '(?=x)'], 'cannot be used'],
  ])('%s', async (_, args, message) => {
    const paths = args.map((word) => (/^(?:-|\()/.test(word) ? word : at(word)));
    const { exitCode, stderr } = await run('redact', ...paths);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('nothing is left of it', async () => {
    const { exitCode } = await run('redact', at('absent.tar.gz'), '-o', at('never.tar.gz'));
    expect(exitCode).toBe(3);
    expect(existsSync(at('never.tar.gz.partial'))).toBe(false);
  });
});
