import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OverviewRow } from '../../src/report-format/overview.ts';
import { overviewRowSchema } from '../../src/report-format/overview.ts';
import type { Report } from '../../src/report-format/report.ts';
import { reportSchema } from '../../src/report-format/schema.ts';
import { type Tree, tarGzOf } from '../support/archives.ts';
import { run } from '../support/run-program.ts';

/** A pod of a cluster that wants a Secret which is not in the complete list of its namespace. */
function brokenIn(cluster: string, namespace = 'shop'): Tree {
  const container = { name: 'web', image: 'web:1', envFrom: [{ secretRef: { name: 'web-env' } }] };
  const waiting = { reason: 'CreateContainerConfigError', message: 'secret "web-env" not found' };
  const pod = {
    metadata: { name: 'web-0', namespace, creationTimestamp: '2026-03-01T10:00:00Z' },
    spec: { nodeName: `${cluster}-1`, containers: [container] },
    status: {
      phase: 'Pending',
      containerStatuses: [{ name: 'web', ready: false, restartCount: 0, state: { waiting } }],
    },
  };
  const node = {
    metadata: { name: `${cluster}-1` },
    status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-02-01T00:00:00Z' }] },
  };
  const list = (kind: string, items: object[]) => JSON.stringify({ kind, apiVersion: 'v1', items });
  return {
    'cluster-resources/nodes.json': list('NodeList', [node]),
    [`cluster-resources/pods/${namespace}.json`]: list('PodList', [pod]),
    [`cluster-resources/secrets/${namespace}.json`]: list('SecretList', []),
    'casefile.json': JSON.stringify({ tool: { name: 'casefile' }, capturedAt: '2026-03-01T12:00:00Z', captures: [] }),
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-several-'));
const at = (name: string) => path.join(folder, name);
const rowsIn = (file: string) => linesOf(readFileSync(file, 'utf8')).map((line) => overviewRowSchema.parse(line));
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OverviewRow & Report);

beforeAll(async () => {
  mkdirSync(at('inbox'));
  mkdirSync(at('drop'));
  writeFileSync(at('inbox/ham.tar.gz'), await tarGzOf(brokenIn('ham')));
  writeFileSync(at('inbox/muc.tar.gz'), await tarGzOf(brokenIn('muc')));
  writeFileSync(at('drop/muc.tar.gz'), await tarGzOf(brokenIn('muc', 'office')));
  writeFileSync(at('notes.pdf'), '%PDF-1.7 nothing to see');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder of archives', () => {
  test('gives a report each, and an index over all as a page and as lines of JSON', async () => {
    const { exitCode, stdout } = await run('analyze', at('inbox'), '-o', at('reports'));

    expect(exitCode).toBe(0);
    expect(readdirSync(at('reports')).sort()).toEqual([
      'ham.report.html',
      'index.html',
      'index.jsonl',
      'muc.report.html',
    ]);
    expect(rowsIn(at('reports/index.jsonl'))).toMatchObject([
      { bundle: 'ham.tar.gz', report: 'ham.report.html', group: 'A', sameAs: ['muc.tar.gz'], exitCode: 0 },
      { bundle: 'muc.tar.gz', report: 'muc.report.html', group: 'A', sameAs: ['ham.tar.gz'], exitCode: 0 },
    ]);
    expect(readFileSync(at('reports/index.html'), 'utf8')).toContain('href="./muc.report.html"');
    expect(stdout).toMatch(
      /ham\.tar\.gz +2026-03-01 12:00 +error +A Secret that pods need does not exist +confirmed +A\n/,
    );
    expect(stdout).toContain('2 bundles, 2 environments');
  });

  test('the same cause in two environments is a reason to escalate in both reports', async () => {
    await run('analyze', at('inbox'), '--quiet', '--format', 'json', '-o', at('escalated'));
    for (const [name, other] of [
      ['ham', 'muc'],
      ['muc', 'ham'],
    ]) {
      const report = reportSchema.parse(JSON.parse(readFileSync(at(`escalated/${name}.report.json`), 'utf8')));
      expect(report.scope.escalate?.at(-1)).toBe(
        `The same cause breaks 2 environments: A Secret that pods need does not exist (also in ${other}.tar.gz).`,
      );
    }
  });

  test('with --together it is one bundle, as ever', async () => {
    const { stdout } = await run('analyze', at('inbox'), '--together', '--format', 'json');
    expect((JSON.parse(stdout) as Report).bundle.name).toBe('inbox');
  });
});

describe('several bundles on the command line', () => {
  test('--format json writes a line for each to standard output, in their order, and for a broken one the reason', async () => {
    const { exitCode, stdout, stderr } = await run(
      'analyze',
      at('inbox/muc.tar.gz'),
      at('notes.pdf'),
      at('inbox/ham.tar.gz'),
      '--format',
      'json',
    );

    expect(exitCode).toBe(3);
    expect(linesOf(stdout)).toMatchObject([
      { schemaVersion: 1, bundle: { name: 'muc.tar.gz' } },
      { schemaVersion: 1, bundle: { name: 'notes.pdf' }, error: { code: 'NOT_A_BUNDLE' } },
      { schemaVersion: 1, bundle: { name: 'ham.tar.gz' } },
    ]);
    expect(stderr).toContain('notes.pdf');
  });

  test('a broken and a missing one stand in the table, and do not stop the rest', async () => {
    const bundles = [at('notes.pdf'), at('nowhere.tgz'), at('inbox/ham.tar.gz')];
    const { exitCode } = await run('analyze', ...bundles, '-o', at('broken'));
    expect(exitCode).toBe(3);
    expect(rowsIn(at('broken/index.jsonl'))).toMatchObject([
      { bundle: 'notes.pdf', exitCode: 3, error: { code: 'NOT_A_BUNDLE' } },
      { bundle: 'nowhere.tgz', exitCode: 3, error: { code: 'NOT_FOUND' } },
      { bundle: 'ham.tar.gz', exitCode: 0, first: { confidence: 'confirmed' } },
    ]);
    expect(existsSync(at('broken/ham.report.html'))).toBe(true);
  });

  test('the worst exit code counts: 3 before 1 before 0', async () => {
    const failing = ['--fail-on', 'error', '--quiet', '-o', at('worst')];
    const healthy = at('healthy.log');
    writeFileSync(healthy, '2026-03-01T12:00:00Z listening on :8080\n');
    expect(await run('analyze', healthy, at('inbox/ham.tar.gz'), ...failing)).toMatchObject({ exitCode: 1 });
    expect(await run('analyze', at('inbox/ham.tar.gz'), at('notes.pdf'), ...failing)).toMatchObject({ exitCode: 3 });
    expect(await run('analyze', healthy, healthy, at('inbox/ham.tar.gz'), '--quiet', '-o', at('worst'))).toMatchObject({
      exitCode: 0,
    });
  });

  test('each format goes to its folder, SARIF of all is one log', async () => {
    const formats = ['--format', 'junit', '-o', at('ci'), '--format', 'troubleshoot', '-o', at('ci')];
    const { stdout } = await run('analyze', at('inbox'), '--quiet', ...formats, '--format', 'sarif');
    expect((JSON.parse(stdout) as { runs: unknown[] }).runs).toHaveLength(2);
    expect(readdirSync(at('ci')).sort()).toEqual([
      'ham.analysis.json',
      'ham.report.xml',
      'index.html',
      'index.jsonl',
      'muc.analysis.json',
      'muc.report.xml',
    ]);
  });

  test('bundles of one name are told apart, in the table by their path', async () => {
    await run('analyze', at('inbox/muc.tar.gz'), at('drop/muc.tar.gz'), '--quiet', '-o', at('named'));
    expect(rowsIn(at('named/index.jsonl'))).toMatchObject([
      { bundle: at('inbox/muc.tar.gz'), report: 'muc.report.html' },
      { bundle: at('drop/muc.tar.gz'), report: 'muc-2.report.html' },
    ]);
  });

  test('standard input may be one of them', () => {
    const program = ['--import', 'tsx', 'src/cli.ts', 'analyze', '-', at('notes.pdf')];
    const flags = ['--no-builtin-rules', '--format', 'md', '-o', at('piped'), '--jobs', '2'];
    const child = spawnSync(process.execPath, [...program, ...flags], {
      input: '2026-03-01T12:00:00Z listening on :8080\n',
    });
    expect(child.status).toBe(3);
    expect(rowsIn(at('piped/index.jsonl'))).toMatchObject([
      { bundle: 'stdin', report: 'stdin.report.md', exitCode: 0 },
      { bundle: 'notes.pdf', exitCode: 3 },
    ]);
  });

  test('one bundle into a folder is reported like several', async () => {
    await run('analyze', at('inbox/muc.tar.gz'), '--quiet', '-o', `${at('single')}${path.sep}`);
    expect(readdirSync(at('single'))).toContain('muc.report.html');
  });

  test.each([
    ['a file for several reports', ['-o', 'report.html']],
    ['HTML on standard output', ['--format', 'html']],
    ['one rule explained', ['--explain', 'secret-missing']],
    ['an unknown rule', ['--only', 'no-such-rule']],
  ])('wrong usage is said before any bundle is read: %s', async (_, flags) => {
    expect(await run('analyze', at('inbox'), ...flags)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('done by two processes at once, the reports are the same', async () => {
    await run('rules', 'new', 'my-rule', '--dir', at('rules'));
    const bundles = [at('inbox/ham.tar.gz'), at('notes.pdf'), at('inbox/muc.tar.gz')];
    const flags = ['--no-builtin-rules', '--rules', at('rules'), '--format', 'md', '--quiet'];
    await run('analyze', ...bundles, ...flags, '-o', at('one-process'), '--jobs', '1');
    const program = ['--import', 'tsx', 'src/cli.ts', 'analyze', ...bundles, ...flags];
    const child = spawnSync(process.execPath, [...program, '-o', at('processes'), '--jobs', '2']);

    expect(child.status).toBe(3);
    for (const name of ['ham.report.md', 'index.jsonl', 'muc.report.md']) {
      expect(readFileSync(at(`processes/${name}`), 'utf8')).toBe(readFileSync(at(`one-process/${name}`), 'utf8'));
    }
  });

  test('a folder that cannot be made is exit code 5', async () => {
    expect(await run('analyze', at('inbox'), '-o', at('notes.pdf/reports'))).toMatchObject({ exitCode: 5 });
  });
});

describe('a split bundle', () => {
  beforeAll(async () => {
    const archive = await tarGzOf(brokenIn('muc'));
    const third = Math.ceil(archive.length / 3);
    mkdirSync(at('split'));
    for (const piece of [0, 1, 2]) {
      writeFileSync(at(`split/muc.tar.gz.00${piece + 1}`), archive.subarray(piece * third, (piece + 1) * third));
    }
  });

  test.each([
    ['its first piece', ['001']],
    ['another piece', ['002']],
    ['all of them, in any order', ['003', '001', '002']],
  ])('is one bundle by %s', async (_, pieces) => {
    const given = pieces.map((piece) => at(`split/muc.tar.gz.${piece}`));
    const { stdout } = await run('analyze', ...given, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ bundle: { name: 'muc.tar.gz', truncated: false } });
  });

  test('is one among others, and a truncated one when a piece is missing', async () => {
    rmSync(at('split/muc.tar.gz.003'));
    const { stdout } = await run('analyze', at('split'), at('inbox/ham.tar.gz'), '--format', 'json');
    expect(linesOf(stdout)).toMatchObject([
      { bundle: { name: 'muc.tar.gz', truncated: true } },
      { bundle: { name: 'ham.tar.gz', truncated: false } },
    ]);
  });
});
