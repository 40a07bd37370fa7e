import type { Gap } from '../../report-format/report.ts';
import type { KubeObject, Source } from './kube-object.ts';

/** An age as `kubectl` prints it, in seconds before the capture; `3m` is known to lie in [180, 240). */
export type Age = { seconds: number };

/** An event of the cluster, from a list, a table or the end of a description. */
export type KubeEvent = {
  type: 'Normal' | 'Warning' | string;
  reason: string;
  message: string;
  /** The object concerned; `name` is empty where the text does not tell it. */
  involved: { kind: string; namespace?: string; name: string; uid?: string; container?: string };
  count: number;
  /** RFC 3339, UTC. `last` is series.lastObservedTime, lastTimestamp, eventTime or firstTimestamp, the first that is set. */
  first?: string;
  last?: string;
  /** Where only ages are printed; turned into times once the capture time is known. */
  firstAge?: Age;
  lastAge?: Age;
  /** The component that reported it: kubelet, default-scheduler ... */
  component?: string;
  /** Node, where the source tells it. */
  host?: string;
  /** It is an alert of a monitoring system that fires; `severity` is its label. */
  alert?: { severity: string };
  source: Source;
};

/** A list that was captured: what is not in a complete list did not exist. */
export type CollectedList = {
  kind: string;
  apiVersion?: string;
  /** Absent: all namespaces, or a cluster-scoped kind. */
  namespace?: string;
  /** False for a filtered, cut or paged list, or a pasted table whose command is not known to list everything. */
  complete: boolean;
  file: string;
};

/** Whose output a log is, as far as its path, its markers or its command tell. */
export type LogOrigin = {
  file: string;
  /** 1-based line of `file` at which the log begins: 1, or more inside a file that holds several outputs. */
  firstLine: number;
  namespace?: string;
  pod?: string;
  container?: string;
  previous: boolean;
  /** A log of the node itself (kubelet, containerd, journal), not of a pod; `node` names it where it is known. */
  nodeLog?: boolean;
  node?: string;
  /** The file's name without suffixes, from which pod or container are guessed when nothing better is there. */
  stem: string;
};

/** Captured text that is neither an object nor a log: outputs of commands, error files. */
export type TextOrigin = { file: string; firstLine: number; kind: 'output' | 'error' };

/** What the bundle says about itself. */
export type BundleMetadata = {
  capturedAt?: string;
  capturedAtSource?: 'manifest' | 'timestamp-file' | 'metadata';
  kubernetesVersion?: string;
  clusterName?: string;
  provider?: string;
  /** The bundle's maker marks secrets so: how many marks it reported. */
  redactionMarkers?: number;
};

/** Where the readers put what they find. The reader of a log waits for `log`, which consumes its bytes. */
export type FactSink = {
  /** `bytes`: the size of the object's text, where it is known before. */
  object(object: KubeObject, bytes?: number): void;
  event(event: KubeEvent): void;
  list(list: CollectedList): void;
  gap(gap: Gap): void;
  metadata(metadata: BundleMetadata): void;
  /** The file was recognised as nothing that is read. */
  unread(file: string): void;
  /** Keep `origin` itself: namespace and pod may still be filled in until the last entry is read. */
  log(origin: LogOrigin, content: AsyncIterable<Uint8Array>): Promise<void>;
  text(origin: TextOrigin, text: string): void;
};
