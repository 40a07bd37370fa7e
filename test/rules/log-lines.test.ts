import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeLogLines, SAMPLES, samplesOf } from '../../scripts/judge-log-lines.ts';
import { readSoundRules } from '../../src/analyze/rules/read-rules.ts';
import { ruleFilesIn } from '../../src/commands/rule-files.ts';

test.skipIf(!existsSync(SAMPLES))(
  'of real lines of many systems, the faults are found, look-alikes are not, and no rule mixes three causes',
  async () => {
    const { found, missed, alarms, mixed } = await judgeLogLines(
      await readSoundRules(await ruleFilesIn('rules')),
      samplesOf(SAMPLES),
    );

    expect(found.length / (found.length + missed.length)).toBeGreaterThanOrEqual(0.97);
    expect(alarms).toEqual([]);
    expect(mixed.filter(([, causes]) => causes.length > 2)).toEqual([]);
  },
  120_000,
);
