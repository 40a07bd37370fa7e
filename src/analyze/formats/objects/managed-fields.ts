import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';

/**
 * Replaces `metadata.managedFields` in place by `{ manager, operation, subresource, time, fields }`, where `fields` are
 * the touched fields down to the second level (`spec.replicas`): enough to tell who changed what, a tenth of the size.
 */
export function reduceManagedFields(body: JsonObject): void {
  const { metadata } = body;
  if (!isJsonObject(metadata) || !Array.isArray(metadata.managedFields)) return;
  metadata.managedFields = objectsOf(metadata.managedFields).map(
    ({ manager, operation, subresource, time, fieldsV1 }) => {
      const reduced: JsonObject = {};
      for (const [key, value] of Object.entries({ manager, operation, subresource, time })) {
        if (value !== undefined) reduced[key] = value;
      }
      reduced.fields = touchedFields(fieldsV1);
      return reduced;
    },
  );
}

function touchedFields(fields: Json | undefined): string[] {
  const touched: string[] = [];
  for (const name of fieldNames(fields)) {
    const inner = fieldNames(isJsonObject(fields) ? fields[`f:${name}`] : undefined);
    if (inner.length === 0) touched.push(name);
    for (const field of inner) touched.push(`${name}.${field}`);
  }
  return touched;
}

/** The names behind the keys `f:<name>`; `k:` and `v:` keys pick list items and are left out. */
function fieldNames(fields: Json | undefined): string[] {
  const names: string[] = [];
  if (!isJsonObject(fields)) return names;
  for (const key in fields) if (key.charCodeAt(0) === 0x66 && key.charCodeAt(1) === 0x3a) names.push(key.slice(2));
  return names;
}
