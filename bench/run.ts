/**
 * Runs the benchmarks: `npm run bench [-- --quick] [name...]`. Every figure is a ratio of two things measured in turn on
 * this machine, so that it carries over to others. `--quick` is small and only shows that nothing is far off.
 */
import path from 'node:path';
import glob from 'fast-glob';

/** What every `bench/*.bench.ts` exports. */
type Bench = { bench(options: { quick: boolean }): Promise<void> };

const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = import.meta.dirname;

for (const file of (await glob('*.bench.ts', { cwd: folder })).sort()) {
  const name = file.replace('.bench.ts', '');
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const { bench } = (await import(path.join(folder, file))) as Bench;
  await bench({ quick });
}
