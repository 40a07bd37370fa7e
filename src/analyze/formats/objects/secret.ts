import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';

/** What `oc adm inspect` writes in place of a value (openshift/oc:pkg/cli/admin/inspect/secret.go@6b8e30c). */
const COUNTED = /^(\d{1,12}) bytes long$/;

/**
 * A Secret without its values: `data` and `stringData` become `keys: { <key>: <bytes> }`, and the annotation of the last
 * applied state, which repeats them, is dropped. Values are dropped here, before anything else can see them.
 */
export function withoutSecretValues(body: JsonObject): JsonObject {
  const { data, stringData, keys: counted, ...rest } = body;
  const keys: JsonObject = {};
  for (const [key, value] of entriesOf(counted)) if (typeof value === 'number') keys[key] = value;
  for (const [key, value] of entriesOf(data)) keys[key] = bytesOfBase64(value);
  for (const [key, value] of entriesOf(stringData))
    keys[key] = typeof value === 'string' ? Buffer.byteLength(value) : 0;
  return { ...rest, metadata: withoutLastApplied(rest.metadata), keys };
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function bytesOfBase64(value: Json): number {
  if (typeof value !== 'string') return 0;
  // Long values are no such phrase, and need no decoding to be counted.
  const decoded = value.length < 64 ? Buffer.from(value, 'base64').toString('latin1') : '';
  const counted = COUNTED.exec(decoded) ?? COUNTED.exec(value);
  return counted ? Number(counted[1]) : Buffer.byteLength(value, 'base64');
}

function withoutLastApplied(metadata: Json | undefined): JsonObject {
  if (!isJsonObject(metadata)) return {};
  const { annotations, ...rest } = metadata;
  if (!isJsonObject(annotations)) return rest;
  const kept = Object.fromEntries(
    Object.entries(annotations).filter(([key]) => !key.endsWith('last-applied-configuration')),
  );
  return { ...rest, annotations: kept };
}
