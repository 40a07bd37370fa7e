import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MAX_LOG_BYTES, DEFAULT_TIMEOUT_MS } from '../../src/collect/options.ts';
import { parseDurationMs, parseSize } from '../../src/collect/quantities.ts';
import { commaSeparated, repeatable } from '../../src/commands/flag-values.ts';
import { run } from '../support/run-program.ts';

test.each(['collect', 'analyze', 'inspect', 'show', 'logs', 'redact', 'diff', 'rules'])(
  'the help of %s tells no default that says nothing',
  async (command) => {
    const { stdout, exitCode } = await run(command, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: casefile ${command}`);
    expect(stdout).not.toContain('[]');
  },
);

test('the defaults of a capture are told as one would type them', async () => {
  const { stdout } = await run('collect', '--help');
  const [size, duration] = ['max-log-bytes', 'timeout'].map(
    (name) => new RegExp(`--${name} [^-]*?\\(default:\\s+(\\w+)\\)`).exec(stdout)?.[1] ?? '',
  );
  expect(parseSize(size ?? '')).toBe(DEFAULT_MAX_LOG_BYTES);
  expect(parseDurationMs(duration ?? '')).toBe(DEFAULT_TIMEOUT_MS);
});

describe('an option that may be given several times', () => {
  const parsed = (...args: string[]) =>
    new Command()
      .addOption(repeatable('--rules <dir>', 'a folder'))
      .addOption(repeatable('--only <ids>', 'rules', commaSeparated))
      .parse(args, { from: 'user' })
      .opts();

  test('keeps every value in order', () => {
    expect(parsed('--rules', 'a', '--rules=b')).toEqual({ rules: ['a', 'b'] });
  });

  test('may take several values at once', () => {
    expect(parsed('--only', 'a, b,', '--only', 'c')).toEqual({ only: ['a', 'b', 'c'] });
  });

  test('is absent where it is not given', () => {
    expect(parsed()).toEqual({});
  });
});
