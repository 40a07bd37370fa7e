import type { Described } from '../context.ts';
import type { Line } from '../lines.ts';
import { describedAutoscaler } from './autoscaler.ts';
import { describedBudget } from './budget.ts';
import { describedConfigMap, describedSecret, describedServiceAccount } from './data.ts';
import { describedIngress } from './ingress.ts';
import { describedCronJob, describedJob } from './job.ts';
import { describedNamespace, describedQuota } from './namespace.ts';
import { describedNetworkPolicy } from './network-policy.ts';
import { describedNode } from './node.ts';
import { describedPod } from './pod.ts';
import { describedEndpoints, describedService } from './service.ts';
import { describedClaim, describedStorageClass, describedVolume } from './storage.ts';
import type { Field } from './tree.ts';
import { describedDaemonSet, describedDeployment, describedReplicaSet, describedStatefulSet } from './workload.ts';

/** Reads the parts of an object that the common part (name, labels, owner) does not tell. */
export type Describer = (fields: readonly Field[], body: readonly Line[]) => Described;

/** How the description of each kind is read. Kinds without an entry are read by their fields alone. */
export const DESCRIBERS: Record<string, Describer> = {
  ConfigMap: describedConfigMap,
  CronJob: describedCronJob,
  DaemonSet: describedDaemonSet,
  Deployment: describedDeployment,
  Endpoints: describedEndpoints,
  HorizontalPodAutoscaler: describedAutoscaler,
  Ingress: describedIngress,
  Job: describedJob,
  Namespace: describedNamespace,
  NetworkPolicy: describedNetworkPolicy,
  Node: describedNode,
  PersistentVolume: describedVolume,
  PersistentVolumeClaim: describedClaim,
  Pod: describedPod,
  PodDisruptionBudget: describedBudget,
  ReplicaSet: describedReplicaSet,
  ReplicationController: describedReplicaSet,
  ResourceQuota: describedQuota,
  Secret: describedSecret,
  Service: describedService,
  ServiceAccount: describedServiceAccount,
  StatefulSet: describedStatefulSet,
  StorageClass: describedStorageClass,
};
