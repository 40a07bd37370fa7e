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
  for (const root of roots) {
    const keys = kinshipsOf(root);
    const kin = [...new Set(keys.flatMap((key) => familyOf.get(key) ?? []))];
    const joined = new Set(keys.flatMap((key) => (familyOf.has(key) ? [familyOf.get(key)] : [])));
    const family = [...kin, root];
    for (const member of family) for (const key of kinshipsOf(member)) familyOf.set(key, family);
    for (const merged of joined) if (merged) families.splice(families.indexOf(merged), 1);
    families.push(family);
  }
  return families;
}

/** What makes two roots kin: one key in common. Present trouble is never kin of what is over. */
function kinshipsOf(root: Finding): string[] {
  const places = placesOf(root).map(keyOf).join('\0');
  const current = root.current ? 'now' : 'past';
  // Symptoms that nothing explains are one open question for each object, however many rules saw them.
  if (root.role === 'symptom') return [['symptom', current, places].join('\0')];

  // One rule that names the same thing sees one trouble, wherever it was seen.
  // Of a registry whose host fails the single image is a detail.
  const names = root.captures.host ? SHARED.filter((name) => name !== 'image') : SHARED;
  const shared = names.flatMap((name) => (root.captures[name] ? [`${name}=${root.captures[name]}`] : []));
  const named = shared.length > 0 ? [['named', current, root.rule, ...shared].join('\0')] : [];
  // What tells its details only in words of its own is one trouble of one object, in however many ways it was worded.
  const worded = shared.length === 0 && root.captures.message ? [['rule', current, root.rule, places].join('\0')] : [];
  // The same words about the same object are one trouble, however many rules understand them.
  const [proof] = root.evidence;
  const proven = proof?.line ? [['proof', current, places, proof.file, proof.line, proof.path ?? ''].join('\0')] : [];
  return [root.id, ...named, ...worded, ...proven];
}
