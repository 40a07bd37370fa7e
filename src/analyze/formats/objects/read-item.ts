import { failureOf } from '../api-error.ts';
import type { OpenFile } from '../bundle-reading.ts';
import { objectsGap } from '../gaps.ts';
import { isJsonObject, type Json, type JsonObject, KubeObject } from '../kube-object.ts';
import { addList } from './add-list.ts';
import { readAlerts } from './alert.ts';
import { cluesOf } from './cluster-clues.ts';
import { eventOf } from './event.ts';
import { readRelease } from './helm-release.ts';
import { hintsOf, type ItemHints, itemsOf, nameOf, objectsPlace } from './hints.ts';
import { knownKind } from './kinds.ts';
import { learnFromDefinition, learnFromObject } from './learn-kind.ts';
import { isEvent, type Shaped, shaped } from './shape.ts';

/** An item and where it stands; `bytes` is its size as text, `partial` says that some of its fields are lost. */
export type Item = { value: Json; line: number; bytes: number; partial?: boolean };

/**
 * Takes one value: an object, an event, an alert, a Helm release, a list within a list, or a refusal of the API. False where it is none of these,
 * or where neither the value, its list nor its path tells the kind.
 */
export function readItem(item: Item, hints: ItemHints, file: OpenFile): boolean {
  const { value, line } = item;
  if (!isJsonObject(value)) return false;

  const refusal = failureOf(value);
  if (refusal !== undefined) {
    file.bundle.sink.gap(objectsGap(objectsPlace(file) ?? {}, refusal, file.path));
    file.used = true;
    return true;
  }

  const nested = itemsOf(value);
  if (nested) {
    readNested(value, nested, item, file);
    return true;
  }

  if (readAlerts(value, line, file) || readRelease(value, line, file)) return true;

  const body = shaped(value, hints, file);
  if (!body) return false;
  if (!isEvent(body)) return addObject(body, item, file);
  addEvent(body, line, file);
  return true;
}

function addEvent(body: Shaped, line: number, file: OpenFile): void {
  const event = eventOf(body, { file: file.path, line });
  noteForeign(event.involved.namespace, file);
  file.used = true;

  // Collectors write the events of what they look at a second time, and a must-gather of two images all of them.
  const uid = isJsonObject(body.metadata) && typeof body.metadata.uid === 'string' ? body.metadata.uid : undefined;
  const key = `${uid} ${event.last} ${event.count}`;
  if (uid !== undefined && file.bundle.events.has(key)) return;
  file.bundle.events.add(key);
  file.bundle.sink.event(event);
}

function readNested(list: JsonObject, items: Json[], { line, bytes }: Item, file: OpenFile): void {
  const hints = hintsOf(list, file);
  for (const value of items) readItem({ value, line, bytes: Math.ceil(bytes / items.length) }, hints, file);
  addList(list, hints, file, { whole: true, items: items.length, bare: false });
}

function addObject(body: Shaped, { line, bytes, partial }: Item, file: OpenFile): boolean {
  const { bundle } = file;
  const name = nameOf(body);
  if (!name) return false;
  const { kind, apiVersion } = body;
  const namespace = namespaceOf(body, file);
  const resource = objectsPlace(file)?.resource;

  noteForeign(namespace, file);
  if (kind === 'Namespace') bundle.namespaces.add(name);
  if (namespace) bundle.namespaces.add(namespace);
  if (kind === 'Node') bundle.metadata.conclude(cluesOf(body));
  if (kind === 'CustomResourceDefinition') learnFromDefinition(body, bundle);
  if (resource) learnFromObject(resource, body, bundle);

  bundle.sink.object(
    new KubeObject({
      kind,
      apiVersion,
      name,
      ...(namespace ? { namespace } : {}),
      // What a broken or shortened text lacks is not known to be absent, as in a description.
      fidelity: partial ? 'describe' : 'full',
      source: { file: file.path, line },
      body,
    }),
    bytes,
  );
  file.used = true;
  return true;
}

/** The object's own namespace; else its path's, for kinds that have one. */
function namespaceOf(body: Shaped, file: OpenFile): string | undefined {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  if (typeof metadata.namespace === 'string' && metadata.namespace !== '') return metadata.namespace;
  const place = objectsPlace(file);
  return place?.namespace && !place.onlyIn && knownKind(body.kind)?.namespaced !== false ? place.namespace : undefined;
}

function noteForeign(namespace: string | undefined, file: OpenFile): void {
  const expected = objectsPlace(file)?.namespace;
  if (expected !== undefined && namespace !== undefined && namespace !== expected) file.foreign = true;
}
