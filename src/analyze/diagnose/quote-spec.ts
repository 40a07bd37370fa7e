import type { Evidence, Finding, ObjectRef } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import type { Json, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject } from '../formats/kube-object.ts';
import { templatePathOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { placesOf } from './places.ts';

/** Captures that name a value somebody wrote into a spec or a configuration. */
const WRITTEN = [
  'host',
  'image',
  'port',
  'path',
  'field',
  'class',
  'key',
  'variable',
  'argument',
  'url',
  'database',
  'user',
  'client',
  'model',
  'plugin',
  'value',
  'absent_namespace',
];
/** One or two places are proof; every further one is repetition. */
const MAX_QUOTES = 2;
const MAX_NODES = 5_000;
/** Shorter values occur by chance. */
const MIN_LENGTH = 4;

/**
 * The values of specs and configurations that hold what a cause complains about: the argument, the host, the image or
 * the key, each with its field path. A log line says that `db-primray` is unknown; the spec says who wrote it.
 */
export function specQuotes(finding: Finding, snapshot: Snapshot, evidence: EvidenceMaker): Evidence[] {
  const wanted = WRITTEN.flatMap((capture) => finding.captures[capture] ?? []).filter(
    ({ length }) => length >= MIN_LENGTH,
  );
  if (finding.role !== 'cause' || wanted.length === 0) return [];

  const quoted = new Set(finding.evidence.map(({ file, path }) => `${file}\0${path ?? ''}`));
  const places = placesOf(finding)
    .slice(0, 1)
    .flatMap((place) => specsOf(place, snapshot));
  return places
    .flatMap(({ object, root }) =>
      wanted.flatMap((value) => pathsHolding(object, root, value).map((path) => evidence.field(object, path, value))),
    )
    .filter(({ file, path }) => !quoted.has(`${file}\0${path ?? ''}`))
    .slice(0, MAX_QUOTES);
}

/** The pod (or what makes it) and the ConfigMaps that it reads. */
function specsOf(place: ObjectRef, { objects, relations }: Snapshot): { object: KubeObject; root: string }[] {
  const object = objects.find(place);
  if (!object || object.fidelity === 'table') return [];
  const template = templatePathOf(object.kind);
  const own = { object, root: template ? `${template}.spec` : 'spec' };
  const read = relations.from(place).flatMap(({ relation, to }) => {
    const config = relation === 'reads-config' && to.kind === 'ConfigMap' ? objects.find(to) : undefined;
    return config ? [{ object: config, root: 'data' }] : [];
  });
  return [own, ...read];
}

function pathsHolding(object: KubeObject, root: string, value: string): string[] {
  const found: string[] = [];
  const open: { at: Json | undefined; path: string }[] = [{ at: object.at(root), path: root }];
  for (let visited = 0; visited < MAX_NODES && found.length < MAX_QUOTES; visited += 1) {
    const next = open.shift();
    if (!next) break;
    const { at, path } = next;
    if (typeof at === 'string' && holds(at, value)) found.push(path);
    else if (Array.isArray(at)) open.push(...at.map((item, index) => ({ at: item, path: `${path}[${index}]` })));
    else if (isJsonObject(at))
      open.push(...Object.entries(at).map(([key, item]) => ({ at: item, path: below(path, key) })));
  }
  return found;
}

function below(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`;
}

/** As a whole word: `db` is not held by `db-replica`. */
function holds(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + value.length] ?? ' '];
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
