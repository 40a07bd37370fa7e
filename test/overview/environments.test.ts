import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/overview/environments.ts';
import { environmentsAmong } from '../../src/overview/environments.ts';

const named = (cluster: string, ...nodes: string[]): Origin => ({ cluster, nodes });
const unnamed = (...nodes: string[]): Origin => ({ cluster: undefined, nodes });

describe('how many environments bundles come from', () => {
  test.each([
    ['no bundle', [], 0],
    ['two clusters by name', [named('muc'), named('ham')], 2],
    ['two captures of one cluster', [named('muc', 'a'), named('muc', 'b')], 1],
    ['clusters of different names with nodes of the same name', [named('muc', 'node-1'), named('ham', 'node-1')], 2],
    ['nodes alone, none in common', [unnamed('a', 'b'), unnamed('c')], 2],
    ['nodes alone, one in common', [unnamed('a', 'b'), unnamed('b', 'c')], 1],
    ['a chain of common nodes', [unnamed('a', 'b'), unnamed('c', 'd'), unnamed('b', 'c')], 1],
    ['a nameless bundle of a named cluster', [named('muc', 'a'), unnamed('a')], 1],
    ['bundles that tell nothing', [unnamed(), unnamed(), named('muc')], 1],
  ])('%s', (_, origins, expected) => {
    expect(environmentsAmong(origins)).toBe(expected);
    expect(environmentsAmong([...origins].reverse())).toBe(expected);
  });
});
