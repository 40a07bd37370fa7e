import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { EVIDENCE } from './corpus/evidence.ts';
import { TOOL_PLACES } from './corpus/more-places.ts';
import { BARE_PLACES, NAMED_PLACES } from './corpus/places.ts';
import { createRandom } from './corpus/random.ts';
import { formsOf, makeSecrets } from './corpus/secrets.ts';

const SECRETS = makeSecrets(2, 11);
const NAMED = SECRETS.filter((secret) => !secret.shaped);
const SHAPED = SECRETS.filter((secret) => secret.shaped);

const redactorOf = () => createRedactor({ marks: 'token', key: new Uint8Array(32).fill(3) });
const ANY_PLACE = [...NAMED_PLACES, ...TOOL_PLACES.filter(({ words }) => words !== false)];
const line = fc.constantFrom(...EVIDENCE);
const planted = fc.oneof(
  fc.record({ secret: fc.constantFrom(...SECRETS), place: fc.constantFrom(...ANY_PLACE) }),
  fc.record({ secret: fc.constantFrom(...SHAPED), place: fc.constantFrom(...BARE_PLACES) }),
);

/** A file of evidence with secrets planted between its lines, and a private key now and then. */
const file = fc
  .record({
    lines: fc.array(line, { maxLength: 12 }),
    plants: fc.array(planted, { minLength: 1, maxLength: 4 }),
    seed: fc.nat(1e6),
  })
  .map(({ lines, plants, seed }) => {
    const random = createRandom(seed);
    const key = Array.from({ length: 4 }, () => random.text(64));
    const label = ['RSA PRIVATE', 'KEY'].join(' ');
    const pem = [`-----BEGIN ${label}-----`, ...key, `-----END ${label}-----`].join('\n');
    const blocks = [
      ...lines,
      ...plants.map(({ secret, place }) => place.write(secret.text)),
      ...(seed % 3 === 0 ? [pem] : []),
    ];
    for (let at = blocks.length - 1; at > 0; at--) {
      const other = random.number(at + 1);
      [blocks[at], blocks[other]] = [blocks[other] as string, blocks[at] as string];
    }
    const never = [...plants.flatMap(({ secret }) => secret.never), ...(seed % 3 === 0 ? key : [])];
    return { text: blocks.join('\n---\n'), never };
  });

test('a secret planted anywhere never appears', () => {
  fc.assert(
    fc.property(file, ({ text, never }) => {
      const shown = redactorOf().text(text);
      expect(never.filter((form) => shown.includes(form))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a random password under a name never appears', () => {
  const password = fc
    .string({
      minLength: 6,
      maxLength: 40,
      unit: fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%*+-_'),
    })
    .filter((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && /^[A-Za-z0-9]/.test(text));
  const place = fc.constantFrom(...ANY_PLACE);
  fc.assert(
    fc.property(password, place, (text, { write }) => {
      const shown = redactorOf().text(write(text));
      expect(formsOf(text).filter((form) => shown.includes(form))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('the borders of chunks change nothing', () => {
  fc.assert(
    fc.property(file, fc.array(fc.nat(4000), { maxLength: 40 }), ({ text }, cuts) => {
      const stream = redactorOf().stream();
      const at = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(pieces.map((piece) => stream.write(piece)).join('') + stream.end()).toBe(redactorOf().text(text));
    }),
    { numRuns: 300 },
  );
});

test('redacting what was redacted changes nothing', () => {
  fc.assert(
    fc.property(file, ({ text }) => {
      const redactor = redactorOf();
      const once = redactor.text(text);
      expect(redactor.text(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

test('any text at all is survived, and redacted the same way twice', () => {
  const pieces = fc.constantFrom(
    'password',
    '=',
    ': ',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    'x',
    '[redacted:1 key]',
    '{',
    '[',
    '|',
    'eyJ',
    '://',
    '@',
    '-----BEGIN',
    'name: ',
    'value: ',
    '\\n',
    '%3A',
    'é',
    '\u0000',
    '- ',
    '$',
    '<',
  );
  const wild = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 60 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(wild, (text) => {
      const redactor = redactorOf();
      const once = redactor.text(text);
      expect(redactor.text(once)).toBe(once);
      expect(redactor.counts().unjudged).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('the corpus has secrets of both sorts', () => {
  expect(NAMED.length).toBeGreaterThan(10);
  expect(SHAPED.length).toBeGreaterThan(80);
});
