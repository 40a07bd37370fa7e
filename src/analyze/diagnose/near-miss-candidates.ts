import type { Finding } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import { objectsOf } from '../formats/kube-object.ts';
import { groupBy } from '../snapshot/group-by.ts';
import { oncePerObject } from '../snapshot/once-per-object.ts';
import { containersOf } from '../snapshot/pod.ts';
import { isSlip } from '../snapshot/slip.ts';
import type { ObjectIndex, Snapshot } from '../snapshot/snapshot.ts';

/** Something of the bundle that may have been meant, and the file that holds it. */
export type Candidate = { name: string; file: string };

/** Objects of a kind: misspelt ones of the finding's namespace, and those of exactly that name in others (`data/db`). */
export function namedAlike(kind: string) {
  return (wanted: string, { subject }: Finding, { objects }: Snapshot): Candidate[] => {
    const [name = '', home = subject.namespace] = wanted.split('/').reverse();
    const all = objects.ofKind(kind);
    if (all.some((object) => object.name === name && object.namespace === home)) return [];
    const near = all.filter((object) => object.namespace === home && name.length > 2 && isSlip(name, object.name));
    const elsewhere = all.filter((object) => object.namespace !== home && object.name === name);
    return [
      ...near.map((object) => candidate(object)),
      ...elsewhere.map((object) => candidate(object, `${object.namespace}/${object.name}`)),
    ];
  };
}

/** Services by the host name that leads to them: `db` in the namespace of the caller, else `db.data`. */
export function hostsLike(wanted: string, { subject }: Finding, { objects }: Snapshot): Candidate[] {
  const [name = '', second, third] = wanted.toLowerCase().replace(/\.$/, '').split('.');
  // A name of the internet, or an address, is no Service.
  if (third !== undefined && third !== 'svc') return [];
  if (second !== undefined && /^\d+$/.test(second)) return [];
  const home = second ?? subject.namespace;
  const services = objects.ofKind('Service');
  if (services.some((service) => service.name === name && service.namespace === home)) return [];
  const hostOf = ({ name: own, namespace }: KubeObject) =>
    namespace === subject.namespace && second === undefined ? own : `${own}.${namespace}`;
  return services
    .filter(
      (service) =>
        (service.namespace === home && name.length > 2 && isSlip(name, service.name)) ||
        (service.name === name && (second === undefined || isSlip(second, service.namespace ?? ''))),
    )
    .map((service) => candidate(service, hostOf(service)));
}

/** The keys of the Secret or ConfigMap that a finding names, or is about. */
export function keysOf({ subject, captures }: Finding, { objects }: Snapshot): Candidate[] {
  const named = captures.secret
    ? { kind: 'Secret', name: captures.secret }
    : { kind: 'ConfigMap', name: captures.configmap };
  const holder =
    named.name && subject.kind !== named.kind
      ? objects.find({
          kind: named.kind,
          name: named.name,
          ...(subject.namespace ? { namespace: subject.namespace } : {}),
        })
      : objects.find(subject);
  if (!holder) return [];
  const keys = [...Object.keys(holder.texts('keys')), ...Object.keys(holder.texts('data'))];
  return keys.map((name) => candidate(holder, name));
}

/** All objects of these kinds. */
export function namesOf({ objects }: Snapshot, ...kinds: string[]): Candidate[] {
  return kinds.flatMap((kind) => objects.ofKind(kind).map((object) => candidate(object)));
}

export function namespacesOf(snapshot: Snapshot): Candidate[] {
  const { objects } = snapshot;
  const listed = namesOf(snapshot, 'Namespace');
  const used = objects.all().flatMap((object) => (object.namespace ? [candidate(object, object.namespace)] : []));
  return [...listed, ...used];
}

/** Labels that pods of the namespace bear and that differ from a selector's (`app=wbe`) by a slip in key or value. */
export function labelsLike(selector: string, { subject }: Finding, { objects }: Snapshot): Candidate[] {
  const pods = objects.ofKind('Pod').filter(({ namespace }) => namespace === subject.namespace);
  return selector.split(',').flatMap((wanted) => {
    const [key = '', value = ''] = wanted.split('=');
    if (pods.some(({ labels }) => labels[key] === value)) return [];
    return pods.flatMap((pod) =>
      Object.entries(pod.labels).flatMap(([own, text]) => {
        const near = (own === key && isSlip(value, text)) || (text === value && isSlip(key, own));
        return near ? [candidate(pod, `${own}=${text}`)] : [];
      }),
    );
  });
}

