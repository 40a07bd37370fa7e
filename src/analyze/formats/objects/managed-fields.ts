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
  return fieldNames(fields).flatMap(([name, inner]) => {
    const second = fieldNames(inner);
    return second.length === 0 ? [name] : second.map(([field]) => `${name}.${field}`);
  });
}

/** The keys `f:<name>` with what stands below them; `k:` and `v:` keys pick list items and are left out. */
function fieldNames(fields: Json | undefined): [string, Json][] {
  if (!isJsonObject(fields)) return [];
  return Object.entries(fields).flatMap(([key, value]) => (key.startsWith('f:') ? [[key.slice(2), value]] : []));
}
