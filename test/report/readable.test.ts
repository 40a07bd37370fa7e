import { describe, expect, test } from 'vitest';
import { counted, oneLine, readable, shorten, shortenMiddle } from '../../src/report/readable.ts';

describe('readable text', () => {
  test.each([
    ['colours', '\u001b[1;31mfailed\u001b[0m', 'failed'],
    ['the title of a terminal', '\u001b]0;owned\u0007ready', 'ready'],
    ['a link of a terminal', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a lone escape and a bell', 'a\u001bb\u0007c', 'abc'],
    ['carriage return and backspace', 'abc\r\bdef', 'abcdef'],
    ['C1 controls', '\u009b31mred', '31mred'],
  ])('%s leave no trace', (_name, text, expected) => {
    expect(readable(text)).toBe(expected);
  });

  test('marks that reorder or hide text are named', () => {
    expect(readable('gpj\u202eexe\u200b.')).toBe('gpj⟨U+202E⟩exe⟨U+200B⟩.');
  });

  test('a tab is two spaces, a newline stays', () => {
    expect(readable('a\tb\nc')).toBe('a  b\nc');
  });

  test('half a surrogate pair becomes the replacement character', () => {
    expect(readable('a\ud83db')).toBe('a\ufffdb');
    expect(readable('a😀b')).toBe('a😀b');
  });

  test('a megabyte of unfinished escapes takes no time', () => {
    const started = performance.now();
    readable('\u001b['.repeat(500_000));
    readable(`\u001b]${'0'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('length', () => {
  test('what is cut off is counted', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef');
    expect(shorten('a'.repeat(5000), 10)).toBe('aaaaaaaaaa… (4,990 more characters)');
  });

  test('a surrogate pair is never parted', () => {
    expect(shorten('ab😀cd', 3)).toBe('ab… (4 more characters)');
  });

  test('a long name keeps both its ends', () => {
    expect(shortenMiddle('bifrost-6c9d5f7b44-x2k8p', 13)).toBe('bifros…-x2k8p');
    expect(shortenMiddle('bifrost', 13)).toBe('bifrost');
  });

  test('one line is one line', () => {
    expect(oneLine('  a\n\n b\u2028c ')).toBe('a b⟨U+2028⟩c');
  });

  test('a count names what it counts', () => {
    expect([counted(1, 'rule'), counted(0, 'rule'), counted(2140, 'entry', 'entries')]).toEqual([
      '1 rule',
      '0 rules',
      '2,140 entries',
    ]);
  });
});
