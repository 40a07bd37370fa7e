import type { Finding, ObjectRef } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';
import type { KubeObject, ObjectIdentity } from '../formats/kube-object.ts';
import type { Rule } from '../rules/rule.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { ownedPods } from '../snapshot/owned-pods.ts';
import { containersOf, isPodFinished, isPodReady } from '../snapshot/pod.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { namingAffected } from './named-affected.ts';
import type { Need } from './needs.ts';
import { needsOf, needsOfFinding, RUNNING_ONLY } from './needs.ts';
import type { FindingsByPlace } from './places.ts';
import { placesOf } from './places.ts';
import { podsNamedAfter } from './pods-by-name.ts';
import { sharingName } from './shared-name.ts';

/** That one finding explains another; `via` are the objects between them that have no finding of their own. */
export type Explanation = { cause: Finding; effect: Finding; relation: RelationName | 'same-object'; via: ObjectRef[] };

export type Judged = {
  findings: readonly Finding[];
  rules: ReadonlyMap<string, Rule>;
  snapshot: Snapshot;
  places: FindingsByPlace;
};

/** Trouble does not travel further than this many objects without leaving a finding on the way. */
const MAX_HOPS = 4;

/**
 * The findings that explain one finding: those which come before it on its own object, or else the nearest ones against
 * the flow of trouble. A symptom follows everything that it needs. A cause follows what it names, and yields to another
 * cause among what it needs only where that one's rule says so.
 */
export function explanationsOf(effect: Finding, judged: Judged): Explanation[] {
  if (effect.role === 'context') return [];
  const own = sameObject(effect, judged);
  if (own.length > 0) return own;
  const needed = fromNeeds(effect, judged);
  if (needed.length > 0) return needed;
  const told = namingAffected(effect, judged.findings, judged.rules);
  const named = told.length > 0 ? told : sharingName(effect, judged.findings, judged.rules);
  return named.map((cause) => ({ ...cause, effect, via: [] }));
}

function sameObject(effect: Finding, judged: Judged): Explanation[] {
  const candidates = placesOf(effect).flatMap((place) => judged.places.at(place));
  return unique(candidates)
    .filter((cause) => cause !== effect && cause.current === effect.current && sameContainer(cause, effect))
    .filter((cause) => comesBefore(cause, effect, judged.rules))
    .map((cause) => ({ cause, effect, relation: 'same-object', via: [] }));
}

function sameContainer({ subject: a }: Finding, { subject: b }: Finding): boolean {
  return !a.container || !b.container || a.container === b.container;
}

/** By the rules' own `explains`, and failing that a cause comes before a symptom. */
function comesBefore(cause: Finding, effect: Finding, rules: Judged['rules']): boolean {
  const [first, second] = [rules.get(cause.rule), rules.get(effect.rule)];
  const says = (rule: Rule | undefined, other: Rule | undefined) =>
    other !== undefined && (rule?.explains.some((name) => name === other.id || other.tags.includes(name)) ?? false);
  if (says(first, second)) return !says(second, first);
  if (says(second, first)) return false;
  return cause.role === 'cause' && effect.role === 'symptom' && atLeast(cause.severity, 'warning');
}

function fromNeeds(effect: Finding, judged: Judged): Explanation[] {
  const found: Explanation[] = [];
  const seen = new Set(placesOf(effect).map(keyOf));
  let front = firstNeeds(effect, judged).map((need) => ({ need, relation: need.relation, via: [] as ObjectRef[] }));

  for (let hop = 0; hop < MAX_HOPS && front.length > 0; hop += 1) {
    const next: typeof front = [];
    for (const { need, relation, via } of front) {
      // What is asked of everybody is asked again where only a rule's own word counts.
      const key = need.onlyByRule ? `${keyOf(need.object)} by rule` : keyOf(need.object);
      if (seen.has(key) || seen.has(keyOf(need.object))) continue;
      seen.add(key);
      const causes = outermost(breaking(need, effect, judged), judged);
      if (causes.length > 0) {
        found.push(...causes.map((cause) => ({ cause, effect, relation, via })));
        continue;
      }
      const further = needsOf(need.object, judged.snapshot).map((step) => ({ ...step, onlyByRule: need.onlyByRule }));
      next.push(...further.map((step) => ({ need: step, relation, via: [...via, need.object] })));
    }
    front = next;
  }
  return found.filter(({ cause }, index) => found.findIndex((other) => other.cause === cause) === index);
}

/** A need; `onlyByRule` where only findings count whose rules say that they explain the effect. */
type Asked = Need & { onlyByRule?: boolean | undefined };

