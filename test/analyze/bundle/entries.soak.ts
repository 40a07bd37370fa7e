import { expect, test } from 'vitest';
import { sourceFromStream } from '../../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../../src/analyze/bundle/open-bundle.ts';
import { rawMember } from '../../support/archives.ts';

test('a million entries take seconds, not minutes, and no memory but their names', { timeout: 300_000 }, async () => {
  const count = 1_000_000;
  async function* tar() {
    for (let at = 0; at < count; at += 1) yield rawMember({ name: `case/${at}.log` });
    yield Buffer.alloc(1024);
  }
  const bundle = openBundle(sourceFromStream(tar()));
  let entries = 0;
  for await (const _ of bundle.entries) entries += 1;

  expect(entries).toBe(count);
  expect(bundle.summary()).toMatchObject({ entries: count, truncated: false });
  expect(process.memoryUsage().rss).toBeLessThan(700_000_000);
});
