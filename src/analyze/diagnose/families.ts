import type { Finding } from '../../report-format/report.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { placesOf } from './places.ts';

/** Captures that name one thing which many objects may share; equal ones make one cause out of many findings. */
const SHARED = [
  ...['host', 'node', 'secret', 'configmap', 'key', 'webhook', 'quota', 'class', 'registry', 'driver', 'image'],
  'endpoint',
];

/** The roots that are one trouble, together, in the order of their first members. */
export function familiesOf(roots: readonly Finding[]): Finding[][] {
  const families: Finding[][] = [];
  const familyOf = new Map<string, Finding[]>();
  const nameOf = onlyNames(roots);
  const keysOf = (root: Finding) => kinshipsOf(root, nameOf(root));
  for (const root of roots) {
    const keys = keysOf(root);
    const kin = [...new Set(keys.flatMap((key) => familyOf.get(key) ?? []))];
    const joined = new Set(keys.flatMap((key) => (familyOf.has(key) ? [familyOf.get(key)] : [])));
    const family = [...kin, root];
    for (const member of family) for (const key of keysOf(member)) familyOf.set(key, family);
    for (const merged of joined) if (merged) families.splice(families.indexOf(merged), 1);
    families.push(family);
  }
  return families;
}

/** What a rule names in its finding: `host=db`; of a registry whose host fails the single image is a detail. */
function namedBy({ captures }: Finding): string[] {
  const names = captures.host ? SHARED.filter((name) => name !== 'image') : SHARED;
  return names.flatMap((name) => (captures[name] ? [`${name}=${captures[name]}`] : []));
}

/**
 * What each root names. One that names nothing speaks of what its rule names in the only other line at the same place:
 * `cannot reach redis.data`, and then `giving up`.
 */
function onlyNames(roots: readonly Finding[]): (root: Finding) => string[] {
  const placeOf = (root: Finding) => [root.rule, root.current, ...placesOf(root).map(keyOf)].join('\0');
  const namesAt = new Map<string, Map<string, string[]>>();
  for (const root of roots) {
    const names = namedBy(root);
    if (names.length === 0) continue;
    const place = placeOf(root);
    namesAt.set(place, (namesAt.get(place) ?? new Map()).set(names.join('\0'), names));
  }
  return (root) => {
    const own = namedBy(root);
    const others = own.length > 0 ? undefined : namesAt.get(placeOf(root));
    return others?.size === 1 ? ([...others.values()][0] ?? own) : own;
  };
}

/** What makes two roots kin: one key in common. Present trouble is never kin of what is over. */
function kinshipsOf(root: Finding, shared: readonly string[]): string[] {
  const places = placesOf(root).map(keyOf).join('\0');
  const current = root.current ? 'now' : 'past';
  // Symptoms that nothing explains are one open question for each object, however many rules saw them.
  if (root.role === 'symptom') return [['symptom', current, places].join('\0')];

  // One rule that names the same thing sees one trouble, wherever it was seen.
  const named = shared.length > 0 ? [['named', current, root.rule, ...shared].join('\0')] : [];
  // What tells its details only in words of its own is one trouble of one object, in however many ways it was worded.
  const worded = shared.length === 0 && root.captures.message ? [['rule', current, root.rule, places].join('\0')] : [];
  // The same words about the same object are one trouble, however many rules understand them.
  const [proof] = root.evidence;
  const proven = proof?.line ? [['proof', current, places, proof.file, proof.line, proof.path ?? ''].join('\0')] : [];
  return [root.id, ...named, ...worded, ...proven];
}
