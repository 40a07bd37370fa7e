import type { JsonObject } from '../../kube-object.ts';
import { type Field, fieldNamed } from './tree.ts';

const SECRET_KEY = /^<set to the key '([^']{1,253})' in secret '([^']{1,253})'>(?:\s+Optional: (true|false))?/;
const CONFIG_KEY = /^<set to the key '([^']{1,253})' of config map '([^']{1,253})'>(?:\s+Optional: (true|false))?/;
const FIELD_REF = /\(v1:([\w.\-/[\]']{1,253})\)$/;
const RESOURCE_REF = /\(((?:limits|requests)\.[\w.-]{1,60})\)$/;
const FROM = /^(\S{1,253})\s+(Secret|ConfigMap)(?: with prefix '([^']{0,253})')?(?:\s+Optional: (true|false))?$/;

/** The variables of `Environment:` with what they refer to; a plain value keeps its further lines. */
export function environmentOf(fields: readonly Field[]): JsonObject[] | undefined {
  const field = fieldNamed(fields, 'Environment');
  const variables = field?.fields.map(({ key, value, below }) => ({
    name: key,
    ...valueOrReference([value, ...below.map(({ text }) => text.trim())].join('\n').trim()),
  }));
  return variables && variables.length > 0 ? variables : undefined;
}

function valueOrReference(text: string): JsonObject {
  const secret = SECRET_KEY.exec(text);
  if (secret) return { valueFrom: { secretKeyRef: keyReference(secret) } };
  const config = CONFIG_KEY.exec(text);
  if (config) return { valueFrom: { configMapKeyRef: keyReference(config) } };
  const fieldPath = FIELD_REF.exec(text)?.[1];
  if (fieldPath) return { valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
  const resource = RESOURCE_REF.exec(text)?.[1];
  return resource ? { valueFrom: { resourceFieldRef: { resource } } } : { value: text };
}

function keyReference([, key = '', name = '', optional]: RegExpExecArray): JsonObject {
  return { name, key, ...(optional ? { optional: optional === 'true' } : {}) };
}

/** The lines of `Environment Variables from:`: a Secret or ConfigMap as a whole. */
export function environmentSourcesOf(fields: readonly Field[]): JsonObject[] | undefined {
  const sources = fieldNamed(fields, 'Environment Variables from')?.below.flatMap(({ text }): JsonObject[] => {
    const match = FROM.exec(text.trim());
    if (!match?.[1]) return [];
    const reference = { name: match[1], ...(match[4] ? { optional: match[4] === 'true' } : {}) };
    const source: JsonObject = match[2] === 'Secret' ? { secretRef: reference } : { configMapRef: reference };
    return [{ ...source, ...(match[3] ? { prefix: match[3] } : {}) }];
  });
  return sources && sources.length > 0 ? sources : undefined;
}
