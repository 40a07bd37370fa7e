import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { confirm } from '../../src/commands/confirm.ts';
import { run } from '../support/run-program.ts';

function terminal(answer: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  input.write(`${answer}\n`);
  return { input, output } as unknown as { input: NodeJS.ReadStream; output: NodeJS.WriteStream };
}

describe('a capture without redaction', () => {
  test('goes on after yes', async () => {
    await expect(confirm('It all comes out.', terminal('yes'))).resolves.toBeUndefined();
  });

  test.each(['', 'y', 'no'])('does not after %j', async (answer) => {
    await expect(confirm('It all comes out.', terminal(answer))).rejects.toThrow('nothing was captured');
  });

  test('needs --yes where nobody can be asked', async () => {
    const { exitCode, stderr } = await run('collect', '--no-redact', '-o', '/nowhere/at/all.tar.gz');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('add --yes');
  });
});
