import { failureOf } from '../api-error.ts';
import type { BundleReading, OpenFile } from '../bundle-reading.ts';
import { objectsGap } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, KubeObject } from '../kube-object.ts';
import type { ObjectsPlace } from '../place.ts';
import { cluesOf } from './cluster-clues.ts';
import { eventOf } from './event.ts';
import { kindNamed, knownKind } from './kinds.ts';
import { fromLegacy, isLegacy } from './legacy.ts';
import { reduceManagedFields } from './managed-fields.ts';
import { withoutNullTexts } from './null-strings.ts';
import { withoutSecretValues } from './secret.ts';

/** What the list around an item, or else its file's path, says about its kind. */
export type ItemHints = { kind?: string; apiVersion?: string };

/** An item and where it stands; `bytes` is its size as text, `partial` says that some of its fields are lost. */
export type Item = { value: Json; line: number; bytes: number; partial?: boolean };

/**
 * Takes one value: an object, an event, a list within a list, or a refusal of the API. False where it is none of these,
 * or where neither the value, its list nor its path tells the kind.
 */
export function readItem(item: Item, hints: ItemHints, file: OpenFile): boolean {
  const { value, line, bytes } = item;
  if (!isJsonObject(value)) return false;

  const refusal = failureOf(value);
  if (refusal !== undefined) {
    file.bundle.sink.gap(objectsGap(objectsPlace(file) ?? {}, refusal, file.path));
    file.used = true;
    return true;
  }

  const nested = itemsOf(value);
  if (nested) {
    const inner = hintsOf(value, file);
    for (const each of nested) readItem({ value: each, line, bytes: Math.ceil(bytes / nested.length) }, inner, file);
    addList(value, inner, file, { complete: true, items: nested.length });
    return true;
  }

  const body = shaped(value, hints, file);
  if (!body) return false;
  if (isEvent(body)) {
    file.bundle.sink.event(eventOf(body, { file: file.path, line }));
    file.used = true;
    return true;
  }
  return addObject(body, item, file);
}

/** Notes that a list was read. `complete` is false where part of it could not be. */
export function addList(
  envelope: JsonObject,
  hints: ItemHints,
  file: OpenFile,
  read: { complete: boolean; items: number; bare?: boolean },
): void {
  const place = objectsPlace(file);
  const kind = hints.kind;
  if (!kind && !place?.resource) return;
  const metadata = isJsonObject(envelope.metadata) ? envelope.metadata : {};
  const paged = Boolean(metadata.continue) || Number(metadata.remainingItemCount ?? 0) > 0;
  // A bare array of namespaces holds the ones that the collector was told to visit (see the support-bundle family).
  const chosen = read.bare === true && kind === 'Namespace' && read.items > 0;
  file.bundle.lists.push({
    kind: kind ?? '',
    ...(hints.apiVersion ? { apiVersion: hints.apiVersion } : {}),
    ...(place?.namespace ? { namespace: place.namespace } : {}),
    complete: place?.complete === true && read.complete && !paged && !chosen,
    file: file.path,
    ...(place?.resource ? { resource: place.resource } : {}),
    ...(place?.onlyIn ? { onlyIn: place.onlyIn } : {}),
  });
  file.used = true;
}

/** The kind of a list's items: the list's own minus `List`, or what the path says. */
export function hintsOf(envelope: JsonObject, file: OpenFile): ItemHints {
  const place = objectsPlace(file);
  const list = typeof envelope.kind === 'string' && envelope.kind.endsWith('List') ? envelope.kind.slice(0, -4) : '';
  if (list !== '') {
    const version = typeof envelope.apiVersion === 'string' ? envelope.apiVersion : undefined;
    return { kind: list, ...(version ? { apiVersion: version } : {}) };
  }
  return placeHints(place, file.bundle);
}

function placeHints(place: ObjectsPlace | undefined, bundle: BundleReading): ItemHints {
  const learned = place?.resource ? bundle.learned.get(place.resource) : undefined;
  const kind = place?.kind ?? learned?.kind;
  const apiVersion = place?.apiVersion ?? learned?.apiVersion;
  return { ...(kind ? { kind } : {}), ...(apiVersion ? { apiVersion } : {}) };
}

export function objectsPlace(file: OpenFile): ObjectsPlace | undefined {
  return file.place?.role === 'objects' ? file.place : undefined;
}

/** The items of a list, or undefined for what is no list. */
export function itemsOf(value: JsonObject): Json[] | undefined {
  const items = value.items ?? value.Items;
  if (Array.isArray(items)) return items;
  const isList = typeof value.kind === 'string' && /.List$|^List$/.test(value.kind) && !isJsonObject(value.spec);
  return isList && (items === null || items === undefined) && !nameOf(value) ? [] : undefined;
}

