import { expect, test } from 'vitest';
import { resolveLinks } from '../../../src/analyze/formats/links.ts';
import { readBundle } from '../../support/read-bundle.ts';

test('links of links lead to the file, loops and strangers to nothing', () => {
  const links = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'file' },
    { from: 'loop', to: 'pool' },
    { from: 'pool', to: 'loop' },
    { from: 'out', to: undefined },
    { from: 'gone', to: 'missing' },
    { from: 'folder', to: 'logs' },
  ];

  expect(resolveLinks(links, new Set(['file', 'logs/x.log']))).toEqual([
    { from: 'a', to: 'file' },
    { from: 'b', to: 'file' },
    { from: 'loop', to: undefined },
    { from: 'pool', to: undefined },
    { from: 'out', to: undefined },
    { from: 'gone', to: undefined },
    { from: 'folder', to: 'logs' },
  ]);
});

test('a link that leads to nothing is told', async () => {
  const { gaps, summary } = await readBundle({ 'b/api/web.log': { link: 'b/gone.log' }, 'b/other.log': 'ready\n' });

  expect(gaps).toEqual([
    { what: 'api/web.log', why: 'a link that leads to nothing in this bundle', file: 'b/api/web.log' },
  ]);
  expect(summary.links).toEqual([]);
});
