import { expect, test } from 'vitest';
import { readBundle } from '../../support/read-bundle.ts';

test('a link that leads to nothing is told', async () => {
  const { gaps, summary } = await readBundle({ 'b/api/web.log': { link: 'b/gone.log' }, 'b/other.log': 'ready\n' });

  expect(gaps).toEqual([
    { what: 'api/web.log', why: 'the link leads to b/gone.log, which is not in the archive', file: 'b/api/web.log' },
  ]);
  expect(summary.links).toEqual([]);
});
