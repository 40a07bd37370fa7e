import type { Json, KubeObject } from '../../formats/kube-object.ts';
import { objectsOf } from '../../formats/kube-object.ts';
import { containersOf } from '../pod.ts';
import type { ObjectIndex } from '../snapshot.ts';
import type { Edge, EdgeReader } from './edge.ts';
import { identityOf } from './edge.ts';

/** More text than this in one value is a document, not an address. */
const MAX_VALUE = 2_000;

/**
 * depends-on: the Services that a pod's literal environment and arguments name as a host. Only a name that is written
 * like a host counts (`://name`, `name:port`, `name.ns.svc`), or a whole value of a variable that is called a host: a
 * word of prose that happens to be a Service's name is no dependency.
 */
export const hostEdges: EdgeReader = (object, objects) => {
  if (object.kind !== 'Pod') return [];
  return containersOf(object).flatMap(({ spec, specPath }) => [
    ...objectsOf(spec.env).flatMap(({ name, value }, index) =>
      edgesOf(object, objects, value, `${specPath}.env[${index}].value`, HOST_VARIABLE.test(String(name))),
    ),
    ...(['command', 'args'] as const).flatMap((field) =>
      (Array.isArray(spec[field]) ? spec[field] : []).flatMap((value, index) =>
        edgesOf(object, objects, value, `${specPath}.${field}[${index}]`, false),
      ),
    ),
  ]);
};

const HOST_VARIABLE = /(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT|URL|SERVICE)S?$/i;
const NAME = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const WRITTEN_AS_HOST = new RegExp(
  `(?:://(?:[^@/\\s]{0,200}@)?|(?:^|[\\s,=@(\\[]))(${NAME})(?:\\.(${NAME}))?(\\.svc(?:\\.[a-z0-9.-]{1,100})?)?(:\\d{2,5})?(?=$|[^a-z0-9.-])`,
  'gi',
);

function edgesOf(
  object: KubeObject,
  objects: ObjectIndex,
  value: Json | undefined,
  path: string,
  whole: boolean,
): Edge[] {
  if (typeof value !== 'string' || value.length > MAX_VALUE) return [];
  const services = hostsIn(value, whole).flatMap(({ name, namespace }) => {
    const home = namespace ?? object.namespace;
    const service = objects.find({ kind: 'Service', name, ...(home ? { namespace: home } : {}) });
    return service ? [service] : [];
  });
  return services.map((service) => ({
    relation: 'depends-on',
    from: identityOf(object),
    to: identityOf(service),
    flow: 'to-from',
    path,
  }));
}

/** The hosts that a text names: `{ name: 'db' }` of `postgres://db:5432/x`, `{ name: 'db', namespace: 'data' }` of `db.data.svc`. */
export function hostsIn(text: string, whole = false): { name: string; namespace?: string }[] {
  return [...text.matchAll(WRITTEN_AS_HOST)].flatMap((match) => {
    const [matched, name, namespace, svc, port] = match;
    const url = matched.startsWith('://');
    if (!name || !(url || port || svc || (whole && matched.length === text.length))) return [];
    return [{ name: name.toLowerCase(), ...(namespace ? { namespace: namespace.toLowerCase() } : {}) }];
  });
}
