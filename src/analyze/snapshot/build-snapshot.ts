import type { KubeEvent } from '../formats/facts.ts';
import type { ObjectIdentity } from '../formats/kube-object.ts';
import type { HitLine, ScanResult } from '../scan/needle.ts';
import { before, captureTimeOf, toUtc } from './capture-time.ts';
import { createCoverage } from './coverage.ts';
import type { Facts } from './facts.ts';
import { groupBy } from './group-by.ts';
import { ownerOfLog } from './log-subject.ts';
import { mergeObjects } from './merge-objects.ts';
import { createObjectIndex, keyOf } from './object-index.ts';
import { compareText } from './order.ts';
import { buildRelations } from './relations/build-relations.ts';
import type { LogStream, ObjectIndex, Snapshot } from './snapshot.ts';

/** Joins the facts of one pass into one picture of the cluster. */
export function buildSnapshot(facts: Facts): Snapshot {
  const objects = createObjectIndex(mergeObjects(facts.objects));
  const coverage = createCoverage(facts);
  const { capturedAt, capturedAtSource } = captureTimeOf(facts);

  const events = mergeEvents(facts.events, capturedAt, objects);
  const eventsByObject = groupBy(events, (event) => keyOf(event.involved));

  const logs: LogStream[] = facts.logs.map(({ origin, scan }) => ({
    ...datedScan(scan, capturedAt),
    origin,
    ...ownerOfLog(origin, objects, scan.tail),
  }));
  const logsByPod = groupBy(logs, (log) => keyOf(log.subject));

  return {
    objects,
    events,
    eventsOf: (object) => eventsByObject.get(keyOf({ ...object, apiVersion: '' })) ?? [],
    logs,
    logsOf: (pod, container) =>
      (logsByPod.get(keyOf({ kind: 'Pod', name: pod.name, ...namespaceOf(pod) })) ?? []).filter(
        ({ subject }) => container === undefined || subject.container === undefined || subject.container === container,
      ),
    texts: facts.texts.map(({ origin, scan }) => ({ ...datedScan(scan, capturedAt), origin })),
    coverage,
    relations: buildRelations({ objects, coverage }),
    ...(capturedAt ? { capturedAt } : {}),
    capturedAtSource,
    format: facts.format,
    ...(facts.metadata.kubernetesVersion ? { kubernetesVersion: facts.metadata.kubernetesVersion } : {}),
    ...(facts.metadata.clusterName ? { clusterName: facts.metadata.clusterName } : {}),
    ...(facts.metadata.provider ? { provider: facts.metadata.provider } : {}),
  };
}

const namespaceOf = ({ namespace }: ObjectIdentity) => (namespace ? { namespace } : {});

/**
 * The same event may stand in a list, a table and a description: it counts once, with times where one of them has any. Events
 * of one text that share one file and differ in their time are recurrences which nobody counted: they add up.
 */
function mergeEvents(captured: readonly KubeEvent[], now: string | undefined, objects: ObjectIndex): KubeEvent[] {
  const seen = new Map<string, { event: KubeEvent; byFile: Map<string, KubeEvent[]> }>();
  for (const event of captured) {
    const placed = { ...event, involved: placeInvolved(event.involved, objects), ...datedEvent(event, now) };
    const { kind, namespace, name } = placed.involved;
    const key = [kind, namespace, name, placed.reason, placed.message, placed.involved.uid ?? ''].join('\0');
    const known = seen.get(key) ?? { event: placed, byFile: new Map<string, KubeEvent[]>() };
    seen.set(key, known);
    const { file } = placed.source;
    const others = known.byFile.get(file) ?? [];
    if (!others.some(({ last }) => last === placed.last)) known.byFile.set(file, [...others, placed]);
    if (isLater(placed, known.event)) known.event = placed;
  }
  return [...seen.values()]
    .map(({ event, byFile }) => ({ ...event, ...recurrence([...byFile.values()], event) }))
    .sort((a, b) => compareText(a.last ?? '', b.last ?? '') || (b.lastAge?.seconds ?? 0) - (a.lastAge?.seconds ?? 0));
}

function recurrence(
  files: readonly KubeEvent[][],
  { first, last }: KubeEvent,
): Pick<KubeEvent, 'count' | 'first' | 'last'> {
  const counts = files.map((events) => events.reduce((sum, { count }) => sum + count, 0));
  const repeated = files.filter((events) => events.length > 1).flat();
  const times = repeated
    .flatMap((event) => [event.first, event.last])
    .filter((time) => time !== undefined)
    .sort();
  const [begin, end] = [times[0] ?? first, times.at(-1) ?? last];
  return { count: Math.max(...counts), ...(begin ? { first: begin } : {}), ...(end ? { last: end } : {}) };
}

function isLater(a: KubeEvent, b: KubeEvent): boolean {
  return a.count > b.count || (a.count === b.count && (a.last ?? '') > (b.last ?? ''));
}

/** An event whose text tells no namespace belongs to the single captured object of that kind and name. */
function placeInvolved(involved: KubeEvent['involved'], objects: ObjectIndex): KubeEvent['involved'] {
  if (involved.namespace || !involved.name) return involved;
  const namesakes = objects.ofKind(involved.kind).filter((object) => object.name === involved.name);
  const namespace = namesakes.length === 1 ? namesakes[0]?.namespace : undefined;
  return namespace ? { ...involved, namespace } : involved;
}

function datedEvent(event: KubeEvent, now: string | undefined): Pick<KubeEvent, 'first' | 'last'> {
  const aged = (age: KubeEvent['lastAge']) => (now && age ? before(now, age.seconds) : undefined);
  const first = toUtc(event.first) ?? aged(event.firstAge);
  const last = toUtc(event.last) ?? aged(event.lastAge);
  return { ...(first ? { first } : {}), ...(last ? { last } : {}) };
}

/** Gives year-less stamps the year of the capture; a stamp that would lie in its future belongs to the year before. */
function datedScan(scan: ScanResult, now: string | undefined): ScanResult {
  const date = (time: string | undefined) => (time?.startsWith('--') ? withYear(time.slice(2), now) : time);
  const line = <T extends { time?: string }>(hit: T): T => {
    const { time: stamp, ...rest } = hit;
    const time = date(stamp);
    return (time ? { ...rest, time } : rest) as T;
  };
  const bounds = <T extends { first: HitLine; last: HitLine }>(hit: T): T => ({
    ...hit,
    first: line(hit.first),
    last: line(hit.last),
  });
  const [firstTime, lastTime] = [date(scan.firstTime), date(scan.lastTime)];
  return {
    ...scan,
    ...(firstTime ? { firstTime } : {}),
    ...(lastTime ? { lastTime } : {}),
    hits: scan.hits.map(bounds),
    unknown: scan.unknown.map(bounds),
    tail: scan.tail.map(line),
  };
}

function withYear(stamp: string, now: string | undefined): string | undefined {
  if (!now) return undefined;
  const year = Number(now.slice(0, 4));
  const dated = toUtc(`${year}-${stamp}Z`);
  return dated && dated > now ? toUtc(`${year - 1}-${stamp}Z`) : dated;
}
