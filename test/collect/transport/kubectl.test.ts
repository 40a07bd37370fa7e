import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLine, createKubectl, readText } from '../../../src/collect/transport/kubectl.ts';

const all = (bytes: AsyncIterable<Buffer>) => readText(bytes);

/** A script in place of kubectl. */
function fake(script: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'casefile-kubectl-')), 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const kubectl = (script: string, signal = new AbortController().signal) =>
  createKubectl({ binary: fake(script), now: () => new Date('2026-03-01T10:00:00Z'), signal });

test('the command line is one that a person can paste', () => {
  const connection = { kubeconfig: "/tmp/it's mine", context: 'prod' };

  expect(commandLine(['get', 'pods', '-A'], connection)).toBe(
    "kubectl get pods -A '--kubeconfig=/tmp/it'\\''s mine' --context=prod",
  );
});

describe.skipIf(process.platform === 'win32')('a process', () => {
  test('that succeeds gives its output', async () => {
    expect(await kubectl('echo "$@"').read({ args: ['get', 'a b'] }, all, { totalMs: 5_000 })).toEqual({
      command: "kubectl get 'a b'",
      startedAt: '2026-03-01T10:00:00.000Z',
      durationMs: 0,
      exitCode: 0,
      stderr: '',
      output: 'get a b\n',
    });
  });

  test('that fails gives its last words, and what it said before', async () => {
    const result = await kubectl('echo half; echo "Error: no" >&2; exit 1').read({ args: [] }, all, { totalMs: 5_000 });

    expect(result).toMatchObject({ exitCode: 1, error: 'Error: no', output: 'half\n' });
  });

  test('that hangs is ended, with everything that it started', async () => {
    const result = await kubectl('sleep 60').read({ args: [] }, all, { totalMs: 200 });

    expect(result).toMatchObject({ exitCode: null, error: 'no end after 0.2 s' });
  });

  test('that falls silent is ended, while one that keeps talking may take its time', async () => {
    const limits = { totalMs: 5_000, idleMs: 300 };
    const talking = await kubectl('for i in 1 2 3 4 5; do echo $i; sleep 0.1; done').read({ args: [] }, all, limits);
    const silent = await kubectl('echo 1; sleep 60').read({ args: [] }, all, limits);

    expect(talking).toMatchObject({ exitCode: 0 });
    expect(silent).toMatchObject({ error: 'silent for 0.3 s', output: '1\n' });
  });

  test('whose output cannot be read is ended, and the reason told', async () => {
    const refuse = async () => {
      throw new TypeError('it is not valid JSON');
    };
    const result = await kubectl('yes').read({ args: [] }, refuse, { totalMs: 5_000 });

    expect(result.error).toBe('unreadable output: it is not valid JSON');
  });

  test('is not started once the capture was interrupted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('interrupted'));
    const result = await kubectl('echo never', controller.signal).read({ args: [] }, all, { totalMs: 5_000 });

    expect(result).toMatchObject({ exitCode: null, error: 'not run: interrupted' });
  });

  test('that is running when the capture is interrupted is ended', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('interrupted')), 100);
    const result = await kubectl('sleep 60', controller.signal).read({ args: [] }, all, { totalMs: 5_000 });

    expect(result).toMatchObject({ error: 'interrupted' });
  });

  test('that does not exist is said to be missing', async () => {
    const missing = createKubectl({
      binary: '/nowhere/kubectl',
      now: () => new Date(),
      signal: new AbortController().signal,
    });

    await expect(missing.read({ args: [] }, all, { totalMs: 5_000 })).rejects.toMatchObject({ code: 'NO_KUBECTL' });
  });
});
