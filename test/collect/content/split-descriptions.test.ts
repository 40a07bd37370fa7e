import { expect, test } from 'vitest';
import { splitDescriptions } from '../../../src/collect/content/split-descriptions.ts';

const service = (name: string, namespace: string) =>
  `Name:              ${name}\nNamespace:         ${namespace}\nLabels:            <none>\nEvents:            <none>`;

test('descriptions are put together by namespace', () => {
  const text = `${service('web', 'shop')}\n\n\n${service('api', 'pay')}\n\n\n${service('db', 'shop')}\n`;

  expect(splitDescriptions(text)).toEqual([
    { namespace: 'pay', text: `${service('api', 'pay')}\n` },
    { namespace: 'shop', text: `${service('web', 'shop')}\n\n\n${service('db', 'shop')}\n` },
  ]);
});

test('empty lines within a description do not divide it', () => {
  const text = `${service('web', 'shop')}\n\n\n  a note with empty lines above\n`;

  expect(splitDescriptions(text)).toEqual([{ namespace: 'shop', text }]);
});

test('nothing gives nothing', () => {
  expect(splitDescriptions('')).toEqual([]);
  expect(splitDescriptions('No resources found\n')).toEqual([]);
});
