import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonSchema } from '../../src/report-format/comparison.ts';
import { run } from '../support/run-program.ts';

const BEFORE = 'test/bundles/bifrost-provider-key';
const SECRETS = 'cluster-resources/secrets/ai-gateway.json';
const DEPLOYMENTS = 'cluster-resources/deployments/ai-gateway.json';

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-diff-'));
const at = (name: string) => path.join(folder, name);

/** The same cluster after the key was put in and an image was changed; a password came into the open with it. */
beforeAll(async () => {
  cpSync(BEFORE, at('after'), { recursive: true });
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(at(`after/${file}`), 'utf8');
    expect(text).toContain(from);
    writeFileSync(at(`after/${file}`), text.replace(from, to));
  };
  edit(SECRETS, '"apikey":', '"api-key": 51, "apikey":');
  edit(DEPLOYMENTS, 'maximhq/bifrost:v1.4.8', 'maximhq/bifrost:v1.4.9?password=hunter2-lake');
  await run('analyze', BEFORE, '--quiet', '-o', at('before.json'));
  await run('analyze', at('after'), '--quiet', '-o', at('after.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('two bundles', () => {
  test('what was mended is over or gone, what was changed is told, with secrets taken out', async () => {
    const { exitCode, stdout } = await run('diff', BEFORE, at('after'), '--format', 'json');
    const { diagnoses, objects } = comparisonSchema.parse(JSON.parse(stdout));
    expect(exitCode).toBe(0);
    expect(diagnoses.map(({ status }) => status)).not.toContain('new');
    expect(objects).toMatchObject({ compared: true, added: [], removed: [] });
    const changed = objects.compared ? objects.changed : [];
    expect(changed.map(({ object }) => `${object.kind} ${object.name}`)).toEqual([
      'Deployment bifrost',
      'Secret openai-credentials',
    ]);
    expect(changed[1]?.fields).toEqual([{ path: 'keys.api-key', area: 'data', after: '51' }]);
    expect(stdout).not.toContain('hunter2-lake');
  });

  test('to a file by its extension', async () => {
    for (const [name, start] of [
      ['d.html', '<!doctype html>'],
      ['d.md', '# '],
      ['d.txt', 'No diagnosis is new'],
    ] as const) {
      const { stdout } = await run('diff', BEFORE, at('after'), '-o', at(name));
      expect(stdout).toBe('');
      expect(readFileSync(at(name), 'utf8').startsWith(start)).toBe(true);
    }
  });
});

test('two reports: the same diagnoses, and no objects', async () => {
  const { stdout } = await run('diff', at('before.json'), at('after.json'), '--format', 'json');
  const reports = comparisonSchema.parse(JSON.parse(stdout));
  const bundles = comparisonSchema.parse(
    JSON.parse((await run('diff', BEFORE, at('after'), '--format', 'json')).stdout),
  );
  expect(reports.objects.compared).toBe(false);
  expect(reports.diagnoses).toEqual(bundles.diagnoses);
});

test('a report against a bundle: its diagnoses alone', async () => {
  const { exitCode, stdout } = await run('diff', at('before.json'), BEFORE);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Still there');
  expect(stdout).toContain('holds findings and no objects');
});

describe('what cannot be compared', () => {
  test('a report that is damaged is said to be none', async () => {
    writeFileSync(
      at('bad.json'),
      readFileSync(at('before.json'), 'utf8').replace('"severity": "critical"', '"severity": "bad"'),
    );
    const { exitCode, stderr } = await run('diff', at('bad.json'), at('after.json'));
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/bad\.json is not a report of casefile \(NOT_A_REPORT\)\n {2}diagnoses\.0\.severity/);
  });

  test('a path that does not exist, standard input twice, an unknown extension', async () => {
    expect((await run('diff', at('none.tar'), BEFORE)).exitCode).toBe(3);
    expect((await run('diff', '-', '-')).exitCode).toBe(2);
    expect((await run('diff', BEFORE, BEFORE, '-o', at('x.pdf'))).exitCode).toBe(2);
  });
});
