import { describe, expect, test } from 'vitest';
import { createPathRegister, isJunk, normalisePath } from '../../../src/analyze/bundle/entry-path.ts';

describe('a path is normalised', () => {
  test.each([
    ['./case/a.log', 'case/a.log'],
    ['/case//a.log', 'case/a.log'],
    ['case\\pods\\a.log', 'case/pods/a.log'],
    ['C:\\case\\a.log', 'case/a.log'],
    ['\\\\server\\share\\a.log', 'server/share/a.log'],
    ['../../etc/passwd', 'etc/passwd'],
    ['case/../../a.log', 'a.log'],
    ['case/./a.log/', 'case/a.log'],
    ['u\u0308ber.log', '\u00fcber.log'],
    ['a\nb.log', 'a\\x0ab.log'],
    ['a\u001b[31mb.log', 'a\\x1b[31mb.log'],
    ['gol\u202e.exe', 'gol\\u202e.exe'],
    ['<img src=x>.log', '<img src=x>.log'],
    ['pod:8080.log', 'pod:8080.log'],
    ['..', ''],
    ['', ''],
  ])('%j becomes %j', (name, path) => {
    expect(normalisePath(name)).toBe(path);
  });
});

test('a name of a megabyte is cut', () => {
  expect(normalisePath('x'.repeat(1_000_000))).toHaveLength(4097);
});

test('what file managers leave behind is junk, what merely resembles it is not', () => {
  for (const path of ['.DS_Store', 'a/._b.log', '__MACOSX/a/b', 'a/Thumbs.db']) expect(isJunk(path), path).toBe(true);
  for (const path of ['DS_Store', 'a._b.log', 'a/__MACOSX.log', '_/a', 'a/Thumbs.db.log']) {
    expect(isJunk(path), path).toBe(false);
  }
});

test('every entry gets a path of its own, also when the second name is taken already', () => {
  const register = createPathRegister();

  expect(['a', 'a', 'b', 'a#2', 'a', 'b'].map(register)).toEqual(['a', 'a#2', 'b', 'a#2#2', 'a#3', 'b#2']);
});

test('a hundred thousand entries of one name cost no more than as many names', () => {
  const register = createPathRegister();
  for (let copy = 1; copy < 100_000; copy += 1) register('a');

  expect(register('a')).toBe('a#100000');
});
