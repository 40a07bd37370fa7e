/**
 * The built `analyze` over bundles of mostly logs, beside gzip, tar with grep, and ripgrep; and how it grows with bytes,
 * rules and hits. Run `npm run build` first: what counts is the whole process that a user starts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BundlePlan, phrasesOf, writeBundle, writeRules } from './generate.ts';
import { ratioOf, report, reportFigure } from './pairs.ts';
import { run } from './process.ts';

const FOLDER = '.tmp/bench';

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const megabytes = quick ? 50 : 500;
  const pairs = quick ? 1 : 5;
  mkdirSync(FOLDER, { recursive: true });
  for (const count of [50, 300, 1000]) writeRules(path.join(FOLDER, `rules-${count}`), count);
  const patterns = path.join(FOLDER, 'patterns');
  writeFileSync(patterns, phrasesOf(300).join('\n'));

  const bundle = async (name: string, plan: Omit<BundlePlan, 'rules'>) => {
    const file = path.join(FOLDER, `${name}-${plan.megabytes}.tar.gz`);
    if (!existsSync(file)) await writeBundle(file, { ...plan, rules: 50 });
    return file;
  };
  const few = await bundle('few-hits', { megabytes, seed: 1, hits: 0.004 });
  const many = await bundle('many-hits', { megabytes, seed: 2, hits: 0.1 });
  const double = await bundle('few-hits', { megabytes: 2 * megabytes, seed: 3, hits: 0.004 });

  const peaks: number[] = [];
  const generated = (rules: number) => `--no-builtin-rules --rules ${FOLDER}/rules-${rules}`;
  const analyzed = (file: string, options: string) =>
    run(`exec node dist/cli.js analyze ${file} ${options} --quiet -o ${FOLDER}/out.json`);
  const analyze = (file: string, rules: number) => async () => {
    const { seconds, mebibytes } = await analyzed(file, generated(rules));
    peaks.push(mebibytes);
    return seconds;
  };
  const shell = (command: string) => async () => (await run(command)).seconds;
  const ours = analyze(few, 300);
  const gzip = shell(`gzip -dc ${few} > /dev/null`);

  const size = `${megabytes} MB of logs, 300 rules`;
  report(`${size}, beside gzip -dc`, await ratioOf(ours, gzip, pairs), 0.8);
  const unpacked = path.join(FOLDER, 'unpacked');
  const grep = `mkdir -p ${unpacked}; tar xzf ${few} -C ${unpacked}; LC_ALL=C grep -raE -f ${patterns} ${unpacked} > /dev/null; rm -rf ${unpacked}`;
  report(`${size}, beside tar and grep`, await ratioOf(ours, shell(grep), pairs), 0.6);
  if (spawnSync('rg', ['--version']).status === 0) {
    const rg = shell(`rg -z -a -f ${patterns} ${few} > /dev/null`);
    report(`${size}, beside rg -z`, await ratioOf(ours, rg, pairs), 0.7);
  }
  reportFigure('  peak memory', Math.max(...peaks), 'MiB', 200);

  report('10 % of the lines hit, beside 0.4 %', await ratioOf(analyze(many, 300), ours, pairs), 2);
  report('1000 rules, beside 50', await ratioOf(analyze(few, 1000), analyze(few, 50), pairs), 1.4);
  report('twice the bytes', await ratioOf(analyze(double, 300), ours, pairs), 2.2);
  const builtin = async () => (await analyzed(few, '')).seconds;
  report('all built-in rules, beside 50', await ratioOf(builtin, analyze(few, 50), pairs), 1.4);
  report('all built-in rules, beside gzip -dc', await ratioOf(builtin, gzip, pairs), 0.8);
  const tenth = await bundle('tenth', { megabytes: megabytes / 5, seed: 5, hits: 0.004 });
  const peakOf = (file: string) => async () => (await analyzed(file, generated(300))).mebibytes;
  report(`memory of ${2 * megabytes} MB, beside a tenth`, await ratioOf(peakOf(double), peakOf(tenth), pairs), 1.1);
  const small = await bundle('small', { megabytes: 1, seed: 4, hits: 0.004 });
  const bare = shell('exec node -e 0');
  const whole = shell(`exec node dist/cli.js analyze ${small} --quiet -o ${FOLDER}/out.json`);
  report('1 MB, all built-in rules, beside node -e 0', await ratioOf(whole, bare, Math.max(pairs, 5)), 6);
  const version = shell('exec node dist/cli.js --version > /dev/null');
  report('--version, beside node -e 0', await ratioOf(version, bare, Math.max(pairs, 5)), 1.8);
}
