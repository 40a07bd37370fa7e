import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report-format/report.ts';
import { reportSchema } from '../../src/report-format/schema.ts';
import { type Tree, tarGzOf, tarOf } from '../support/archives.ts';
import { run } from '../support/run-program.ts';

/** A pod that wants a Secret which is not in the complete list of its namespace; and a log in a folder of its own. */
const BROKEN: Tree = {
  'cluster-resources/pods/shop.json': JSON.stringify({
    kind: 'PodList',
    apiVersion: 'v1',
    items: [
      {
        metadata: { name: 'web-0', namespace: 'shop', creationTimestamp: '2026-03-01T10:00:00Z' },
        spec: { containers: [{ name: 'web', image: 'web:1', envFrom: [{ secretRef: { name: 'web-env' } }] }] },
        status: {
          phase: 'Pending',
          conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-03-01T10:00:05Z' }],
          containerStatuses: [
            {
              name: 'web',
              ready: false,
              restartCount: 0,
              state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "web-env" not found' } },
            },
          ],
        },
      },
    ],
  }),
  'cluster-resources/secrets/shop.json': JSON.stringify({ kind: 'SecretList', apiVersion: 'v1', items: [] }),
  'cluster-resources/pods/logs/shop/other-0/other.log': 'started\nlistening on :8080\n',
  'casefile.json': JSON.stringify({ tool: { name: 'casefile' }, capturedAt: '2026-03-01T12:00:00Z', captures: [] }),
};

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-analyze-'));
const at = (name: string) => path.join(folder, name);
const reportAt = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as Report;

beforeAll(async () => {
  writeFileSync(at('broken.tar.gz'), await tarGzOf(inTop(BROKEN)));
  writeFileSync(at('broken.tar'), await tarOf(inTop(BROKEN)));
  for (const [name, content] of Object.entries(BROKEN)) {
    mkdirSync(path.dirname(at(`broken/${name}`)), { recursive: true });
    writeFileSync(at(`broken/${name}`), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inTop(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, content]) => [`broken/${name}`, content]));
}

