import { expect, test } from 'vitest';
import type { CaptureRecord, Manifest } from '../../src/bundle-format/manifest.ts';
import { isWhole, summaryOf } from '../../src/collect/summary.ts';

const capture = (command: string, rest: Partial<CaptureRecord> = {}): CaptureRecord => ({
  command: `kubectl ${command}`,
  startedAt: '2026-03-01T10:00:00Z',
  durationMs: 5,
  exitCode: 0,
  bytes: 10,
  truncated: false,
  ...rest,
});

const collected = (captures: CaptureRecord[], rest: Partial<Manifest> = {}) => ({
  files: ['./my bundle.tar.gz'],
  bytes: 2048,
  sha256: 'abc',
  manifest: {
    schemaVersion: 1 as const,
    tool: { name: 'casefile' as const, version: '0.0.0' },
    capturedAt: '2026-03-01T10:00:00Z',
    complete: true,
    cluster: {},
    kubectl: {},
    options: { namespaces: [], maxLogBytes: 1, timeoutMs: 1 },
    captures,
    redaction: { counts: { password: 2, token: 1 }, withheld: [] },
    ...rest,
  },
});

test('a whole capture says what it holds, where it is, and what comes next', () => {
  expect(summaryOf(collected([capture('get pods'), capture('logs web', { truncated: true })]))).toBe(
    [
      'captured  2 of 2 commands',
      'refused   0',
      'failed    0',
      'cut       1 of them, to keep a limit',
      'redacted  3 values',
      'size      2.0 KiB',
      'sha256    abc',
      'file      ./my bundle.tar.gz',
      '',
      "Next: casefile analyze './my bundle.tar.gz'",
      '',
    ].join('\n'),
  );
});

test('what is missing is named, with its reason', () => {
  const text = summaryOf(
    collected([
      capture('get secrets', { exitCode: 1, error: 'Error from server (Forbidden): no\nmore', refused: true }),
      capture('get pods', { exitCode: null, error: 'no end after 120 s' }),
    ]),
  );

  expect(text).toContain(
    'Refused, the account lacks the right:\n  kubectl get secrets: Error from server (Forbidden): no\n',
  );
  expect(text).toContain('Failed:\n  kubectl get pods: no end after 120 s\n');
});

test('what was never started is counted by its reason', () => {
  const notRun = (command: string) => capture(command, { exitCode: null, error: 'not run: interrupted' });
  const text = summaryOf(collected([capture('get pods'), notRun('get nodes'), notRun('logs web')]));

  expect(text).toContain('not run   2\n');
  expect(text).toContain('Not run: 2 commands, interrupted.\n');
  expect(text).not.toContain('get nodes');
});

test('a capture is whole only where nothing is missing', () => {
  const notStarted = capture('logs web', { exitCode: 1, error: 'is waiting to start', expected: true });

  expect(isWhole(collected([capture('get pods'), notStarted]))).toBe(true);
  expect(isWhole(collected([capture('get pods', { exitCode: 1, error: 'no' })]))).toBe(false);
  expect(isWhole(collected([], { complete: false }))).toBe(false);
  expect(isWhole(collected([], { redaction: { counts: {}, withheld: ['x.log'] } }))).toBe(false);
});
