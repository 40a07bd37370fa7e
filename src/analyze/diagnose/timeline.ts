import type { Finding, Report } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import { toUtc } from '../snapshot/capture-time.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { compareText, refOf } from '../snapshot/order.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Moment = Report['timeline'][number];

/** More moments than this are no longer read; those of objects with findings are kept before the others. */
const MAX_MOMENTS = 500;

/** What happened, in the order of time: events, starts and ends of containers, conditions, rollouts, log findings. */
export function timelineOf(
  findings: readonly Finding[],
  snapshot: Snapshot,
  redact: (text: string) => string,
): Moment[] {
  const troubled = new Set(findings.flatMap(({ subject, affected }) => [subject, ...(affected ?? [])]).map(keyOf));
  const moments = [
    ...snapshot.events.flatMap((event): Moment[] =>
      event.last && event.involved.name && (event.type !== 'Normal' || troubled.has(keyOf(event.involved)))
        ? [
            {
              time: event.last,
              kind: 'event',
              subject: refOf(event.involved),
              text: redact(`${event.reason}: ${event.message}`),
            },
          ]
        : [],
    ),
    ...snapshot.objects.all().flatMap((object) => (troubled.has(keyOf(object)) ? momentsOf(object, redact) : [])),
    ...findings.flatMap(momentsOfLog),
  ];
  const kept = moments.length <= MAX_MOMENTS ? moments : mostRelevant(moments, troubled);
  return kept.sort(
    (a, b) =>
      compareText(a.time, b.time) || compareText(keyOf(a.subject), keyOf(b.subject)) || compareText(a.text, b.text),
  );
}

function mostRelevant(moments: readonly Moment[], troubled: ReadonlySet<string>): Moment[] {
  return [...moments]
    .sort(
      (a, b) =>
        Number(troubled.has(keyOf(b.subject))) - Number(troubled.has(keyOf(a.subject))) || compareText(b.time, a.time),
    )
    .slice(0, MAX_MOMENTS);
}

function momentsOfLog(finding: Finding): Moment[] {
  const line = finding.evidence.find(({ type }) => type === 'log-line');
  const time = toUtc(finding.firstSeen ?? line?.time);
  if (!line || !time) return [];
  return [{ time, kind: 'log', subject: refOf(finding.subject), text: finding.title, finding: finding.id }];
}

function momentsOf(object: KubeObject, redact: (text: string) => string): Moment[] {
  const subject = refOf(object);
  const moment = (time: unknown, kind: Moment['kind'], text: string): Moment[] => {
    const utc = typeof time === 'string' ? toUtc(time) : undefined;
    return utc ? [{ time: utc, kind, subject, text: redact(text) }] : [];
  };

  const conditions = object
    .list('status.conditions')
    .flatMap(({ type, status, reason, lastTransitionTime }) =>
      moment(
        lastTransitionTime,
        object.kind === 'Node' ? 'node' : 'condition',
        `${String(type)}=${String(status)}${reason ? ` (${String(reason)})` : ''}`,
      ),
    );
  if (object.kind === 'ReplicaSet') {
    return [
      ...conditions,
      ...moment(object.string('metadata.creationTimestamp'), 'rollout', `ReplicaSet ${object.name} created`),
    ];
  }
  if (object.kind === 'Application') {
    const phase = object.string('status.operationState.phase') ?? 'ended';
    return [...conditions, ...moment(object.string('status.operationState.finishedAt'), 'sync', `sync ${phase}`)];
  }
  if (object.kind !== 'Pod') return conditions;

  const containers = containersOf(object).flatMap(({ name, startedAt, terminated, last }) => [
    ...moment(startedAt, 'start', `container ${name} started`),
    ...[terminated, last].flatMap((end) =>
      end
        ? moment(
            end.finishedAt,
            'end',
            `container ${name} ended: ${end.reason ?? 'unknown reason'}, exit code ${end.exitCode ?? 'unknown'}`,
          )
        : [],
    ),
  ]);
  return [...conditions, ...containers];
}

/** When the trouble that is still there began: the earliest sign of a present diagnosis, where it can be told. */
export function onsetOf(findings: readonly Finding[]): string | undefined {
  const times = findings.flatMap(({ current, role, firstSeen }) =>
    current && role !== 'context' && firstSeen ? (toUtc(firstSeen) ?? []) : [],
  );
  return times.sort()[0];
}
