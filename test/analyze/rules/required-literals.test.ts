import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { promisedBy, requiredLiterals } from '../../../src/analyze/rules/required-literals.ts';

test.each([
  ['env\\.(?P<name>[A-Z]+): not set', [': not set']],
  ['a|b', undefined],
  ['abc|defg', ['abc', 'defg']],
  [
    '(?:Failed to pull|Back-off pulling) image "(?P<image>[^"]+)"',
    ['failed to pull image ', 'back-off pulling image '],
  ],
  ['x?yyyy', ['yyyy']],
  ['foo(bar)?bazqux', ['foobazqux', 'foobarbazqux']],
  [
    'env(?:ironment)?[ _-]var',
    ['env var', 'env_var', 'env-var', 'environment var', 'environment_var', 'environment-var'],
  ],
  ['abcd+efg', ['abcd']],
  ['(foo|ba)x{2}', ['foox', 'bax']],
  ['(foo|b[0-9])x', undefined],
  ['[[:alpha:]]abc', ['abc']],
  ['say \\\\"hello there\\\\"', ['hello there']],
  ['abc)', undefined],
  ['(?i)Hello.*', ['hello']],
])('%s promises %j', (pattern, literals) => {
  expect(requiredLiterals(pattern)).toEqual(literals);
});

test('every list of literals is kept, so that a line without one of them needs no pattern', () => {
  expect(promisedBy('Get "https://(?P<host>\\S+)": .*(?:i/o timeout|refused)')).toEqual([
    ['get '],
    ['https://'],
    ['i/o timeout', 'refused'],
  ]);
});

test('whatever a pattern matches holds what it promises', () => {
  const atom = fc.constantFrom('abc', 'a', 'b', ' ', '[ab]', '[a-c]', '[^a]', '.', '\\w', '\\.', 'xyz');
  const quantified = fc
    .tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,1}'))
    .map(([part, times]) => `(?:${part})${times}`);
  const sequence = fc.array(fc.oneof(quantified, atom), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  const pattern = fc
    .array(sequence, { minLength: 1, maxLength: 3 })
    .map((parts) => (parts.length > 1 ? `p(?:${parts.join('|')})q` : parts.join('')));
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'z', ' ', '.', 'p', 'q', 'B'),
    maxLength: 20,
  });
  fc.assert(
    fc.property(pattern, text, (source, haystack) => {
      if (!RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(haystack)) return;
      for (const literals of promisedBy(source)) {
        expect(literals.some((literal) => haystack.toLowerCase().includes(literal))).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});
