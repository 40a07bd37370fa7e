import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { writeBundleWithHealthScript } from '../support/bundle-with-health-script.ts';
import { trapNetwork } from '../support/network-trap.ts';
import { run } from '../support/run-program.ts';

const BUNDLE = 'test/bundles/bifrost-provider-key';
const folder = mkdtempSync(path.join(tmpdir(), 'casefile-no-network-'));
const at = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let trap: ReturnType<typeof trapNetwork>;
beforeEach(() => {
  trap = trapNetwork();
});
afterEach(() => trap.release());

test('the trap catches who wants out', async () => {
  const ways = [
    () => connect(80, 'example.com'),
    () => new Socket().connect(80),
    () => lookup('example.com'),
    () => get('https://example.com'),
    () => fetch('https://example.com'),
    () => spawn('true'),
  ];
  for (const way of ways) await expect(async () => way()).rejects.toThrow('was called');
  expect(trap.attempts).toEqual([
    'net.connect',
    'net.Socket.connect',
    'dns.promises.lookup',
    'https.get',
    'global.fetch',
    'child_process.spawn',
  ]);
});

test('analyze reaches for no network and starts no program', async () => {
  const reports = ['-o', at('r.html'), '-o', at('r.json'), '-o', at('r.md')];
  const { exitCode, stderr } = await run('analyze', BUNDLE, '--quiet', ...reports);
  expect({ exitCode, stderr, attempts: trap.attempts }).toEqual({ exitCode: 0, stderr: '', attempts: [] });
  expect(readFileSync(at('r.html'), 'utf8')).toContain('Bifrost');
});

test('nor do the health scripts of a cluster', async () => {
  writeBundleWithHealthScript(at('scripted'));
  const { exitCode } = await run('analyze', at('scripted'), '--quiet', '-o', at('s.json'));
  expect({ exitCode, attempts: trap.attempts }).toEqual({ exitCode: 0, attempts: [] });
  expect(readFileSync(at('s.json'), 'utf8')).toContain('the widget says torn');
});

test.each([
  ['inspect', [BUNDLE]],
  ['redact', [BUNDLE, '-o', at('copy.tar.gz')]],
  ['rules', ['list']],
])('%s does not either', async (command, args) => {
  const { exitCode } = await run(command, ...args);
  expect({ exitCode, attempts: trap.attempts }).toEqual({ exitCode: 0, attempts: [] });
});
