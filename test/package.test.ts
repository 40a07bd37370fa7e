import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../src/report-format/report.ts';
import { VERSION } from '../src/report-format/version.ts';
import { writeBundleWithHealthScript } from './support/bundle-with-health-script.ts';

const empty = mkdtempSync(path.join(tmpdir(), 'casefile-empty-'));

/** Runs a program in an empty folder, without the environment that would let it find this project. */
function runThere(command: string, ...args: string[]): string {
  const env = { PATH: process.env.PATH ?? '', HOME: empty };
  return execFileSync(command, args, { cwd: empty, encoding: 'utf8', env });
}

beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'package'], { stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync('dist/casefile.cjs', path.join(empty, 'casefile.cjs'));
  cpSync('test/bundles/bifrost-provider-key', path.join(empty, 'bundle'), { recursive: true });
}, 180_000);
afterAll(() => rmSync(empty, { recursive: true, force: true }));

test('the version of the program is the one of its package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('the single file diagnoses a bundle from an empty folder, with rules and templates inside', () => {
  expect(runThere('node', 'casefile.cjs', '--version').trim()).toBe(VERSION);
  runThere('node', 'casefile.cjs', 'analyze', 'bundle', '--quiet', '-o', 'r.html', '-o', 'r.json');

  const report = JSON.parse(readFileSync(path.join(empty, 'r.json'), 'utf8')) as Report;
  expect(report.stats.rules).toBeGreaterThan(100);
  expect(report.diagnoses[0]?.title).toContain('Bifrost');
  expect(readFileSync(path.join(empty, 'r.html'), 'utf8')).toContain('Content-Security-Policy');
});

test('the single file runs the health scripts of a cluster', () => {
  writeBundleWithHealthScript(path.join(empty, 'scripted'));
  runThere('node', 'casefile.cjs', 'analyze', 'scripted', '--quiet', '-o', 's.json');
  const report = JSON.parse(readFileSync(path.join(empty, 's.json'), 'utf8')) as Report;
  expect(JSON.stringify(report.applications)).toContain('the widget says torn');
});

test('the single file shares several bundles among processes of its own', () => {
  cpSync(path.join(empty, 'bundle'), path.join(empty, 'second'), { recursive: true });
  const table = runThere('node', 'casefile.cjs', 'analyze', 'bundle', 'second', '--jobs', '2', '-o', 'reports');
  expect(table).toContain('2 bundles: 2 broken at capture');
  expect(readdirSync(path.join(empty, 'reports')).sort()).toEqual([
    'bundle.report.html',
    'index.html',
    'index.jsonl',
    'second.report.html',
  ]);
});

test('the tarball installs without a registry', () => {
  const tarball = readdirSync('dist').find((name) => name.endsWith('.tgz')) ?? '';
  const nowhere = ['--registry=http://127.0.0.1:9', '--offline', '--no-audit', '--no-fund'];
  runThere('npm', 'install', '--prefix', 'installed', ...nowhere, path.resolve('dist', tarball));
  const binary = path.join(empty, 'installed/node_modules/.bin');
  expect(runThere(path.join(binary, 'casefile'), '--version').trim()).toBe(VERSION);
  expect(runThere(path.join(binary, 'kubectl-casefile'), '--version').trim()).toBe(VERSION);

  // Each of these loads packages of its own: Handlebars, tar and the detectors of secrets, Lua, YAML.
  runThere(path.join(binary, 'casefile'), 'analyze', 'bundle', '--quiet', '-o', 't.html');
  expect(readFileSync(path.join(empty, 't.html'), 'utf8')).toContain('Content-Security-Policy');
  runThere('tar', 'czf', 'bundle.tar.gz', 'bundle');
  runThere(path.join(binary, 'casefile'), 'redact', 'bundle.tar.gz', '-o', 'redacted.tar.gz');
  expect(runThere('tar', 'tzf', 'redacted.tar.gz')).toContain('bundle/');
  writeBundleWithHealthScript(path.join(empty, 'scripted-too'));
  runThere(path.join(binary, 'casefile'), 'analyze', 'scripted-too', '--quiet', '-o', 't.json');
  expect(readFileSync(path.join(empty, 't.json'), 'utf8')).toContain('the widget says torn');
  runThere(path.join(binary, 'casefile'), 'rules', 'new', 'shop-door-locked', '--dir', 'pack');
  expect(runThere(path.join(binary, 'casefile'), 'rules', 'test', 'pack')).toContain('1 rule');
}, 120_000);
