import { plainNames } from '../command.ts';
import type { Context } from '../context.ts';
import type { EventLine, Involved } from './event-lines.ts';

/** Controllers that report about one kind of object. Everybody else reports about pods, or about several kinds. */
const REPORTERS: Record<string, string> = {
  'job-controller': 'Job',
  'cronjob-controller': 'CronJob',
  'deployment-controller': 'Deployment',
  'replicaset-controller': 'ReplicaSet',
  'statefulset-controller': 'StatefulSet',
  'daemonset-controller': 'DaemonSet',
  'horizontal-pod-autoscaler': 'HorizontalPodAutoscaler',
  'persistentvolume-controller': 'PersistentVolumeClaim',
  'service-controller': 'Service',
  'node-controller': 'Node',
  'nginx-ingress-controller': 'Ingress',
};

/**
 * Hands on rows as events. A row may name its object; otherwise it is about the one that was described, or that the command
 * names, or that the messages tell: all rows of one section are about the same object.
 */
export function emitEvents(context: Context, events: readonly EventLine[], described?: Involved): void {
  const asked = described ?? askedFor(context);
  const told = asked?.name ? asked : (podTold(events, asked) ?? asked);
  for (const { row, line } of events) {
    const { object, container, ...rest } = row;
    const target = object ?? told ?? { kind: REPORTERS[row.component ?? ''] ?? 'Pod', name: '' };
    const namespace = target.namespace ?? context.namespace;
    context.seen.kinds.add('Event');
    context.sink.event({
      ...rest,
      involved: {
        kind: target.kind,
        name: target.name,
        ...(namespace ? { namespace } : {}),
        ...(container ? { container } : {}),
      },
      source: { file: context.path, line },
    });
  }
}

/** `kubectl describe pod web-0 | tail`: what the events are about stands in the command alone. */
function askedFor({ command, namespace, place }: Context): Involved | undefined {
  const kind = (command?.kinds.length === 1 ? command.kinds[0] : undefined) ?? (command ? undefined : place.kind);
  if (!kind || kind.kind === 'Event') return undefined;
  const names = command?.verb === 'describe' ? plainNames(command) : [];
  const name = names.length === 1 && command?.names.length === 1 ? (names[0] ?? '') : '';
  return { kind: kind.kind, name, ...(kind.namespaced && namespace ? { namespace } : {}) };
}

const ASSIGNED = /^Successfully assigned (?:([a-z0-9-]{1,63})\/)?([a-z0-9][a-z0-9.-]{0,252}) to \S/;
const RESTARTED = / in pod ([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9-]{1,63})\(/;

/** The one pod that the messages name; undefined where they name several, or where the events are not a pod's. */
function podTold(events: readonly EventLine[], asked: Involved | undefined): Involved | undefined {
  if (asked && asked.kind !== 'Pod') return undefined;
  const named = new Map<string, Involved>();
  for (const { row } of events) {
    const assigned = row.reason === 'Scheduled' ? ASSIGNED.exec(row.message) : null;
    const restarted = RESTARTED.exec(row.message.slice(0, 2000));
    const name = assigned?.[2] ?? restarted?.[1];
    const namespace = assigned?.[1] ?? restarted?.[2] ?? asked?.namespace;
    if (name && !(named.get(name)?.namespace && !namespace)) {
      named.set(name, { kind: 'Pod', name, ...(namespace ? { namespace } : {}) });
    }
  }
  return named.size === 1 ? [...named.values()][0] : undefined;
}
