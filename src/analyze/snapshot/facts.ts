import type { Gap } from '../../report-format/report.ts';
import type { BundleMetadata, CollectedList, KubeEvent, LogOrigin, TextOrigin } from '../formats/facts.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { ScanResult } from '../scan/needle.ts';

/** Everything that one pass over the bundle found, in archive order, before anything is joined. */
export type Facts = {
  objects: KubeObject[];
  events: KubeEvent[];
  lists: CollectedList[];
  gaps: Gap[];
  unread: string[];
  metadata: BundleMetadata;
  logs: { origin: LogOrigin; scan: ScanResult }[];
  texts: { origin: TextOrigin; scan: ScanResult }[];
  /** The family, settled after the last entry. */
  format: string;
};
