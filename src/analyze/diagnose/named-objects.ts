import type { Finding, ObjectRef } from '../../report-format/report.ts';
import type { RelationName } from '../snapshot/relations/relations.ts';
import type { ObjectIndex, Snapshot } from '../snapshot/snapshot.ts';

type Named = { relation: RelationName; object: ObjectRef };
type Reader = (value: string, finding: Finding, objects: ObjectIndex) => Named[];

const inNamespace =
  (kind: string, relation: RelationName): Reader =>
  (value, { subject }) => {
    const [first = '', second] = value.split('/');
    const [namespace, name] = second === undefined ? [subject.namespace, first] : [first, second];
    return [{ relation, object: { kind, ...(namespace ? { namespace } : {}), name } }];
  };

const clusterScoped =
  (kind: string, relation: RelationName): Reader =>
  (name) => [{ relation, object: { kind, name } }];

/** What each capture name stands for. Captures with other names say nothing about objects. */
const READERS: Record<string, Reader> = {
  secret: inNamespace('Secret', 'reads-config'),
  configmap: inNamespace('ConfigMap', 'reads-config'),
  claim: inNamespace('PersistentVolumeClaim', 'mounts'),
  service: inNamespace('Service', 'routes-to'),
  serviceaccount: inNamespace('ServiceAccount', 'runs-as'),
  quota: inNamespace('ResourceQuota', 'guards'),
  node: clusterScoped('Node', 'scheduled-on'),
  volume: clusterScoped('PersistentVolume', 'attached-to'),
  storageclass: clusterScoped('StorageClass', 'binds'),
  ingressclass: clusterScoped('IngressClass', 'provisioned-by'),
  driver: clusterScoped('CSIDriver', 'attached-to'),
  apiservice: clusterScoped('APIService', 'scales'),
  // `metrics.k8s.io/v1beta1`, as the API registers it: version first.
  group: (value) => {
    const [group, version] = value.split('/');
    return version ? [{ relation: 'defined-by', object: { kind: 'APIService', name: `${version}.${group}` } }] : [];
  },
  class: (name, { subject }) => [
    {
      relation: subject.kind === 'Ingress' ? 'provisioned-by' : 'binds',
      object: { kind: subject.kind === 'Ingress' ? 'IngressClass' : 'StorageClass', name },
    },
  ],
  host: (value, { subject }, objects) => serviceOfHost(value, subject.namespace, objects),
  registry: (value, { subject }, objects) => serviceOfHost(value, subject.namespace, objects),
  webhook: (name, _, objects) =>
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']
      .flatMap((kind) => objects.ofKind(kind))
      .filter((configuration) => configuration.list('webhooks').some((webhook) => webhook.name === name))
      .map(({ kind, name: own }) => ({ relation: 'guards', object: { kind, name: own } })),
  // The control plane taints a node that is in trouble, and the scheduler then repeats the taint.
  taint: (value, _, objects) =>
    objects
      .ofKind('Node')
      .filter((node) => node.list('spec.taints').some(({ key }) => typeof key === 'string' && isMeant(key, value)))
      .map(({ kind, name }) => ({ relation: 'scheduled-on', object: { kind, name } })),
};

/** The scheduler of 1.36 says `taint(s)` and no key any more; then it may be any of those that tell of trouble. */
function isMeant(key: string, said: string): boolean {
  return said.startsWith('taint') ? key.startsWith('node.kubernetes.io/') : said.includes(key);
}

/** The objects that a finding's captures name, other than its own subject. */
export function namedObjects(finding: Finding, { objects }: Snapshot): Named[] {
  return Object.entries(finding.captures).flatMap(([capture, value]) => {
    const named = value === '' ? [] : (READERS[capture]?.(value, finding, objects) ?? []);
    const { kind, name } = finding.subject;
    return named.filter(({ object }) => object.kind !== kind || object.name !== name);
  });
}

/** `db`, `db.data`, `db.data.svc.cluster.local`, with or without port; or the cluster IP of a Service, or the IP of a pod. */
function serviceOfHost(value: string, namespace: string | undefined, objects: ObjectIndex): Named[] {
  const host = value.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
  if (/^\d+(?:\.\d+){3}$/.test(host)) return objectOfAddress(host, objects);
  const [name = '', second, third] = host.split('.');
  const external = second !== undefined && third !== undefined && third !== 'svc';
  if (name === '' || name === 'localhost' || external) return [];
  const home = second ?? namespace;
  return [{ relation: 'depends-on', object: { kind: 'Service', ...(home ? { namespace: home } : {}), name } }];
}

function objectOfAddress(address: string, objects: ObjectIndex): Named[] {
  const service = objects.ofKind('Service').find((candidate) => candidate.string('spec.clusterIP') === address);
  const found = service ?? objects.ofKind('Pod').find((candidate) => candidate.string('status.podIP') === address);
  if (!found) return [];
  const { kind, namespace, name } = found;
  return [{ relation: 'depends-on', object: { kind, ...(namespace ? { namespace } : {}), name } }];
}