/** The ports that a Service, or a pod behind it, has in place of a wanted one: a misspelt name, or the only one there is. */
export function portsOf(
  wanted: string,
  { subject, captures, role }: Finding,
  { objects, relations }: Snapshot,
): Candidate[] {
  // A port of a log line belongs to whoever was called; only specs disagree about ports.
  if (role !== 'cause' || captures.host) return [];
  const service = captures.service
    ? objects.find({
        kind: 'Service',
        name: captures.service,
        ...(subject.namespace ? { namespace: subject.namespace } : {}),
      })
    : undefined;
  const pods = [
    subject,
    ...relations.to(subject).flatMap(({ relation, from }) => (relation === 'selected-by' ? [from] : [])),
  ];
  const declared = service
    ? service.list('spec.ports').map((port) => ({ object: service, name: port.name, number: port.port }))
    : pods.flatMap((end) => {
        const pod = end.kind === 'Pod' ? objects.find(end) : undefined;
        return pod
          ? containersOf(pod).flatMap(({ spec }) =>
              objectsOf(spec.ports).map((port) => ({ object: pod, name: port.name, number: port.containerPort })),
            )
          : [];
      });
  const offered = declared.map(({ object, name, number }) =>
    candidate(object, String(/^\d+$/.test(wanted) ? number : (name ?? number))),
  );
  const names = [...new Set(offered.map(({ name }) => name))];
  if (names.includes(wanted)) return [];
  return names.length === 1 ? offered : offered.filter(({ name }) => wanted.length > 2 && isSlip(wanted, name));
}

/** Images that run, or lie on a node, and differ by a slip in the repository, or only in the tag. */
export function imagesLike(wanted: string, _: Finding, { objects }: Snapshot): Candidate[] {
  const byRepository = imagesOf(objects);
  const [repository, tag] = partsOf(wanted);
  const own = byRepository.get(repository) ?? [];
  if (own.some(({ name }) => name === wanted)) return [];
  const misspelt = [...byRepository.keys()].slice(0, MAX_REPOSITORIES).filter((other) => isSlip(repository, other));
  const sameTag = misspelt
    .flatMap((other) => byRepository.get(other) ?? [])
    .filter(({ name }) => partsOf(name)[1] === tag);
  return [...own, ...sameTag];
}

/** A cluster runs hundreds of images; more are not compared letter by letter. */
const MAX_REPOSITORIES = 1_000;
/** Every image that cannot be pulled asks for them, and there may be hundreds. */
const imagesOf = oncePerObject((objects: ObjectIndex): Map<string, Candidate[]> => {
  const running = objects
    .ofKind('Pod')
    .flatMap((pod) =>
      containersOf(pod).flatMap(({ state, spec }) =>
        state === 'running' && typeof spec.image === 'string' ? [candidate(pod, spec.image)] : [],
      ),
    );
  const onNodes = objects
    .ofKind('Node')
    .flatMap((node) =>
      node
        .list('status.images')
        .flatMap(({ names }) => (Array.isArray(names) ? names : []).map((name) => candidate(node, String(name)))),
    );
  const tagged = new Map([...running, ...onNodes].map((image) => [image.name, image]));
  const images = [...tagged.values()].filter(({ name }) => !name.includes('@'));
  return groupBy(images, ({ name }) => partsOf(name)[0]);
});

/** `registry:5000/shop/web:1` is `registry:5000/shop/web` and `1`. */
function partsOf(image: string): [repository: string, tag: string] {
  const at = image.lastIndexOf(':');
  return at > image.lastIndexOf('/') ? [image.slice(0, at), image.slice(at + 1)] : [image, 'latest'];
}

function candidate({ name, source }: Pick<KubeObject, 'name' | 'source'>, shown = name): Candidate {
  return { name: shown, file: source.file };
}
