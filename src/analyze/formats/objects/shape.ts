import type { OpenFile } from '../bundle-reading.ts';
import { isJsonObject, type JsonObject } from '../kube-object.ts';
import { type ItemHints, objectsPlace, placeHints } from './hints.ts';
import { knownKind } from './kinds.ts';
import { fromLegacy, isLegacy } from './legacy.ts';
import { reduceManagedFields } from './managed-fields.ts';
import { withoutNullTexts } from './null-strings.ts';
import { withoutSecretValues } from './secret.ts';

/** An object in the API's shape, with its kind and without Secret values. */
export type Shaped = JsonObject & { kind: string; apiVersion: string };

/**
 * The API's shape of whatever was written. The kind is the item's own, its list's, its path's, or that of its shape, in
 * this order; undefined where none of these tells it.
 */
export function shaped(value: JsonObject, hints: ItemHints, file: OpenFile): Shaped | undefined {
  const place = objectsPlace(file);
  let body = isLegacy(value) ? fromLegacy(value) : value;
  if (place?.nullTexts) body = withoutNullTexts(body) as JsonObject;

  const kind = textOf(body.kind) ?? hints.kind ?? placeHints(place, file.bundle).kind ?? kindByShape(body);
  if (!kind) return undefined;
  const hinted = hints.kind === kind ? hints.apiVersion : undefined;
  const apiVersion = textOf(body.apiVersion) ?? hinted ?? knownKind(kind)?.apiVersion ?? '';

  const named = body.kind === kind && body.apiVersion === apiVersion ? body : { ...body, apiVersion, kind };
  const safe = kind === 'Secret' && apiVersion === 'v1' ? withoutSecretValues(named) : named;
  reduceManagedFields(safe);
  return safe as Shaped;
}

/** An Event of the cluster, unlike one of an audit log or of another system that has such a kind. */
export function isEvent({ kind, apiVersion }: Shaped): boolean {
  return kind === 'Event' && /^(?:v1|events\.k8s\.io\/.*|)$/.test(apiVersion);
}

/** Single pods and events are written without kind by some collectors, under names that tell nothing. */
function kindByShape(body: JsonObject): string | undefined {
  if (isJsonObject(body.involvedObject) && typeof body.reason === 'string') return 'Event';
  const isPod = isJsonObject(body.spec) && Array.isArray(body.spec.containers) && isJsonObject(body.metadata);
  return isPod ? 'Pod' : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
