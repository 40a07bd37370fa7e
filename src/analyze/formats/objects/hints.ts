import type { BundleReading, OpenFile } from '../bundle-reading.ts';
import { isJsonObject, type Json, type JsonObject } from '../kube-object.ts';
import type { ObjectsPlace } from '../place.ts';

/** What the list around an item, or else its file's path, says about its kind. */
export type ItemHints = { kind?: string; apiVersion?: string };

/** The kind of a list's items: the list's own minus `List`, or what the path says. */
export function hintsOf(envelope: JsonObject, file: OpenFile): ItemHints {
  const list = typeof envelope.kind === 'string' && envelope.kind.endsWith('List') ? envelope.kind.slice(0, -4) : '';
  if (list === '') return placeHints(objectsPlace(file), file.bundle);
  const version = typeof envelope.apiVersion === 'string' ? envelope.apiVersion : undefined;
  return { kind: list, ...(version ? { apiVersion: version } : {}) };
}

/** The kind that a path names, by now: definitions and other lists may have told what a resource's kind is. */
export function placeHints(place: ObjectsPlace | undefined, bundle: BundleReading): ItemHints {
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
  const isList = typeof value.kind === 'string' && value.kind.endsWith('List') && !isJsonObject(value.spec);
  return isList && (items === null || items === undefined) && !nameOf(value) ? [] : undefined;
}

export function nameOf(body: JsonObject): string | undefined {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  return typeof metadata.name === 'string' && metadata.name !== '' ? metadata.name : undefined;
}
