import { KEY_LIST, KEY_OF_LIST } from './key-lists.ts';
import type { Marker } from './marks.ts';
import { type Sensitivity, sensitivityOf } from './names.ts';
import { isSecretBase64 } from './secret-data.ts';
import { applySpans } from './spans.ts';
import { bareCredentials } from './urls.ts';
import { isSecretValue } from './values.ts';

type JsonObject = { [key: string]: unknown };
type Context = { marker: Marker; text: (text: string) => string; key: (name: string) => string };

/** Deeper values are replaced as a whole. No API object comes near. */
const MAX_DEPTH = 100;

/** A copy of an API object, or a list of them, without its secrets; see Redactor. */
export function redactObject(value: unknown, context: Context): unknown {
  return isJsonObject(value) && isSecret(value)
    ? withoutSecretData(value, context)
    : redactValue(value, context, undefined, 0);
}

function redactValue(value: unknown, context: Context, of: Sensitivity | undefined, depth: number): unknown {
  if (typeof value === 'string') return redactString(value, context, of, depth);
  if (typeof value === 'number')
    return of?.kind === 'password' && of.strength === 'certain'
      ? context.marker.mark('password', String(value))
      : value;
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth >= MAX_DEPTH) return context.marker.mark('unjudged', 'too deep');
  if (Array.isArray(value)) return redactList(value, context, of, depth);
  return redactMap(value as JsonObject, context, of, depth);
}

function redactString(text: string, context: Context, of: Sensitivity | undefined, depth: number): string {
  if (of === undefined || text.startsWith('[redacted:')) return context.text(redactNested(text, context, depth));
  if (of.strength === 'header' || of.strength === 'cookie')
    return context.text(`${of.kind}: ${text}`).slice(of.kind.length + 2);
  if (of.strength === 'connection')
    return context.text(applySpans(text, bareCredentials(text, 0, text.length), context.marker));
  // A fallback within a reference is a literal, which the text of an assignment knows.
  if (text.startsWith('${')) return context.text(`password=${text}`).slice('password='.length);
  return isSecretValue(text, of, 'quoted') ? context.marker.mark(of.kind, text) : context.text(text);
}