describe('a bundle', () => {
  test('gives the summary here and the reports in files; its JSON fits the schema', async () => {
    const { exitCode, stdout } = await run(
      'analyze',
      at('broken.tar.gz'),
      '-o',
      at('r.html'),
      '-o',
      at('r.md'),
      '-o',
      at('r.json'),
    );

    expect(exitCode).toBe(0);
    expect(stdout).toContain('A Secret that pods need does not exist');
    expect(readFileSync(at('r.html'), 'utf8')).toContain('web-env');
    expect(readFileSync(at('r.md'), 'utf8')).toContain('web-env');
    const report = reportSchema.parse(reportAt('r.json'));
    expect(report.diagnoses[0]).toMatchObject({ severity: 'error', confidence: 'confirmed', current: true });
    expect(report.bundle).toMatchObject({ format: 'casefile', capturedAt: '2026-03-01T12:00:00Z', truncated: false });
    expect(report.bundle.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('gives the same bytes twice, and the same findings and files as folder and as tar', async () => {
    for (const name of ['broken.tar.gz', 'broken.tar', 'broken']) {
      await run('analyze', at(name), '--quiet', '-o', at(`${name}.json`));
    }
    await run('analyze', at('broken.tar.gz'), '--quiet', '-o', at('again.json'));

    const timeless = (report: Report) => ({ ...report, stats: { ...report.stats, durationMs: 0 } });
    expect(JSON.stringify(timeless(reportAt('again.json')))).toBe(
      JSON.stringify(timeless(reportAt('broken.tar.gz.json'))),
    );
    const { findings, diagnoses } = reportAt('broken.tar.gz.json');
    expect(findings.length).toBeGreaterThan(0);
    for (const name of ['broken.tar.json', 'broken.json']) {
      expect(reportAt(name).findings).toEqual(findings);
      expect(reportAt(name).diagnoses).toEqual(diagnoses);
    }
  });

  test('goes to standard output alone when asked to', async () => {
    const { stdout } = await run('analyze', at('broken'), '--format', 'json');
    expect((JSON.parse(stdout) as Report).schemaVersion).toBe(1);
  });

  test('--fail-on decides the exit code, --min-severity only what people see', async () => {
    expect((await run('analyze', at('broken'), '--quiet', '--format', 'md', '--fail-on', 'error')).exitCode).toBe(1);
    expect((await run('analyze', at('broken'), '--quiet', '--format', 'md', '--fail-on', 'critical')).exitCode).toBe(0);
    const hidden = await run(
      'analyze',
      at('broken'),
      '--format',
      'md',
      '--min-severity',
      'critical',
      '--fail-on',
      'error',
    );
    expect(hidden.exitCode).toBe(1);
    expect(hidden.stdout).not.toContain('A Secret that pods need does not exist');
  });

  test('--only runs one rule, --skip leaves one out', async () => {
    await run('analyze', at('broken'), '--quiet', '--only', 'secret-missing', '-o', at('only.json'));
    await run('analyze', at('broken'), '--quiet', '--skip', 'secret-missing', '-o', at('skip.json'));
    expect(reportAt('only.json').outcomes).toMatchObject([{ rule: 'secret-missing', outcome: 'found' }]);
    expect(reportAt('skip.json').findings.map(({ rule }) => rule)).not.toContain('secret-missing');
  });
});

describe('--explain', () => {
  test('shows what a rule found', async () => {
    const { stdout } = await run('analyze', at('broken'), '--explain', 'secret-missing');
    expect(stdout).toContain('secret-missing: found');
    expect(stdout).toContain('web-env');
  });

  test('shows what came near where it found nothing', async () => {
    writeFileSync(at('near.log'), '2026-03-01T12:00:00Z waiting: no such host yet, will look again\n');
    const { stdout } = await run('analyze', at('near.log'), '--explain', 'host-not-found');
    expect(stdout).toMatch(/host-not-found: (clear|not-collected)/);
    expect(stdout).toContain('came near, but does not match (1):');
    expect(await run('analyze', at('broken'), '--explain', 'no-such-rule')).toMatchObject({ exitCode: 2 });
  });
});

describe('what is broken', () => {
  test('a bundle cut in half is read as far as it goes, and says so', async () => {
    const whole = await tarOf(inTop(BROKEN));
    writeFileSync(at('cut.tar'), whole.subarray(0, 2600));
    const { exitCode, stdout } = await run('analyze', at('cut.tar'), '-o', at('cut.json'));

    expect(exitCode).toBe(0);
    expect(stdout).toContain('cut off');
    expect(reportAt('cut.json').bundle.truncated).toBe(true);
    expect(
      reportAt('cut.json')
        .coverage.gaps.map(({ why }) => why)
        .join('\n'),
    ).toMatch(/cut|end/);
    expect((await run('analyze', at('cut.tar'), '--strict', '--quiet', '--format', 'md')).exitCode).toBe(4);
  });

  test('invalid JSON is a gap that names file and place, the rest is analysed', async () => {
    writeFileSync(
      at('damaged.tar'),
      await tarOf({ ...BROKEN, 'cluster-resources/services/shop.json': '{"kind": "ServiceList", "items": [{"kind"' }),
    );
    await run('analyze', at('damaged.tar'), '--quiet', '-o', at('damaged.json'));

    const { coverage, findings } = reportAt('damaged.json');
    expect(coverage.gaps).toContainEqual(expect.objectContaining({ file: 'cluster-resources/services/shop.json' }));
    expect(findings.map(({ rule }) => rule)).toContain('secret-missing');
  });

  const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  test.each([
    ['an empty file', '', 'NOT_A_BUNDLE', 'this file is empty'],
    ['a picture', PNG, 'NOT_A_BUNDLE', 'this file starts like a PNG image'],
    ['broken JSON alone', '{"kind": "PodList", "items": [{', 'NOTHING_TO_ANALYZE', 'ends in the middle'],
  ])('%s: exit code 3 and a message that says why', async (_, content, code, why) => {
    writeFileSync(at('input'), content);
    const { exitCode, stderr } = await run('analyze', at('input'), '--quiet', '-o', at('never.html'));
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`(${code})`);
    expect(stderr).toContain(why);
  });

  test('a missing file, a wrong format and an unwritable output have exit codes of their own', async () => {
    expect(await run('analyze', at('nowhere.tgz'))).toMatchObject({ exitCode: 3 });
    expect(await run('analyze', at('broken'), '--format', 'pdf')).toMatchObject({ exitCode: 2 });
    expect(await run('analyze', at('broken'), '--only', 'no-such-rule')).toMatchObject({ exitCode: 2 });
    expect(await run('analyze', at('broken'), '-o', at('no/such/folder/x.md'))).toMatchObject({ exitCode: 5 });
  });
});

describe('looking inside', () => {
  test('inspect tells the family, the objects and the gaps', async () => {
    const { stdout } = await run('inspect', at('broken.tar.gz'));
    expect(stdout).toContain('family     casefile, in tar.gz');
    expect(stdout).toContain('Pod 1');
    const json = JSON.parse((await run('inspect', at('broken'), '--format', 'json')).stdout) as { format: string };
    expect(json.format).toBe('casefile');
  });

  test('show prints an object with its relations, absent ends included', async () => {
    const { stdout } = await run('show', at('broken'), 'pod/shop/web-0');
    expect(stdout).toContain('name: web-0');
    expect(stdout).toContain('reads-config → Secret shop/web-env (absent)');
    expect((await run('show', at('broken'), 'secret/web-env')).stdout).toContain(
      '# Secret web-env is not in the bundle',
    );
    expect(await run('show', at('broken'), 'pod/shop/nobody')).toMatchObject({ exitCode: 1 });
  });

  test('show prints the lines around file:line, logs a whole log', async () => {
    const log = 'cluster-resources/pods/logs/shop/other-0/other.log';
    expect((await run('show', at('broken.tar.gz'), `${log}:2`)).stdout).toContain('> 2  listening on :8080');
    expect((await run('logs', at('broken'), 'shop/other-0', '--grep', 'LISTEN')).stdout).toContain(
      '2: listening on :8080\n',
    );
    expect(await run('logs', at('broken'), 'shop/nobody')).toMatchObject({ exitCode: 1 });
  });
});
