import type { Confidence, Evidence, ObjectRef } from '../../../report-format/report.ts';
import { CONFIDENCES } from '../../../report-format/report.ts';
import { keyOf } from '../../snapshot/object-index.ts';
import { compareText, refOf } from '../../snapshot/order.ts';
import type { RawFinding } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { workloadOf } from './workload.ts';

/** Evidence kept of one finding: the first proofs, not one for each of a hundred pods. */
const MAX_EVIDENCE = 12;

/**
 * One finding per rule, subject and captures; and of the pods of one workload, or the runs of one CronJob, one finding on
 * the workload, with the pods or runs in `affected`.
 */
export function merged(candidates: readonly Candidate[], { snapshot }: Evaluation): Candidate[] {
  const ofSubject = fold(
    candidates,
    ({ raw }) => subjectKey(raw),
    (group) => ({ ...group[0], raw: combine(group) }) as Candidate,
  );

  const workloads = new Map<string, ObjectRef | undefined>();
  const workload = ({ subject }: RawFinding) => {
    if (subject.kind !== 'Pod' && subject.kind !== 'Job') return undefined;
    const key = keyOf(subject);
    if (!workloads.has(key)) workloads.set(key, workloadOf(subject, snapshot));
    return workloads.get(key);
  };
  return fold(
    ofSubject,
    ({ raw }) => {
      const owner = workload(raw);
      return owner ? `${keyOf(owner)} ${raw.subject.container ?? ''}` : subjectKey(raw);
    },
    (group) => {
      const [first] = group;
      const owner = first && workload(first.raw);
      if (!first || !owner || group.length === 1) return first as Candidate;
      return { ...first, raw: onWorkload(group, owner) };
    },
  );
}

function fold(
  candidates: readonly Candidate[],
  keyOfPlace: (candidate: Candidate) => string,
  combineGroup: (group: Candidate[]) => Candidate,
): Candidate[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = [candidate.rule.id, keyOfPlace(candidate), captureKey(candidate.raw)].join('\0');
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()].map(combineGroup);
}

const subjectKey = ({ subject }: RawFinding) => `${keyOf(subject)} ${subject.container ?? ''}`;

function captureKey({ captures }: RawFinding): string {
  return JSON.stringify(Object.entries(captures).sort(([a], [b]) => compareText(a, b)));
}

/** The same trouble, seen several times: what holds now counts, and each sighting is a proof. */
function combine(group: readonly Candidate[]): RawFinding {
  const raws = group.map(({ raw }) => raw);
  const [first] = raws;
  if (!first || raws.length === 1) return first as RawFinding;
  const current = raws.filter((raw) => raw.current !== false);
  const ordered = [...current, ...raws.filter((raw) => raw.current === false)];
  // What is left open is judged by the evidence of all sightings together.
  const isOpen = ordered.some(({ confidence }) => confidence === undefined);
  const best = isOpen ? undefined : ordered.flatMap(({ confidence }) => confidence ?? []).sort(bySurest)[0];
  const times = (pick: (raw: RawFinding) => string | undefined) => raws.flatMap((raw) => pick(raw) ?? []).sort();
  const [firstSeen] = times((raw) => raw.firstSeen);
  const lastSeen = times((raw) => raw.lastSeen).at(-1);
  const severity = ordered[0]?.severity;
  const affected = uniqueRefs(raws.flatMap((raw) => raw.affected ?? []));
  return {
    subject: first.subject,
    captures: first.captures,
    evidence: spread(ordered.map(({ evidence }) => evidence)),
    current: current.length > 0,
    ...(best ? { confidence: best } : {}),
    ...(severity ? { severity } : {}),
    ...(affected.length > 0 ? { affected } : {}),
    ...(firstSeen ? { firstSeen } : {}),
    ...(lastSeen ? { lastSeen } : {}),
    count: raws.reduce((sum, { count }) => sum + (count ?? 1), 0),
  };
}

function onWorkload(group: readonly Candidate[], owner: ObjectRef): RawFinding {
  const raw = combine(group);
  const { container } = raw.subject;
  const replicas = group.map(({ raw: { subject } }) => refOf(subject));
  return {
    ...raw,
    subject: { ...owner, ...(container ? { container } : {}) },
    affected: uniqueRefs([...replicas, ...(raw.affected ?? [])]),
    // Seen on several pods, a possibility is more than that.
    ...(raw.confidence === 'possible' ? { confidence: 'likely' as const } : {}),
  };
}

const bySurest = (a: Confidence, b: Confidence) => CONFIDENCES.indexOf(a) - CONFIDENCES.indexOf(b);

/** The first proof of each sighting, then the second of each: a cut keeps the variety. */
function spread(lists: readonly Evidence[][]): Evidence[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  const found: Evidence[] = [];
  const seen = new Set<string>();
  for (let turn = 0; turn < longest && found.length < MAX_EVIDENCE; turn++) {
    for (const list of lists) {
      const proof = list[turn];
      if (!proof) continue;
      const key = `${proof.file}:${proof.line ?? ''}:${proof.path ?? ''}:${proof.text}`;
      if (!seen.has(key) && found.length < MAX_EVIDENCE) found.push(proof);
      seen.add(key);
    }
  }
  return found;
}

function uniqueRefs(refs: readonly ObjectRef[]): ObjectRef[] {
  const byKey = new Map(refs.map((ref) => [keyOf(ref), ref] as const));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, ref]) => ref);
}
