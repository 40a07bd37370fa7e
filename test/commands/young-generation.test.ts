import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Keeps objects alive until V8 would have made room for more of them, and prints the room there is, in MB. */
const KEEPING = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const kept = [];
  for (let round = 0; round < 400_000; round++) kept.push({ round, text: 'line ' + round });
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  console.log(Math.round(space.space_size / 1024 / 1024));
`;

function megabytesAfter(first: string): number {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', first + KEEPING],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return Number(stdout);
}

test('what survives does not make the space for new objects larger', () => {
  const module = new URL('../../src/commands/young-generation.ts', import.meta.url).href;
  const small = megabytesAfter(
    `import { keepYoungGenerationSmall } from ${JSON.stringify(module)}; keepYoungGenerationSmall();`,
  );
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(megabytesAfter(''));
});
