import type { Context } from '../context.ts';
import { type ResourceKind, resourceOfKind } from '../kinds.ts';
import type { Header } from './columns.ts';

/**
 * Kinds by the headings of their tables, NAMESPACE left out. `+` begins what must be there in this order; what stands
 * after it in a real header (AGE, the wide columns) does not matter. The first that fits counts.
 * kubernetes/kubernetes:pkg/printers/internalversion/printers.go (v1.36.2), and older forms.
 */
const HEADINGS: readonly (readonly [kind: string, headings: string])[] = [
  ['Pod', 'NAME,READY,STATUS,RESTARTS'],
  ['Node', 'NAME,STATUS,ROLES,AGE,VERSION'],
  ['Node', 'NAME,STATUS,AGE,VERSION'],
  ['PersistentVolumeClaim', 'NAME,STATUS,VOLUME,CAPACITY'],
  ['PersistentVolume', 'NAME,CAPACITY,ACCESS MODES'],
  ['PersistentVolume', 'NAME,CAPACITY,ACCESSMODES'],
  ['Service', 'NAME,TYPE,CLUSTER-IP'],
  ['Service', 'NAME,CLUSTER-IP,EXTERNAL-IP'],
  ['Deployment', 'NAME,READY,UP-TO-DATE,AVAILABLE'],
  ['DaemonSet', 'NAME,DESIRED,CURRENT,READY,UP-TO-DATE'],
  ['Deployment', 'NAME,DESIRED,CURRENT,UP-TO-DATE,AVAILABLE'],
  ['ReplicaSet', 'NAME,DESIRED,CURRENT,READY,AGE'],
  ['StatefulSet', 'NAME,DESIRED,CURRENT,AGE'],
  ['StatefulSet', 'NAME,READY,AGE'],
  ['Job', 'NAME,STATUS,COMPLETIONS,DURATION'],
  ['Job', 'NAME,COMPLETIONS,DURATION'],
  ['Job', 'NAME,DESIRED,SUCCESSFUL'],
  ['CronJob', 'NAME,SCHEDULE'],
  ['HorizontalPodAutoscaler', 'NAME,REFERENCE,TARGETS'],
  ['PodDisruptionBudget', 'NAME,MIN AVAILABLE,MAX UNAVAILABLE'],
  ['Secret', 'NAME,TYPE,DATA,AGE'],
  ['ConfigMap', 'NAME,DATA,AGE'],
  ['Namespace', 'NAME,STATUS,AGE'],
  ['Endpoints', 'NAME,ENDPOINTS,AGE'],
  ['Ingress', 'NAME,CLASS,HOSTS'],
  ['Ingress', 'NAME,HOSTS,ADDRESS'],
  ['StorageClass', 'NAME,PROVISIONER'],
  ['VolumeAttachment', 'NAME,ATTACHER,PV,NODE'],
  ['Certificate', 'NAME,READY,SECRET'],
  ['CertificateRequest', 'NAME,APPROVED,DENIED,READY'],
  ['Application', 'NAME,SYNC STATUS,HEALTH STATUS'],
  ['ServiceAccount', 'NAME,SECRETS,AGE'],
  ['APIService', 'NAME,SERVICE,AVAILABLE'],
  ['IngressClass', 'NAME,CONTROLLER,PARAMETERS'],
];

/** The kind whose headings these are; undefined for headings that several kinds share, or that are not known. */
export function kindOfHeadings({ columns }: Header): ResourceKind | undefined {
  const names = columns.map(({ name }) => name).filter((name) => name !== 'NAMESPACE');
  const shown = `${names.join(',')},`;
  const found = HEADINGS.find(([, headings]) => shown.startsWith(`${headings},`));
  return found ? resourceOfKind(found[0]) : undefined;
}

/** The kind of a table: the one that its command asked for, or that its headings show, or that its path promises. */
export function kindOfTable(header: Header, { command, place }: Context): ResourceKind | undefined {
  const shown = kindOfHeadings(header);
  const asked = command?.verb === 'get' ? command.kinds : [];
  if (asked.length === 1) return asked[0];
  if (asked.length > 1) return shown;
  // A resource that is not known here prints headings of its own, which may look like those of a known kind.
  if (command?.verb === 'get' && command.resource && !asked.length) return undefined;
  return place.complete ? (place.kind ?? shown) : (shown ?? place.kind);
}
