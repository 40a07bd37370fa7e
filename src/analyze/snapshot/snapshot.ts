import type { Gap, Report } from '../../report-format/report.ts';
import type { CollectedList, KubeEvent, LogOrigin, TextOrigin } from '../formats/facts.ts';
import type { KubeObject, ObjectIdentity } from '../formats/kube-object.ts';
import type { ScanResult } from '../scan/needle.ts';
import type { Relations } from './relations/relations.ts';

/** A log of the bundle with the object that wrote it, as far as that can be told. */
export type LogStream = ScanResult & {
  origin: LogOrigin;
  /** Kind Pod, or Node for a node's log; the name is the stem when no object of the bundle fits. */
  subject: { kind: string; namespace?: string; name: string; container?: string };
  /** The Pod or Node of the bundle, where it was captured. */
  object?: KubeObject;
};

/** Captured text that is neither object nor log. */
export type TextStream = ScanResult & { origin: TextOrigin };

/** The objects of the bundle, found by kind, or by kind, namespace and name. */
export type ObjectIndex = {
  all(): readonly KubeObject[];
  /** Of the core or well-known group of that name: `Service` is never Knative's. */
  ofKind(kind: string): readonly KubeObject[];
  find(identity: ObjectIdentity): KubeObject | undefined;
};

export type Coverage = {
  lists: readonly CollectedList[];
  gaps: readonly Gap[];
  unread: readonly string[];
  redactionMarkers: number;
  /** True where every object of the kind (in the namespace) is in the bundle, so that what is missing does not exist. */
  complete(kind: string, namespace?: string): boolean;
  /** The file of the complete list that proves an absence. */
  listFile(kind: string, namespace?: string): string | undefined;
};

/** The bundle as one picture of the cluster. "Now" is `capturedAt`, never a clock. */
export type Snapshot = {
  objects: ObjectIndex;
  events: readonly KubeEvent[];
  /** The events whose involved object this is, oldest first. */
  eventsOf(object: ObjectIdentity): readonly KubeEvent[];
  logs: readonly LogStream[];
  /** The logs of a pod, or of one of its containers. */
  logsOf(pod: ObjectIdentity, container?: string): readonly LogStream[];
  texts: readonly TextStream[];
  coverage: Coverage;
  relations: Relations;
  /** RFC 3339, UTC. */
  capturedAt?: string;
  capturedAtSource: Report['bundle']['capturedAtSource'];
  format: string;
  kubernetesVersion?: string;
  clusterName?: string;
  provider?: string;
};
