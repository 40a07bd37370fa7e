import type { Context } from '../context.ts';
import { type ResourceKind, resourceOfKind } from '../kinds.ts';
import type { Column, Header } from './columns.ts';

/**
 * The headings of each kind's table, NAMESPACE left out: those that tell the kind, then the others, then those of the wide
 * form. The first that fits counts. kubernetes/kubernetes:pkg/printers/internalversion/printers.go (v1.36.2); the second
 * lines of a kind are older forms; custom kinds as their definitions print them.
 */
const LAYOUTS: readonly (readonly [kind: string, telling: string, rest?: string, wide?: string])[] = [
  ['Pod', 'NAME,READY,STATUS,RESTARTS', 'AGE', 'IP,NODE,NOMINATED NODE,READINESS GATES'],
  ['Node', 'NAME,STATUS,ROLES,AGE,VERSION', '', 'INTERNAL-IP,EXTERNAL-IP,OS-IMAGE,KERNEL-VERSION,CONTAINER-RUNTIME'],
  ['Node', 'NAME,STATUS,AGE,VERSION'],
  ['PersistentVolumeClaim', 'NAME,STATUS,VOLUME,CAPACITY', 'ACCESS MODES,STORAGECLASS,VOLUMEATTRIBUTESCLASS,AGE'],
  ['PersistentVolumeClaim', 'NAME,STATUS,VOLUME,CAPACITY', 'ACCESS MODES,STORAGECLASS,AGE', 'VOLUMEMODE'],
  [
    'PersistentVolume',
    'NAME,CAPACITY,ACCESS MODES',
    'RECLAIM POLICY,STATUS,CLAIM,STORAGECLASS,REASON,AGE',
    'VOLUMEMODE',
  ],
  ['PersistentVolume', 'NAME,CAPACITY,ACCESSMODES'],
  ['Service', 'NAME,TYPE,CLUSTER-IP', 'EXTERNAL-IP,PORT(S),AGE', 'SELECTOR'],
  ['Service', 'NAME,CLUSTER-IP,EXTERNAL-IP', 'PORT(S),AGE'],
  ['Deployment', 'NAME,READY,UP-TO-DATE,AVAILABLE', 'AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['DaemonSet', 'NAME,DESIRED,CURRENT,READY,UP-TO-DATE', 'AVAILABLE,NODE SELECTOR,AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['Deployment', 'NAME,DESIRED,CURRENT,UP-TO-DATE,AVAILABLE', 'AGE'],
  ['ReplicaSet', 'NAME,DESIRED,CURRENT,READY,AGE', '', 'CONTAINERS,IMAGES,SELECTOR'],
  ['StatefulSet', 'NAME,DESIRED,CURRENT,AGE'],
  ['StatefulSet', 'NAME,READY,AGE', '', 'CONTAINERS,IMAGES'],
  ['Job', 'NAME,STATUS,COMPLETIONS,DURATION', 'AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['Job', 'NAME,COMPLETIONS,DURATION', 'AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['Job', 'NAME,DESIRED,SUCCESSFUL', 'AGE'],
  ['CronJob', 'NAME,SCHEDULE', 'TIMEZONE,SUSPEND,ACTIVE,LAST SCHEDULE,AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['CronJob', 'NAME,SCHEDULE', 'SUSPEND,ACTIVE,LAST SCHEDULE,AGE', 'CONTAINERS,IMAGES,SELECTOR'],
  ['HorizontalPodAutoscaler', 'NAME,REFERENCE,TARGETS', 'MINPODS,MAXPODS,REPLICAS,AGE'],
  ['PodDisruptionBudget', 'NAME,MIN AVAILABLE,MAX UNAVAILABLE', 'ALLOWED DISRUPTIONS,AGE'],
  ['Secret', 'NAME,TYPE,DATA,AGE'],
  ['ConfigMap', 'NAME,DATA,AGE'],
  ['Namespace', 'NAME,STATUS,AGE'],
  ['Endpoints', 'NAME,ENDPOINTS,AGE'],
  ['Ingress', 'NAME,CLASS,HOSTS', 'ADDRESS,PORTS,AGE'],
  ['Ingress', 'NAME,HOSTS,ADDRESS', 'PORTS,AGE'],
  ['StorageClass', 'NAME,PROVISIONER', 'RECLAIMPOLICY,VOLUMEBINDINGMODE,ALLOWVOLUMEEXPANSION,AGE'],
  ['VolumeAttachment', 'NAME,ATTACHER,PV,NODE', 'ATTACHED,AGE'],
  ['ServiceAccount', 'NAME,SECRETS,AGE'],
  ['APIService', 'NAME,SERVICE,AVAILABLE', 'AGE'],
  ['IngressClass', 'NAME,CONTROLLER,PARAMETERS', 'AGE'],
  ['Certificate', 'NAME,READY,SECRET', 'AGE'],
  ['CertificateRequest', 'NAME,APPROVED,DENIED,READY', 'ISSUER,REQUESTER,AGE'],
  ['ClusterOperator', 'NAME,VERSION,AVAILABLE,PROGRESSING,DEGRADED'],
  ['Application', 'NAME,SYNC STATUS,HEALTH STATUS', '', 'REVISION,PROJECT'],
  ['Application', 'NAME,CLUSTER,PROJECT,STATUS,HEALTH'],
];

/** The kind whose headings these are; undefined for headings that several kinds share, or that are not known. */
export function kindOfHeadings({ columns }: Header): ResourceKind | undefined {
  const names = columns.map(({ name }) => name).filter((name) => name !== 'NAMESPACE');
  const shown = `${names.join(',')},`;
  const found = LAYOUTS.find(([, telling]) => shown.startsWith(`${telling},`));
  return found ? resourceOfKind(found[0]) : undefined;
}

/** The kind of a table: the one that its command asked for, or that its headings show, or that its path promises. */
export function kindOfTable(header: Header, { command, place }: Context): ResourceKind | undefined {
  const shown = kindOfHeadings(header);
  if (command?.verb === 'get') {
    if (command.kinds.length === 1) return command.kinds[0];
    // A resource that is not known here prints headings of its own, which may look like those of a known kind.
    return command.kinds.length > 1 || !command.resource ? shown : undefined;
  }
  if (place.complete) return place.kind ?? shown;
  // A file's name is believed where the table has the one column that all lists of objects share.
  const listsObjects = !command && header.columns.some(({ name }) => name === 'AGE');
  return shown ?? (listsObjects ? place.kind : undefined);
}

/** The columns that a table of this kind with so many cells has; undefined where no layout has that number. */
export function columnsOfKind(kind: string, cells: number, withNamespace: boolean): Column[] | undefined {
  for (const [name, telling, rest = '', wide = ''] of LAYOUTS) {
    if (name !== kind) continue;
    const plain = headingsOf(withNamespace ? 'NAMESPACE' : '', telling, rest);
    const whole = headingsOf(plain.join(','), wide);
    const fitting = [plain, whole].find((headings) => headings.length === cells);
    if (fitting) return fitting.map((heading) => ({ name: heading, start: -1 }));
  }
  return undefined;
}

function headingsOf(...parts: string[]): string[] {
  return parts.filter((part) => part !== '').flatMap((part) => part.split(','));
}
