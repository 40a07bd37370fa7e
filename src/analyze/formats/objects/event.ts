import type { KubeEvent } from '../facts.ts';
import type { Json, JsonObject, Source } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';
import { toUtc } from '../time.ts';
import { knownKind } from './kinds.ts';

/**
 * An Event of the core group or of events.k8s.io as one shape. New-style events leave `lastTimestamp` null, so the last
 * time is series.lastObservedTime, lastTimestamp, deprecatedLastTimestamp, eventTime, then the first time.
 */
export function eventOf(body: JsonObject, source: Source): KubeEvent {
  const involved = objectAt(body.involvedObject) ?? objectAt(body.regarding) ?? {};
  const series = objectAt(body.series) ?? {};
  const reporter = objectAt(body.source) ?? objectAt(body.deprecatedSource) ?? {};
  const metadata = objectAt(body.metadata) ?? {};

  const first = firstTime(
    body.firstTimestamp,
    body.deprecatedFirstTimestamp,
    body.eventTime,
    metadata.creationTimestamp,
  );
  const last =
    firstTime(
      series.lastObservedTime,
      body.lastTimestamp,
      body.deprecatedLastTimestamp,
      body.eventTime,
      body.firstTimestamp,
    ) ?? first;
  const kind = text(involved.kind) ?? '';
  // Events about Nodes and the like are kept in a namespace that their object does not have.
  const inNamespace = knownKind(kind)?.namespaced !== false;
  const namespace = inNamespace
    ? (text(involved.namespace) ?? text(metadata.namespace) ?? text(body.namespace))
    : undefined;
  const uid = text(involved.uid);
  const container = containerOf(text(involved.fieldPath));
  const component = text(reporter.component) ?? text(body.reportingComponent) ?? text(body.reportingController);
  const host = text(reporter.host) ?? hostOf(text(body.reportingInstance), component);

  return {
    type: text(body.type) ?? 'Normal',
    reason: text(body.reason) ?? '',
    message: text(body.message) ?? text(body.note) ?? '',
    involved: {
      kind,
      ...(namespace ? { namespace } : {}),
      name: text(involved.name) ?? '',
      ...(uid ? { uid } : {}),
      ...(container ? { container } : {}),
    },
    count: Math.max(1, number(series.count) ?? number(body.count) ?? number(body.deprecatedCount) ?? 1),
    ...(first ? { first } : {}),
    ...(last ? { last } : {}),
    ...(component ? { component } : {}),
    ...(host ? { host } : {}),
    source,
  };
}

/** `spec.containers{web}` and `spec.initContainers{init}` name a container. */
function containerOf(fieldPath: string | undefined): string | undefined {
  return fieldPath && /^spec\.\w+\{([^}]+)\}$/.exec(fieldPath)?.[1];
}

/** The kubelet reports itself by its node's name; other components by a pod's. */
function hostOf(instance: string | undefined, component: string | undefined): string | undefined {
  return component === 'kubelet' ? instance : undefined;
}

function firstTime(...values: (Json | undefined)[]): string | undefined {
  for (const value of values) {
    const time = typeof value === 'string' ? toUtc(value) : undefined;
    if (time) return time;
  }
  return undefined;
}

function objectAt(value: Json | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
