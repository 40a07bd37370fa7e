import type { OpenFile } from '../bundle-reading.ts';
import { isJsonObject, type JsonObject } from '../kube-object.ts';
import { type ItemHints, objectsPlace } from './hints.ts';

/** How the reading of a list went: `whole` is false where part of it could not be read. */
export type ListRead = { whole: boolean; items: number; bare: boolean };

/**
 * Notes that a list was read. It is complete where its layout promises that and nothing contradicts: a page that
 * continues, items that were lost, or items of another namespace, which say that the path means something else.
 */
export function addList(envelope: JsonObject, hints: ItemHints, file: OpenFile, read: ListRead): void {
  const place = objectsPlace(file);
  const kind = hints.kind;
  if (!kind && !place?.resource) return;
  const metadata = isJsonObject(envelope.metadata) ? envelope.metadata : {};
  const paged = Boolean(metadata.continue) || Number(metadata.remainingItemCount ?? 0) > 0;
  // A bare array of namespaces holds the ones that the collector was told to visit (see the support-bundle family).
  const chosen = read.bare && kind === 'Namespace' && read.items > 0;
  file.bundle.lists.push({
    kind: kind ?? '',
    ...(hints.apiVersion ? { apiVersion: hints.apiVersion } : {}),
    ...(place?.namespace ? { namespace: place.namespace } : {}),
    complete: place?.complete === true && read.whole && !paged && !chosen && !file.foreign,
    file: file.path,
    ...(place?.resource ? { resource: place.resource } : {}),
    ...(place?.onlyIn ? { onlyIn: place.onlyIn } : {}),
  });
  file.used = true;
}
