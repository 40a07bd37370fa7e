import { valueLineSpans } from './carry.ts';
import type { Span } from './spans.ts';

/**
 * A list under `keys:`, whose items hold a key in their `value`, as AI gateways write the keys of a provider
 * (`- name: main`, `  value: ...`). The name of an item says nothing, so the list does.
 */
export type KeyList = { indent: number };

const OPENS = /^(\s*)(?:- +)?["']?(?:api[_-]?)?keys["']?\s*:\s*\[?\s*\{?\s*$/i;
export const KEY_LIST = /^(?:api[_-]?)?keys$/i;
export const KEY_OF_LIST = { strength: 'certain', kind: 'key' } as const;

/** The list that this line opens. */
export function opensKeyList(line: string): KeyList | undefined {
  const found = OPENS.exec(line);
  return found ? { indent: (found[1] ?? '').length } : undefined;
}

/** The key in a line of the list; undefined where the list is over. */
export function keyListSpans({ indent }: KeyList, line: string): Span[] | undefined {
  const own = /^\s*/.exec(line)?.[0].length ?? 0;
  if (line.trim() === '') return [];
  // The items of a YAML list may stand as far left as its name.
  if (own < indent || (own === indent && line[own] !== '-')) return undefined;
  return valueLineSpans(line, KEY_OF_LIST);
}