function firstNeeds(effect: Finding, { snapshot, rules, findings }: Judged): Asked[] {
  const named = needsOfFinding(effect, snapshot);
  if (effect.role === 'cause') {
    const others = placesOf(effect).flatMap((place) => needsOf(place, snapshot));
    return [
      ...named,
      ...needsByTag(effect, rules.get(effect.rule)?.tags ?? [], snapshot),
      ...others.map((need) => ({ ...need, onlyByRule: true })),
    ];
  }
  const needs = placesOf(effect).flatMap((place) => {
    const started = hasStarted(place, snapshot);
    return needsOf(place, snapshot).filter(({ relation }) => started || !RUNNING_ONLY.has(relation));
  });
  const made = placesOf(effect).flatMap((place) => podsNamedAfter(place, findings, snapshot));
  return [...named, ...needs, ...made.map((object) => ({ relation: 'owns' as const, object }))];
}

/** What a cause of that sort rests on, though it cannot name it: a name that does not resolve, the cluster's DNS. */
const NEEDED_BY_TAG: Record<string, (need: Need) => boolean> = {
  dns: ({ relation, object }) => relation === 'uses-cluster' && object.namespace !== 'default',
  'api-server': ({ relation, object }) => relation === 'uses-cluster' && object.namespace === 'default',
  node: ({ relation }) => relation === 'scheduled-on',
  // A class is as good as the driver behind it.
  'served-by-driver': ({ relation }) => relation === 'binds',
  // An API that somebody else serves is as good as the Service behind it.
  'served-by-service': ({ relation }) => relation === 'routes-to',
};

function needsByTag(effect: Finding, tags: readonly string[], snapshot: Snapshot): Need[] {
  const wanted = tags.flatMap((tag) => NEEDED_BY_TAG[tag] ?? []);
  if (wanted.length === 0) return [];
  return placesOf(effect)
    .flatMap((place) => needsOf(place, snapshot))
    .filter((need) => wanted.some((fits) => fits(need)));
}

function hasStarted(place: ObjectRef, { objects }: Snapshot): boolean {
  const pod = place.kind === 'Pod' ? objects.find(place) : undefined;
  if (!pod || pod.fidelity === 'table') return true;
  return containersOf(pod).some(({ state, restarts }) => state === 'running' || state === 'terminated' || restarts > 0);
}

/** The findings at a needed object that break whoever needs it, as the effect does. */
function breaking(need: Asked, effect: Finding, { places, snapshot, rules }: Judged): Finding[] {
  return places.at(need.object).filter((cause) => {
    if (cause === effect || cause.current !== effect.current) return false;
    // A full quota or a cordoned node breaks nothing by itself, but it does what its rule says.
    const byRule = need.onlyByRule || cause.role === 'context';
    const named = rules.get(cause.rule)?.explains.includes(effect.rule) ?? false;
    if (byRule && !named) return false;
    if (!atLeast(cause.severity, 'warning')) return false;
    // A missing key breaks only those who read that key.
    if (need.detail && cause.captures.key && cause.captures.key !== need.detail) return false;
    const pod = need.object.kind === 'Pod' ? snapshot.objects.find(need.object) : undefined;
    // A full etcd stays ready; what its rule says that it breaks is broken all the same.
    return !pod || !((serves(pod) && !named) || isReplaced(pod, snapshot));
  });
}

/** A pod that is ready does its work, whatever its log complains about. */
function serves(pod: KubeObject): boolean {
  return isPodReady(pod) === true;
}

/** An evicted pod whose owner has as many others as it wants is a leftover: whatever fails now, fails in those. */
function isReplaced(pod: KubeObject, snapshot: Snapshot): boolean {
  if (!isPodFinished(pod)) return false;
  const owner = capturedOwnerOf(pod, snapshot);
  const wanted = owner?.number('spec.replicas');
  if (!owner || wanted === undefined) return false;
  return ownedPods(owner, snapshot).filter((other) => !isPodFinished(other)).length >= wanted;
}

/** The nearest owner that was captured: of a pod whose ReplicaSet nobody pasted, its Deployment. */
function capturedOwnerOf(object: ObjectIdentity, snapshot: Snapshot, hops = 2): KubeObject | undefined {
  const owner = snapshot.relations.to(object).find(({ relation }) => relation === 'owns')?.from;
  if (!owner || hops === 0) return undefined;
  return snapshot.objects.find(owner) ?? capturedOwnerOf(owner, snapshot, hops - 1);
}

/** Of several findings on one object, those that explain no other one there: the ends of its own chains. */
function outermost(findings: Finding[], judged: Judged): Finding[] {
  const inner = new Set(findings.flatMap((finding) => sameObject(finding, judged).map(({ cause }) => cause)));
  return findings.filter((finding) => !inner.has(finding));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
