import { expect, test } from 'vitest';
import { linkTarget } from '../../../src/analyze/bundle/entry-path.ts';
import { resolveLinks } from '../../../src/analyze/bundle/links.ts';
import { rawMember, rawTar } from '../../support/archives.ts';
import { readBytes } from '../../support/entries.ts';

const link = (path: string, target?: string) => ({ type: 'link' as const, path, ...(target ? { target } : {}) });

test('a link leads to its file, over other links and through linked folders', () => {
  const links = [link('a.log', 'b.log'), link('b.log', 'logs/c.log'), link('now', 'logs'), link('d.log', 'now/c.log')];

  expect(resolveLinks(links, ['logs/c.log'])).toEqual({
    aliases: new Map([
      ['a.log', 'logs/c.log'],
      ['b.log', 'logs/c.log'],
      ['d.log', 'logs/c.log'],
    ]),
    problems: [],
  });
});

test('links out of the archive, to nothing and in a circle are problems', () => {
  const links = [link('out'), link('lost', 'gone.log'), link('a', 'b'), link('b', 'a'), link('via', 'out/x')];

  expect(resolveLinks(links, ['x.log']).problems).toEqual([
    { type: 'problem', problem: 'link', path: 'out', why: 'the link leads out of the archive' },
    { type: 'problem', problem: 'link', path: 'lost', why: 'the link leads to gone.log, which is not in the archive' },
    { type: 'problem', problem: 'link', path: 'a', why: 'the link leads in a circle' },
    { type: 'problem', problem: 'link', path: 'b', why: 'the link leads in a circle' },
    { type: 'problem', problem: 'link', path: 'via', why: 'the link leads out of the archive' },
  ]);
});

test('a link that grows with every step ends all the same', () => {
  expect(resolveLinks([link('a', 'a/b')], []).problems).toHaveLength(1);
});

test('a symbolic link starts at its folder, a hard link at the root of the archive', () => {
  expect(linkTarget('case/logs/a.log', '../real/a.log', 'folder')).toBe('case/real/a.log');
  expect(linkTarget('case/logs/a.log', './case/real/a.log', 'root')).toBe('case/real/a.log');
});

test('a target that climbs above the root, or is absolute, leads out', () => {
  expect(linkTarget('case/a.log', '../../etc/passwd', 'folder')).toBeUndefined();
  expect(linkTarget('case/a.log', '/etc/passwd', 'folder')).toBeUndefined();
  expect(linkTarget('case/a.log', 'C:\\secrets', 'folder')).toBeUndefined();
  expect(linkTarget('case/a.log', '../b.log', 'folder')).toBe('b.log');
});

test('links of an archive inside another lead to its own files', async () => {
  const inner = rawTar(
    rawMember({ name: 'logs/a.log' }, 'line'),
    rawMember({ name: 'logs/b.log', type: '2', linkName: 'a.log' }),
    rawMember({ name: 'c.log', type: '1', linkName: 'logs/a.log' }),
    rawMember({ name: 'd.log', type: '2', linkName: '../../etc/passwd' }),
  );
  const { links } = await readBytes(rawTar(rawMember({ name: 'inner.tar' }, inner)));

  expect(links).toEqual({
    'inner.tar!/logs/b.log': 'inner.tar!/logs/a.log',
    'inner.tar!/c.log': 'inner.tar!/logs/a.log',
    'inner.tar!/d.log': undefined,
  });
});
