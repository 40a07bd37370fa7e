import type { Fidelity, JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject } from '../formats/kube-object.ts';
import { keyOf } from './object-index.ts';

const FULLNESS: Record<Fidelity, number> = { full: 2, describe: 1, table: 0 };

/**
 * One object per identity, in a fixed order: the fullest capture wins, of two full ones the newer resourceVersion; the
 * others stay as its sources. An object without a namespace (a pasted description) joins the single namesake that has
 * one; with two candidates it joins neither.
 */
export function mergeObjects(captured: readonly KubeObject[]): KubeObject[] {
  const byKey = new Map<string, KubeObject>();
  for (const object of captured) {
    const key = keyOf(object);
    const known = byKey.get(key);
    byKey.set(key, known ? fuller(known, object) : object);
  }

  const homeless = new Set([...byKey.values()].filter(({ namespace }) => !namespace).map(keyOf));
  const homes = new Map<string, KubeObject[]>();
  for (const object of byKey.values()) {
    const key = object.namespace ? keyOf({ ...identity(object), namespace: '' }) : '';
    if (homeless.has(key)) homes.set(key, [...(homes.get(key) ?? []), object]);
  }
  for (const [key, object] of [...byKey]) {
    const candidates = object.namespace ? [] : (homes.get(key) ?? []);
    if (candidates.length !== 1 || !candidates[0]) continue;
    byKey.delete(key);
    const home = keyOf(candidates[0]);
    byKey.set(home, fuller(candidates[0], object, candidates[0].namespace));
  }

  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, object]) => object);
}

function identity({ kind, apiVersion, name }: KubeObject) {
  return { kind, apiVersion, name };
}

function fuller(a: KubeObject, b: KubeObject, namespace?: string): KubeObject {
  const winner = FULLNESS[b.fidelity] > FULLNESS[a.fidelity] || (sameFullness(a, b) && newer(b, a)) ? b : a;
  const loser = winner === a ? b : a;
  const placed = namespace && !winner.namespace ? winner.inNamespace(namespace) : winner;
  // What a description leaves out, a row of a table may tell; the full object needs neither.
  const whole = placed.fidelity === 'full' ? placed : placed.withBody(filled(placed.body, loser.body));
  whole.sources.push(...loser.sources);
  return whole;
}

/** The first with the fields that only the second has. Lists are taken whole: their items have no common names. */
function filled(first: JsonObject, second: JsonObject): JsonObject {
  const result: JsonObject = { ...second, ...first };
  for (const [key, value] of Object.entries(first)) {
    const other = Object.hasOwn(second, key) ? second[key] : undefined;
    if (isJsonObject(value) && isJsonObject(other)) result[key] = filled(value, other);
  }
  return result;
}

function sameFullness(a: KubeObject, b: KubeObject): boolean {
  return a.fidelity === b.fidelity;
}

/** Resource versions are opaque, but every store in use counts upwards; without them the later capture stays out. */
function newer(a: KubeObject, b: KubeObject): boolean {
  const [left, right] = [a, b].map((object) => Number(object.string('metadata.resourceVersion') ?? Number.NaN));
  return left !== undefined && right !== undefined && left > right;
}
