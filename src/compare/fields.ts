import type { Json, JsonObject } from '../analyze/formats/kube-object.ts';
import { isJsonObject } from '../analyze/formats/kube-object.ts';
import { compareText } from '../analyze/snapshot/order.ts';
import type { FieldChange } from '../report-format/comparison.ts';
import { isNoise } from './noise.ts';
import { shownPair } from './shown-value.ts';

/** Deeper values are compared as text. */
const MAX_DEPTH = 40;

type Visit = (steps: readonly string[], before: Json | undefined, after: Json | undefined) => void;

/** The fields in which two captures of one object differ, noise left out; those that people set come first. */
export function fieldChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  const changes: FieldChange[] = [];
  walk([], before, after, (steps, from, to) => {
    changes.push({ path: pathOf(steps), area: areaOf(steps), ...shownPair(from, to) });
  });
  return changes.sort((a, b) => AREAS.indexOf(a.area) - AREAS.indexOf(b.area) || compareText(a.path, b.path));
}

/** True where two captures of one object differ in more than noise. */
export function differs(before: JsonObject, after: JsonObject): boolean {
  let found = false;
  walk([], before, after, () => {
    found = true;
  });
  return found;
}

function walk(steps: string[], from: Json | undefined, to: Json | undefined, visit: Visit): void {
  // The API takes null for not set; some clients write it out, e.g. as the creation time of a template.
  const [before, after] = [from ?? undefined, to ?? undefined];
  if (before === after || isNoise(steps)) return;
  if (steps.length < MAX_DEPTH) {
    const [had, has] = [entriesOf(before), entriesOf(after)];
    if (had && has) {
      const keys = new Set([...had.keys(), ...has.keys()]);
      for (const key of [...keys].sort(compareText)) walk([...steps, key], had.get(key), has.get(key), visit);
      return;
    }
  }
  if (comparable(before) !== comparable(after)) visit(steps, before, after);
}

/** The marks of a bundle's maker have ids of that bundle alone: two of them say nothing about what they stand for. */
function comparable(value: Json | undefined): string | undefined {
  return JSON.stringify(value)?.replace(/\[redacted:[0-9a-f]{8,16} /g, '[redacted ');
}

/** The parts of a value by their step; undefined for what has none. */
function entriesOf(value: Json | undefined): Map<string, Json> | undefined {
  if (value === undefined) return undefined;
  if (isJsonObject(value)) return new Map(Object.entries(value));
  // A list of plain values (verbs, arguments) reads as one value, not item by item.
  return Array.isArray(value) && value.some((item) => typeof item === 'object') ? itemsOf(value) : undefined;
}

/** Items by what names them, so that one more container is not a change of all that follow; else by their place. */
function itemsOf(list: readonly Json[]): Map<string, Json> {
  for (const nameOf of NAMES) {
    const names = list.map((item) => (isJsonObject(item) ? nameOf(item) : undefined));
    if (list.length > 0 && names.every((name) => name !== undefined) && new Set(names).size === names.length) {
      return new Map(list.map((item, index) => [`[${names[index]}]`, reduced(item)]));
    }
  }
  return new Map(list.map((item, index) => [`[${index}]`, item]));
}

const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);

/** What tells the items of a list apart, in the order in which it is tried. */
const NAMES: readonly ((item: JsonObject) => string | undefined)[] = [
  ({ status, type }) => (status === undefined ? undefined : text(type)),
  ({ kind, namespace, name }) =>
    text(kind) && text(name) ? [kind, namespace, name].filter(Boolean).join('/') : undefined,
  ({ name }) => text(name),
  ({ mountPath }) => text(mountPath),
  ({ containerPort }) => (typeof containerPort === 'number' ? String(containerPort) : undefined),
  ({ host }) => text(host),
];

/** A condition is what it says and why; its message repeats the reason in words that differ from time to time. */
function reduced(item: Json): Json {
  if (!isJsonObject(item) || text(item.type) === undefined || text(item.status) === undefined) return item;
  return item.reason ? `${item.status} (${item.reason})` : `${item.status}`;
}

/** What people set stands before how an object fares. */
export const AREAS: readonly FieldChange['area'][] = [
  'image',
  'replicas',
  'spec',
  'data',
  'metadata',
  'condition',
  'status',
];

function areaOf(steps: readonly string[]): FieldChange['area'] {
  const [top, second] = steps;
  const last = steps.at(-1);
  if (top === 'metadata') return 'metadata';
  if (top === 'status') return second === 'conditions' ? 'condition' : 'status';
  if (last === 'image') return 'image';
  if (top === 'spec' && second === 'replicas') return 'replicas';
  return top === 'data' || top === 'binaryData' || top === 'stringData' || top === 'keys' ? 'data' : 'spec';
}

/** `spec.template.spec.containers[web].image`; a key that holds dots stands in brackets with quotes. */
function pathOf(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    if (step.startsWith('[')) return `${path}${step}`;
    if (/[.[\]"]/.test(step)) return `${path}["${step}"]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}
