import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceFromPath } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../../src/analyze/index.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import { CAUSES } from '../support/stories/causes.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { callsOf, partsOf } from '../support/stories/commands.ts';
import { leftOut } from '../support/stories/complete.ts';
import { reportOf } from '../support/stories/report.ts';

const BUNDLES = path.join(import.meta.dirname, '..', 'bundles');
const ruleSet = await rulesFrom([]);

describe('every diagnosis tells object, proof, effect and next step', () => {
  test.each(readdirSync(BUNDLES))('of the bundle %s', async (name) => {
    const { entries } = openBundle(await sourceFromPath(path.join(BUNDLES, name)));
    const report = await analyze(entries, ruleSet, { name, version: '0' });
    expect(report.diagnoses).not.toEqual([]);
    expect(leftOut(report)).toEqual([]);
  });

  test.each(CAUSES)('of $name', async ({ story }) => {
    expect(leftOut(await reportOf(inCluster(story)))).toEqual([]);
  });
});

/** Programs other than kubectl that a reader of a report can be expected to have, or finds where the step sends them. */
const REVIEWED = new Set([
  ...['argocd', 'bao', 'base64', 'cmctl', 'crictl', 'etcdctl', 'helm', 'kubeadm', 'temporal', 'vault'],
  ...[
    'curl',
    'date',
    'dig',
    'df',
    'grep',
    'head',
    'journalctl',
    'ls',
    'nslookup',
    'openssl',
    'psql',
    'sort',
    'sysctl',
    'systemctl',
    'tail',
  ],
]);

const commands = ruleSet.rules.flatMap((rule) => {
  const steps = [...rule.do, ...rule.verify].flatMap((step) =>
    typeof step === 'string' ? step : (step.command ?? []),
  );
  // A sentence of `do` or `verify` is a command where it begins with a program's name and an argument.
  const isCommand = (step: string) => /^(?:kubectl|helm|argocd) [a-z-]/.test(step) || !rule.do.includes(step);
  return steps.filter(isCommand).map((step) => ({ rule: rule.id, command: step.replace(/\{\{\s*\w+\s*\}\}/g, 'x') }));
});
const calls = commands.flatMap(({ rule, command }) => callsOf(command).map((call) => ({ rule, command, ...call })));

test('a step calls kubectl or a program of the reviewed list', () => {
  const others = calls.filter(({ program }) => program !== 'kubectl' && !REVIEWED.has(program));
  expect(others.map(({ rule, command }) => `${rule}: ${command}`)).toEqual([]);
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.skipIf(!hasKubectl)('kubectl knows', () => {
  const help = new Map<string, string>();
  const helpOf = (...words: string[]) => {
    const key = words.join(' ');
    const known = help.get(key) ?? spawnSync('kubectl', [...words, '--help'], { encoding: 'utf8' }).stdout;
    help.set(key, known);
    return known;
  };
  const verbs = (text: string) => new Set([...text.matchAll(/^ {2}([a-z][a-z-]+) {2,}/gm)].map(([, verb]) => verb));
  const flagsIn = (text: string) =>
    new Set(
      [...text.matchAll(/^\s+(?:(-[a-zA-Z]), )?(--[a-z][a-z-]*)=/gm)].flatMap(([, short, long]) => [short, long]),
    );
  /** Of `create secret generic x` the help of the third word; `top pods` is `top pod`. */
  const helpOfCall = ([verb = '', ...words]: string[]) => {
    const found = [verb];
    for (const word of words) {
      const below = verbs(helpOf(...found));
      const next = [word, word.replace(/s$/, '')].find((name) => below.has(name));
      if (!next) break;
      found.push(next);
    }
    return helpOf(...found);
  };
  const common = () => flagsIn(help.get('options') ?? '');
  const own = calls.filter(({ program }) => program === 'kubectl').map((call) => ({ ...call, ...partsOf(call.args) }));

  test('every verb of a step', () => {
    const known = verbs(helpOf());
    expect(own.filter(({ words }) => !known.has(words[0])).map(({ rule, command }) => `${rule}: ${command}`)).toEqual(
      [],
    );
  });

  test('every flag of a step', () => {
    help.set('options', execFileSync('kubectl', ['options'], { encoding: 'utf8' }));
    const unknown = own.filter(({ words, flags }) => {
      const known = new Set([...flagsIn(helpOfCall(words)), ...common(), '--help']);
      return flags.some((flag) => !known.has(flag));
    });
    expect(unknown.map(({ rule, command }) => `${rule}: ${command}`)).toEqual([]);
  });
});
