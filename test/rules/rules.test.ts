import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/analyze/checks/index.ts';
import { ruleOfNeedle } from '../../src/analyze/rules/compile.ts';
import { problemLine } from '../../src/analyze/rules/problem.ts';
import { readRules } from '../../src/analyze/rules/read-rules.ts';
import type { Rule } from '../../src/analyze/rules/rule.ts';
import { LEVEL_WORDS } from '../../src/analyze/scan/levels.ts';
import { createScanner } from '../../src/analyze/scan/scanner.ts';
import { ruleFilesIn } from '../../src/commands/rule-files.ts';
import { isElsewhere } from '../../src/commands/rules/example-facts.ts';
import { createExampleRunner } from '../../src/commands/rules/examples.ts';

const { ruleSet, problems } = await readRules(await ruleFilesIn('rules'));
const failuresOf = createExampleRunner(ruleSet);
const scanner = createScanner(ruleSet.needles);

test('every rule is in order', () => {
  expect(problems.map(problemLine)).toEqual([]);
});

test('every check has a rule, and every rule its check', () => {
  const wanted = ruleSet.rules.flatMap(({ match }) => match.check ?? []).sort();
  expect(wanted).toEqual(Object.keys(CHECKS).sort());
});

test('no literal is so short that the search for all of them becomes slower', () => {
  const inLogs = ruleSet.needles.filter(({ input }) => input !== 'text');
  const short = inLogs.flatMap(({ id, literals, until = [] }) =>
    [...literals, ...until]
      .filter((text) => text.length < 6 && !LEVEL_WORDS.includes(text))
      .map((text) => `${id}: ${text}`),
  );
  expect(short).toEqual([]);
});

const named = ruleSet.rules.map((rule) => [rule.id, rule] as const);

test.each(named)('%s finds its hits and leaves its near misses alone', async (_id, rule) => {
  expect(await failuresOf(rule)).toEqual([]);
  for (const example of [...rule.hits, ...rule.misses].filter(isElsewhere)) {
    expect(existsSync(String(example).slice('see '.length)), String(example)).toBe(true);
  }
});

const ofLines = named.filter(([, rule]) => linesOf(rule).length > 0);

test.each(ofLines)('%s finds its hits in whatever envelope they come', (id, rule) => {
  for (const line of linesOf(rule)) {
    for (const [how, mutated] of Object.entries(mutationsOf(line))) {
      expect(foundIn([mutated]), `${how}: ${line}`).toContain(id);
    }
    if (!dependsOnCase(rule)) expect(foundIn([line.toUpperCase()]), `in capitals: ${line}`).toContain(id);
    const bytes = Buffer.from(`${line}\n`);
    for (let cut = 1; cut < bytes.length; cut += 7) {
      expect(foundIn([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}: ${line}`).toContain(id);
    }
  }
});

/** The string hits of a log rule that are one line, and that a single line makes a hit. */
function linesOf({ match, hits }: Rule): string[] {
  if (!match.log || match.log.repeat) return [];
  return hits.filter((hit): hit is string => typeof hit === 'string' && !hit.trim().includes('\n'));
}

/** A name that is looked up among the objects must be written as it is, and a pattern may ask for capitals. */
function dependsOnCase({ match }: Rule): boolean {
  return match.log?.join !== undefined || (match.log?.patterns ?? []).some((pattern) => pattern.includes('(?-i'));
}

function mutationsOf(line: string): Record<string, string> {
  const middle = line.indexOf(' ', line.length / 2);
  return {
    'Windows line end': `${line}\r\n`,
    'last line without an end': line,
    'prefix of the runtime': `2026-01-01T00:00:00.000000001Z stderr F ${line}\n`,
    'prefix of kubectl': `[pod/web-0/web] ${line}\n`,
    coloured: `\u001b[31m${line}\u001b[0m\n`,
    'coloured from the middle': `${line.slice(0, middle)}\u001b[1;33m${line.slice(middle)}\u001b[0m\n`,
    'inside JSON': `${JSON.stringify({ level: 'error', message: line, time: '2026-01-01T00:00:00Z' })}\n`,
    'inside the JSON of Docker': `${JSON.stringify({ log: `${line}\n`, stream: 'stderr' })}\n`,
  };
}

function foundIn(chunks: (string | Buffer)[]): string[] {
  const stream = scanner.stream();
  for (const chunk of chunks) stream.push(Buffer.from(chunk));
  return stream.finish().hits.map(({ needle }) => ruleOfNeedle(needle));
}
