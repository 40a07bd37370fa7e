import type { LogOrigin } from '../formats/facts.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { ScanResult } from '../scan/needle.ts';
import { containersOf } from './pod.ts';
import type { LogStream, ObjectIndex } from './snapshot.ts';

type Owner = Pick<LogStream, 'subject' | 'object'>;

/**
 * Whose log it is. The path, the markers or the command usually say it; a loose file's stem names a pod, a container or
 * nothing that was captured, and then stands for the pod itself.
 */
export function ownerOfLog(origin: LogOrigin, objects: ObjectIndex, tail: ScanResult['tail'] = []): Owner {
  if (origin.nodeLog) return nodeOf(origin, objects, tail);

  const pod = origin.pod ? findPod(objects, origin.pod, origin.namespace) : guessPod(objects, origin);
  if (pod) return { subject: podSubject(pod, origin.container ?? containerNamed(pod, origin.stem)), object: pod };

  const name = origin.pod ?? origin.stem;
  return {
    subject: {
      kind: 'Pod',
      ...(origin.namespace ? { namespace: origin.namespace } : {}),
      name,
      ...(origin.container ? { container: origin.container } : {}),
    },
  };
}

/** `Mar  1 12:00:00 node-a kubelet[812]: ...`: syslog and the journal write the host before the program. */
const HOST =
  /^(?:[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8}|\d{4}-\d{2}-\d{2}T\S{8,30}) (\S{1,253}) [A-Za-z][\w.-]{0,60}(?:\[\d{1,10}\])?: /;

function nodeOf(origin: LogOrigin, objects: ObjectIndex, tail: ScanResult['tail']): Owner {
  const nodes = objects.ofKind('Node');
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const name = origin.node ?? tail.flatMap(({ text }) => HOST.exec(text)?.[1] ?? [])[0];
  const node = name ? objects.find({ kind: 'Node', name }) : only;
  return {
    subject: { kind: 'Node', name: node?.name ?? name ?? origin.stem },
    ...(node ? { object: node } : {}),
  };
}

function podSubject(pod: KubeObject, container: string | undefined) {
  return {
    kind: 'Pod',
    ...(pod.namespace ? { namespace: pod.namespace } : {}),
    name: pod.name,
    ...(container ? { container } : {}),
  };
}

function findPod(objects: ObjectIndex, name: string, namespace: string | undefined): KubeObject | undefined {
  const exact = objects.find({ kind: 'Pod', name, ...(namespace ? { namespace } : {}) });
  return exact ?? onlyOne(objects.ofKind('Pod').filter((pod) => pod.name === name && fits(pod, namespace)));
}

/** The stem is a pod's name, or begins it up to a generated suffix, or is the name of one pod's container. */
function guessPod(objects: ObjectIndex, { stem, namespace }: LogOrigin): KubeObject | undefined {
  const pods = objects.ofKind('Pod').filter((pod) => fits(pod, namespace));
  return (
    onlyOne(pods.filter((pod) => pod.name === stem)) ??
    onlyOne(pods.filter((pod) => pod.name.startsWith(`${stem}-`))) ??
    onlyOne(pods.filter((pod) => containersOf(pod).some(({ name }) => name === stem)))
  );
}

function containerNamed(pod: KubeObject, name: string): string | undefined {
  const containers = containersOf(pod);
  if (containers.some((container) => container.name === name)) return name;
  return containers.length === 1 ? containers[0]?.name : undefined;
}

function fits(pod: KubeObject, namespace: string | undefined): boolean {
  return !namespace || !pod.namespace || pod.namespace === namespace;
}

function onlyOne<T>(candidates: readonly T[]): T | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}
