import type { Json, JsonObject } from '../../kube-object.ts';
import type { Described } from '../context.ts';
import { timeOf } from './times.ts';
import { type Field, setValue, trimmedBelow } from './tree.ts';

/** Sections that the common part of a description already tells. */
const COMMON = new Set(['Name', 'Namespace', 'Labels', 'Annotations', 'API Version', 'Kind', 'Metadata', 'Events']);
/** Fields that are lists even where only one element is printed; the text of a list of one looks like a map. */
const LISTS =
  /^(?:conditions|resources|finalizers|sources|rules|subsets|containers|initContainers|history|images|solvers|dnsNames|hosts|ports|addresses|parentRefs|backendRefs|listeners|parents)$/;
/** Texts that look like numbers. */
const TEXTS = /^(?:resourceVersion|generation|revision|targetRevision|version|status|value|name|key)$/;

/** Any kind that kubectl has no words of its own for: its fields in order, with labels made from their names. */
export function describedGeneric(fields: readonly Field[]): Described {
  const body: Described = {};
  for (const field of fields) {
    if (COMMON.has(field.key) || field.key === '') continue;
    body[fieldNameOf(field.key)] = jsonOf(field);
  }
  return body;
}

/** `Last Transition Time` → `lastTransitionTime`, `Repo URL` → `repoURL`: the reverse of kubectl's smartLabelFor. */
function fieldNameOf(label: string): string {
  if (!/^[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*)*$/.test(label)) return label;
  const [first = '', ...others] = label.split(' ');
  const start = first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return start + others.join('');
}

function jsonOf(field: Field): Json {
  const name = fieldNameOf(field.key);
  if (field.fields.length > 0) {
    const elements = elementsOf(field.fields);
    const maps = elements.map(mapOf);
    return maps.length > 1 || LISTS.test(name) ? maps : (maps[0] ?? {});
  }
  const below = trimmedBelow(field);
  if (below.length === 0) return scalarOf(name, field.value);
  return field.value === '' ? below : [field.value, ...below].join('\n');
}

/** The elements of a list stand one after another without a mark: a field that comes again begins the next one. */
function elementsOf(fields: readonly Field[]): Field[][] {
  const elements: Field[][] = [[]];
  let keys = new Set<string>();
  for (const field of fields) {
    if (keys.has(field.key)) {
      elements.push([]);
      keys = new Set();
    }
    keys.add(field.key);
    elements.at(-1)?.push(field);
  }
  return elements;
}

function mapOf(fields: readonly Field[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [fieldNameOf(field.key), jsonOf(field)]));
}

function scalarOf(name: string, value: string): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(value) && !TEXTS.test(name)) return Number(value);
  return /Time(?:stamp)?$/.test(name) ? (timeOf(value) ?? value) : (setValue(value) ?? '');
}
