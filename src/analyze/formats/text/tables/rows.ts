import type { Described } from '../context.ts';
import {
  apiServiceRow,
  ingressClassRow,
  namespaceRow,
  nodeRow,
  quotaRow,
  secretRow,
  signingRequestRow,
} from './cluster.ts';
import type { Cells } from './columns.ts';
import { applicationRow, certificateRow, customRow } from './custom.ts';
import { endpointsRow, ingressRow, serviceRow } from './network.ts';
import { podRow } from './pods.ts';
import { attachmentRow, claimRow, storageClassRow, volumeRow } from './storage.ts';
import { autoscalerRow, budgetRow, cronJobRow, daemonSetRow, deploymentRow, jobRow, replicasRow } from './workloads.ts';

const ROWS: Record<string, (cells: Cells) => Described> = {
  APIService: apiServiceRow,
  Application: applicationRow,
  Certificate: certificateRow,
  CertificateSigningRequest: signingRequestRow,
  ConfigMap: secretRow,
  CronJob: cronJobRow,
  DaemonSet: daemonSetRow,
  Deployment: deploymentRow,
  Endpoints: endpointsRow,
  HorizontalPodAutoscaler: autoscalerRow,
  Ingress: ingressRow,
  IngressClass: ingressClassRow,
  Job: jobRow,
  Namespace: namespaceRow,
  Node: nodeRow,
  PersistentVolume: volumeRow,
  PersistentVolumeClaim: claimRow,
  Pod: podRow,
  PodDisruptionBudget: budgetRow,
  ReplicaSet: replicasRow,
  ReplicationController: replicasRow,
  ResourceQuota: quotaRow,
  Secret: secretRow,
  Service: serviceRow,
  StatefulSet: replicasRow,
  StorageClass: storageClassRow,
  VolumeAttachment: attachmentRow,
};

/** The parts of an object that a row of its kind's table tells, in the API's shape. */
export function partsOfRow(kind: string, cells: Cells): Described {
  const read = Object.hasOwn(ROWS, kind) ? ROWS[kind] : undefined;
  return (read ?? customRow)(cells);
}
