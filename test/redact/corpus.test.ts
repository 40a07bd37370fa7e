import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';
import { TOOL_PLACES } from './corpus/more-places.ts';
import { BARE_PLACES, NAMED_PLACES, type Place } from './corpus/places.ts';
import { makeSecrets, type Secret } from './corpus/secrets.ts';

const SECRETS = makeSecrets(8);
const redactor = createRedactor({ marks: 'token', key: new Uint8Array(32).fill(7) });

function leaks(secret: Secret, place: Place): string[] {
  const shown = redactor.text(place.write(secret.text));
  return secret.never.some((form) => shown.includes(form)) ? [`${secret.kind} in ${place.name}: ${shown}`] : [];
}

test('the corpus is as large as it claims', () => {
  expect(SECRETS.length).toBeGreaterThanOrEqual(400);
  expect(new Set(SECRETS.map((secret) => secret.kind)).size).toBeGreaterThanOrEqual(50);
  expect(NAMED_PLACES.length + TOOL_PLACES.length).toBeGreaterThanOrEqual(110);
});

test('no secret leaks from a place that names it', () => {
  expect(SECRETS.flatMap((secret) => NAMED_PLACES.flatMap((place) => leaks(secret, place)))).toEqual([]);
});

test('no secret leaks from what tools, clouds and languages write', () => {
  const plain = (kind: string) => kind === 'plain password' || kind === 'word password';
  const planted = SECRETS.flatMap((secret) =>
    TOOL_PLACES.flatMap((place) => (place.words === false && plain(secret.kind) ? [] : leaks(secret, place))),
  );
  expect(planted).toEqual([]);
});

test('no secret with a shape of its own leaks from anywhere', () => {
  const shaped = SECRETS.filter((secret) => secret.shaped);
  expect(shaped.flatMap((secret) => BARE_PLACES.flatMap((place) => leaks(secret, place)))).toEqual([]);
});

test('redacting again changes nothing', () => {
  const changed = SECRETS.filter((_, index) => index % 8 === 0).flatMap((secret) =>
    NAMED_PLACES.flatMap((place) => {
      const once = redactor.text(place.write(secret.text));
      return redactor.text(once) === once ? [] : [`${place.name}: ${once} -> ${redactor.text(once)}`];
    }),
  );
  expect(changed).toEqual([]);
});
