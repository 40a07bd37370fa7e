import type { CollectedList, KubeEvent } from '../../src/analyze/formats/facts.ts';
import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import { KubeObject } from '../../src/analyze/formats/kube-object.ts';
import { buildSnapshot } from '../../src/analyze/snapshot/build-snapshot.ts';
import type { Facts } from '../../src/analyze/snapshot/facts.ts';
import type { Snapshot } from '../../src/analyze/snapshot/snapshot.ts';

/** What a story is made of: objects as the API gives them, events in short, kinds of which everything was listed. */
export type Story = {
  objects?: JsonObject[];
  events?: ShortEvent[];
  /** Kinds with a complete list over all namespaces. */
  complete?: string[];
  lists?: CollectedList[];
  capturedAt?: string;
  gaps?: Facts['gaps'];
  /** Logs that were scanned already, see log-of.ts. */
  scanned?: Facts['logs'];
};

export type ShortEvent = Pick<KubeEvent, 'reason' | 'message' | 'involved'> & Partial<KubeEvent>;

export const NOW = '2026-03-01T12:00:00Z';

/** A captured object, as a reader would hand it on. */
export function captured(body: JsonObject, file = 'objects.json'): KubeObject {
  const { name, namespace } = body.metadata as { name: string; namespace?: string };
  return new KubeObject({
    kind: String(body.kind),
    apiVersion: typeof body.apiVersion === 'string' ? body.apiVersion : '',
    name,
    ...(namespace ? { namespace } : {}),
    fidelity: 'full',
    source: { file, line: 1 },
    body,
  });
}

export function eventOf(event: ShortEvent): KubeEvent {
  return { type: 'Warning', count: 1, last: NOW, source: { file: 'events.json', line: 1 }, ...event };
}

export function factsOf(story: Story): Facts {
  const { objects = [], events = [], complete = [], lists = [], capturedAt = NOW, gaps = [], scanned = [] } = story;
  return {
    objects: objects.map((body) => captured(body)),
    events: events.map(eventOf),
    lists: [...complete.map((kind) => ({ kind, complete: true, file: `${kind.toLowerCase()}s.json` })), ...lists],
    gaps,
    unread: [],
    metadata: { capturedAt, capturedAtSource: 'manifest' },
    logs: scanned,
    texts: [],
    format: 'folder',
  };
}

export function snapshotOf(story: Story): Snapshot {
  return buildSnapshot(factsOf(story));
}
