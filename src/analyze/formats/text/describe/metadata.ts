import type { JsonObject } from '../../kube-object.ts';
import { defined } from '../context.ts';
import { resourceOfKind } from '../kinds.ts';
import { timeOf } from './times.ts';
import { type Field, fieldNamed, setValue, textAt, trimmedBelow } from './tree.ts';

/** Labels, annotations, owner and creation time; name and namespace are the caller's. */
export function metadataOf(fields: readonly Field[]): JsonObject {
  return defined({
    labels: pairsOf(fieldNamed(fields, 'Labels'), '='),
    annotations: annotationsOf(fieldNamed(fields, 'Annotations')),
    ownerReferences: ownersOf(textAt(fields, 'Controlled By', 'Created By')),
    creationTimestamp: timeOf(textAt(fields, 'CreationTimestamp', 'Creation Timestamp', 'Created')),
    finalizers: finalizersOf(textAt(fields, 'Finalizers')),
  });
}

/** `app=web` lines, the first beside the key and the others below it. */
export function pairsOf(field: Field | undefined, separator: '=' | ':'): JsonObject | undefined {
  if (!field) return undefined;
  const pairs: JsonObject = {};
  for (const text of [field.value, ...trimmedBelow(field)]) {
    const at = text.indexOf(separator);
    if (at > 0) pairs[text.slice(0, at)] = text.slice(at + 1).trim();
  }
  return Object.keys(pairs).length > 0 ? pairs : undefined;
}

const ANNOTATION = /^([A-Za-z0-9][\w.-]{0,252}(?:\/[\w.-]{1,63})?)(?::(?:\s+|$)|=)(.*)$/s;

/** `key: value` lines (`key=value` of old); a long value stands on the next line. */
function annotationsOf(field: Field | undefined): JsonObject | undefined {
  if (!field) return undefined;
  const pairs: Record<string, string> = {};
  let last: string | undefined;
  for (const text of [field.value, ...trimmedBelow(field)]) {
    const match = ANNOTATION.exec(text);
    if (match?.[1]) {
      last = match[1];
      pairs[last] = match[2] ?? '';
    } else if (last && text) pairs[last] = `${pairs[last] ? `${pairs[last]}\n` : ''}${text}`;
  }
  return Object.keys(pairs).length > 0 ? pairs : undefined;
}

function ownersOf(text: string | undefined): JsonObject[] | undefined {
  const match = /^([A-Za-z]+)\/(\S+)/.exec(text ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  const { apiVersion } = resourceOfKind(match[1]);
  return [{ ...(apiVersion ? { apiVersion } : {}), kind: match[1], name: match[2], controller: true }];
}

/** `[kubernetes.io/pvc-protection]`, as Go prints a list. */
function finalizersOf(text: string | undefined): string[] | undefined {
  const names = setValue(text)
    ?.replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  return names && names.length > 0 ? names : undefined;
}

/** `app=web,tier in (a,b)`: the equalities of a selector; undefined where it has none. */
export function selectorOf(text: string | undefined): JsonObject | undefined {
  const pairs: JsonObject = {};
  for (const part of setValue(text)?.split(',') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && !part.includes('!')) pairs[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return Object.keys(pairs).length > 0 ? pairs : undefined;
}
