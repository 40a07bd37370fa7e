import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tarGzOf } from '../support/archives.ts';
import { run } from '../support/run-program.ts';
import { plantedBundle } from './corpus/bundle.ts';
import { EVIDENCE } from './corpus/evidence.ts';
import { leakFinder } from './corpus/leaks.ts';
import { makeSecrets } from './corpus/secrets.ts';

const SECRETS = makeSecrets(8, 31);
const folder = mkdtempSync(path.join(tmpdir(), 'casefile-corpus-'));
const at = (name: string) => path.join(folder, name);

const leaksIn = leakFinder(SECRETS);

let archive = '';

beforeAll(async () => {
  writeFileSync(at('ticket.tar.gz'), await tarGzOf(plantedBundle(SECRETS)));
  const { exitCode } = await run('redact', at('ticket.tar.gz'), '-o', at('redacted.tar.gz'));
  expect(exitCode).toBe(0);
  archive = gunzipSync(readFileSync(at('redacted.tar.gz'))).toString();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are as many secrets, kinds and forms as promised', () => {
  expect(SECRETS.length).toBeGreaterThanOrEqual(400);
  expect(new Set(SECRETS.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
  const planted = gunzipSync(readFileSync(at('ticket.tar.gz'))).toString();
  expect(SECRETS.filter(({ text }) => !planted.includes(text))).toEqual([]);
});

test('no secret is in the bytes of the archive', () => {
  expect(leaksIn(archive)).toEqual([]);
});

test('evidence is, all of it', () => {
  const lost = EVIDENCE.filter((line) => !archive.includes(`${line}\n`));
  expect(lost).toEqual([]);
  expect(EVIDENCE.length).toBeGreaterThanOrEqual(200);
});

test('so are hosts, users and references in objects', () => {
  const kept = SECRETS.flatMap((_, index) => [`"db-${index}.db"`, `"name": "keys-${index}"`, `"level-${index}"`]);
  expect(kept.filter((text) => !archive.includes(text))).toEqual([]);
  expect(archive).toContain('username: user-7\\n');
  expect(archive).toContain('"existingSecret": "keys-7"');
  expect(archive).toContain('"api-key": 20');
});

test.each(['ticket.tar.gz', 'redacted.tar.gz'])(
  'the reports from %s hold none either',
  async (bundle) => {
    const outputs = ['report.json', 'report.html', 'report.md'].map(at);
    await run('analyze', at(bundle), '--quiet', ...outputs.flatMap((file) => ['-o', file]));
    expect(outputs.flatMap((file) => leaksIn(readFileSync(file, 'utf8')))).toEqual([]);
  },
  60_000,
);
