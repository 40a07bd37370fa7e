import type { OpenFile } from '../bundle-reading.ts';
import type { KubeEvent } from '../facts.ts';
import type { Json, JsonObject, Source } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import { toUtc } from '../time.ts';

/** Labels that name an object, from the most exact one. */
const OBJECT_LABELS: readonly [label: string, kind: string][] = [
  ['pod', 'Pod'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job_name', 'Job'],
  ['cronjob', 'CronJob'],
  ['horizontalpodautoscaler', 'HorizontalPodAutoscaler'],
  ['persistentvolume', 'PersistentVolume'],
  ['node', 'Node'],
  ['namespace', 'Namespace'],
];
/** Pods of exporters: their labels say who measured, not what is in trouble. */
const MEASURED_BY = /^(?:kube-state-metrics|node-exporter|prometheus)/;
/** They fire as long as all is well, or only mute others. */
const NO_TROUBLE = /^(?:Watchdog|InfoInhibitor|DeadMansSwitch)$/i;

/**
 * The firing alerts in an answer of Prometheus (`/api/v1/alerts`, `/api/v1/rules`), of Alertmanager (`/api/v2/alerts`), or
 * in the list that support-bundle-kit makes of it (capitalised). Undefined for anything else.
 */
function alertsIn(value: Json): JsonObject[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isAlert) ? objectsOf(value) : undefined;
  if (!isJsonObject(value)) return undefined;
  if (isAlert(value)) return [value];
  const data = value.status === 'success' && isJsonObject(value.data) ? value.data : undefined;
  if (!data) return undefined;
  if (Array.isArray(data.alerts)) return objectsOf(data.alerts);
  const rules = objectsOf(data.groups).flatMap((group) => objectsOf(group.rules));
  return Array.isArray(data.groups) ? rules.flatMap((rule) => objectsOf(rule.alerts)) : undefined;
}

function isAlert(value: Json): boolean {
  return isJsonObject(value) && typeof textsAt(value, 'labels').alertname === 'string' && !('metadata' in value);
}

/** The alert as an event of the object that its labels name; undefined for one that does not fire. */
function eventOf(alert: JsonObject, source: Source): KubeEvent | undefined {
  const labels = textsAt(alert, 'labels');
  const annotations = textsAt(alert, 'annotations');
  const { alertname = '', severity = '' } = labels;
  if (!isFiring(alert) || alertname === '' || NO_TROUBLE.test(alertname) || severity === 'none') return undefined;
  const since = typeof alert.activeAt === 'string' ? alert.activeAt : alert.startsAt;
  const first = typeof since === 'string' ? toUtc(since) : undefined;
  const { description, message, summary } = annotations;
  return {
    type: severity === 'info' ? 'Normal' : 'Warning',
    reason: alertname,
    message: description ?? message ?? summary ?? '',
    involved: involvedIn(labels),
    count: 1,
    ...(first ? { first, last: first } : {}),
    component: 'prometheus',
    alert: { severity: severity || 'unknown' },
    source,
  };
}

function involvedIn(labels: Record<string, string>): KubeEvent['involved'] {
  const found = OBJECT_LABELS.find(([label]) => labels[label] && !MEASURED_BY.test(labels[label]));
  if (!found) return { kind: '', name: '' };
  const [label, kind] = found;
  const inNamespace = kind !== 'Node' && kind !== 'Namespace' && kind !== 'PersistentVolume' && labels.namespace;
  const { container } = labels;
  return {
    kind,
    ...(inNamespace ? { namespace: labels.namespace } : {}),
    name: labels[label] ?? '',
    ...(kind === 'Pod' && container ? { container } : {}),
  };
}

function isFiring(alert: JsonObject): boolean {
  const state = isJsonObject(alert.status) ? alert.status.state : (alert.state ?? alert.State);
  return state === undefined || state === 'firing' || state === 'active';
}

/** Takes the alerts of a value; false where it holds none. */
export function readAlerts(value: Json, line: number, file: OpenFile): boolean {
  const alerts = alertsIn(value);
  if (!alerts) return false;
  for (const alert of alerts) {
    const event = eventOf(alert, { file: file.path, line });
    if (event) file.bundle.sink.event(event);
  }
  file.used = true;
  return true;
}

/** The texts of a map, under its name or, as Go prints it, its capitalised name. */
function textsAt(value: JsonObject, key: string): Record<string, string> {
  const map = value[key] ?? value[key.charAt(0).toUpperCase() + key.slice(1)];
  if (!isJsonObject(map)) return {};
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