/** A file in a ConfigMap, a value of a Helm chart: JSON in a string is judged as the object it is, then as text. */
function redactNested(text: string, context: Context, depth: number): string {
  if (!/^\s*[[{]\s*["{[]/.test(text)) return text;
  const nested = parsedJson(text);
  if (nested === undefined) return text;
  const redacted = redactValue(nested, context, undefined, depth + 1);
  const isSame = JSON.stringify(redacted) === JSON.stringify(nested);
  return isSame ? text : JSON.stringify(redacted, null, /^\s*[[{]\r?\n([ \t]{1,8})/.exec(text)?.[1] ?? '');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It only looks like JSON: it is judged as text.
    return undefined;
  }
}

/** @param ofValue what `value` is in the items, where the name above the list tells */
function redactList(
  list: unknown[],
  context: Context,
  of: Sensitivity | undefined,
  depth: number,
  ofValue?: Sensitivity,
): unknown[] {
  let flag: Sensitivity | undefined;
  return list.map((item) => {
    const ofItem = flag ?? of;
    flag = typeof item === 'string' && /^--?[A-Za-z][\w.-]*$/.test(item) ? sensitivityOf(item) : undefined;
    if (typeof item === 'string' && item.startsWith('-')) return context.text(item);
    if (typeof item === 'string') return redactString(item, context, ofItem, depth);
    return ofValue && isJsonObject(item) && depth < MAX_DEPTH
      ? redactMap(item, context, undefined, depth + 1, ofValue)
      : redactValue(item, context, undefined, depth + 1);
  });
}

function redactMap(
  map: JsonObject,
  context: Context,
  of: Sensitivity | undefined,
  depth: number,
  ofValue?: Sensitivity,
): JsonObject {
  const listKind = typeof map.kind === 'string' && map.kind.endsWith('List') ? map.kind.slice(0, -4) : undefined;
  if (isSecret(map)) return withoutSecretData(map, context);
  const paired = pairName(map) ?? ofValue;

  const entries = Object.entries(map).flatMap(([name, value]): [string, unknown][] => {
    return redactEntry(name, value).map(([key, redacted]) => [context.key(key), redacted]);
  });
  return Object.fromEntries(entries);

  function redactEntry(key: string, value: unknown): [string, unknown][] {
    const ofKey = sensitivityOf(key);
    if (ofKey?.strength === 'applied') return [];
    if (listKind === 'Secret' && key === 'items' && Array.isArray(value))
      return [
        [
          key,
          value.map((item) =>
            isJsonObject(item) ? withoutSecretData(item, context) : redactValue(item, context, undefined, depth + 1),
          ),
        ],
      ];
    if (key === 'binaryData' && isJsonObject(value))
      return [[key, mapValues(value, (inner) => binary(inner, context))]];
    // A probe of the support-bundle convention: `{ name, key, secretExists, value }`.
    if (key === 'value' && 'secretExists' in map)
      return [[key, isUnmarked(value) ? context.marker.mark('secret-data', value) : value]];
    if (key === 'value' && paired) return [[key, redactValue(value, context, paired, depth + 1)]];
    if (KEY_LIST.test(key) && Array.isArray(value))
      return [[key, redactList(value, context, ofKey ?? of, depth + 1, KEY_OF_LIST)]];
    if (isReference(map, key, value)) return [[key, context.text(value as string)]];
    return [[key, redactValue(value, context, inherits(value) ? (ofKey ?? of) : undefined, depth + 1)]];
  }
}

function isUnmarked(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('[redacted:');
}

/** A list of texts, or a text, is judged by the name above it; what is a map has names of its own. */
function inherits(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || Array.isArray(value);
}

/** `{ name: DB_PASSWORD, value: ... }`: environment, headers, parameters of Helm and of Argo CD. */
function pairName(map: JsonObject): Sensitivity | undefined {
  const name = map.name ?? map.key ?? map.header;
  return typeof name === 'string' && 'value' in map ? sensitivityOf(name) : undefined;
}

/** The key within a Secret, as secretKeyRef and ExternalSecret name it. */
function isReference(map: JsonObject, key: string, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^(?:secretKey|key|secretName|name)$/.test(key) &&
    ('name' in map || 'remoteRef' in map)
  );
}

function isSecret(map: JsonObject): boolean {
  return map.kind === 'Secret' && (map.apiVersion === undefined || map.apiVersion === 'v1');
}

/** A Secret with `keys: { <key>: <bytes> }` in place of its data, and without annotations, which may repeat them. */
function withoutSecretData(secret: JsonObject, context: Context): JsonObject {
  const { data, stringData, keys, values, metadata, ...rest } = secret;
  const sizes: JsonObject = {};
  for (const [key, value] of entriesOf(keys)) if (typeof value === 'number') sizes[key] = value;
  for (const [key, value] of entriesOf(data))
    sizes[key] = typeof value === 'string' ? Buffer.byteLength(value, 'base64') : 0;
  for (const [key, value] of entriesOf(stringData))
    sizes[key] = typeof value === 'string' ? Buffer.byteLength(value) : 0;
  const { annotations: _, ...kept } = isJsonObject(metadata) ? metadata : {};
  return {
    ...(redactMap({ ...rest, kind: undefined }, context, undefined, 0) as JsonObject),
    ...(secret.kind === undefined ? {} : { kind: secret.kind }),
    metadata: redactValue(kept, context, undefined, 1),
    keys: sizes,
    ...(isJsonObject(values) ? { values: redactValue(values, context, undefined, 1) } : {}),
  };
}

/** Binary data of a ConfigMap: text is judged as text, all else cannot be judged. */
function binary(value: unknown, context: Context): unknown {
  if (typeof value !== 'string' || value.startsWith('[redacted:')) return value;
  const decoded = Buffer.from(value, 'base64');
  const text = decoded.toString('utf8');
  if (text.includes('\u0000') || text.includes('\uFFFD')) return context.marker.mark('binary', value);
  const redacted = context.text(text);
  return redacted === text && !isSecretBase64(text) ? value : Buffer.from(redacted).toString('base64');
}

function mapValues(map: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