/** The body in the API's shape, with its kind, without Secret values; undefined where no kind can be told. */
function shaped(value: JsonObject, hints: ItemHints, file: OpenFile): JsonObject | undefined {
  const place = objectsPlace(file);
  let body = isLegacy(value) ? fromLegacy(value) : value;
  if (place?.nullTexts) body = withoutNullTexts(body) as JsonObject;

  const own = typeof body.kind === 'string' && body.kind !== '' ? body.kind : undefined;
  const kind = own ?? hints.kind ?? placeHints(place, file.bundle).kind ?? kindByShape(body);
  if (!kind) return undefined;
  const ownVersion = typeof body.apiVersion === 'string' && body.apiVersion !== '' ? body.apiVersion : undefined;
  const apiVersion =
    ownVersion ?? (hints.kind === kind ? hints.apiVersion : undefined) ?? knownKind(kind)?.apiVersion ?? '';
  if (body.kind !== kind || body.apiVersion !== apiVersion) body = { ...body, apiVersion, kind };

  if (kind === 'Secret' && apiVersion === 'v1') body = withoutSecretValues(body);
  reduceManagedFields(body);
  return body;
}

/** An Event of the cluster, unlike one of an audit log or of another system that has such a kind. */
function isEvent({ kind, apiVersion }: JsonObject): boolean {
  return kind === 'Event' && /^(?:v1|events\.k8s\.io\/.*|)$/.test(String(apiVersion));
}

/** Single pods and events are written without kind by some collectors, under names that tell nothing. */
function kindByShape(body: JsonObject): string | undefined {
  if (isJsonObject(body.involvedObject) && typeof body.reason === 'string') return 'Event';
  return isJsonObject(body.spec) && Array.isArray(body.spec.containers) && isJsonObject(body.metadata)
    ? 'Pod'
    : undefined;
}

function addObject(body: JsonObject, { line, bytes, partial }: Item, file: OpenFile): boolean {
  const { bundle } = file;
  const name = nameOf(body);
  if (!name) return false;
  const kind = String(body.kind);
  const apiVersion = String(body.apiVersion);
  const namespace = namespaceOf(body, kind, file);

  if (kind === 'Namespace') bundle.namespaces.add(name);
  if (namespace) bundle.namespaces.add(namespace);
  if (kind === 'CustomResourceDefinition') learnKind(body, bundle);
  if (kind === 'Node') bundle.metadata.conclude(cluesOf(body));

  bundle.sink.object(
    new KubeObject({
      kind,
      apiVersion,
      name,
      ...(namespace ? { namespace } : {}),
      // What a broken or shortened text lacks is not known to be absent, as in a description.
      fidelity: partial ? 'describe' : 'full',
      source: { file: file.path, line },
      body: keep(body, bytes, bundle),
    }),
  );
  file.used = true;
  return true;
}

/** The body as it is while the budget lasts; after that as text, a fourth of a tree's size, parsed on demand. */
function keep(body: JsonObject, bytes: number, bundle: BundleReading): JsonObject | (() => JsonObject) {
  if (bundle.parsedBytesLeft >= bytes) {
    bundle.parsedBytesLeft -= bytes;
    return body;
  }
  const text = bundle.texts.keep(JSON.stringify(body));
  return () => JSON.parse(text()) as JsonObject;
}

function learnKind(body: JsonObject, bundle: BundleReading): void {
  const spec = isJsonObject(body.spec) ? body.spec : {};
  const names = isJsonObject(spec.names) ? spec.names : {};
  if (typeof names.plural !== 'string' || typeof names.kind !== 'string' || typeof spec.group !== 'string') return;
  const versions = Array.isArray(spec.versions) ? spec.versions.filter(isJsonObject) : [];
  const served = versions.find(({ storage }) => storage === true) ?? versions[0];
  const version = typeof served?.name === 'string' ? served.name : String(spec.version ?? 'v1');
  bundle.learned.set(`${names.plural}.${spec.group}`, {
    kind: names.kind,
    apiVersion: `${spec.group}/${version}`,
    namespaced: spec.scope === 'Namespaced',
  });
}

/** The object's own namespace; else its path's, for kinds that have one. */
function namespaceOf(body: JsonObject, kind: string, file: OpenFile): string | undefined {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  if (typeof metadata.namespace === 'string' && metadata.namespace !== '') return metadata.namespace;
  const place = objectsPlace(file);
  return place?.namespace && !place.onlyIn && kindNamed(kind)?.namespaced !== false ? place.namespace : undefined;
}

function nameOf(body: JsonObject): string | undefined {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  return typeof metadata.name === 'string' && metadata.name !== '' ? metadata.name : undefined;
}
