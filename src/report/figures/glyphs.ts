import type { SvgElement } from './svg.ts';
import { svg } from './svg.ts';

/** Outlines on a grid of 24 by 24: what an object is can be told without reading its kind. */
const OUTLINES = {
  pod: 'M12 2.5 20.2 7.2v9.6L12 21.5 3.8 16.8V7.2Z M12 12v9.5 M12 12 3.8 7.2 M12 12l8.2-4.8',
  workload: 'M3 9h12v12H3Z M6 9V6h12v12h-3 M9 6V3h12v12h-3',
  service:
    'M12 7.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z M5 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z M19 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z M12 7.5V12 M5 16v-4h14v4',
  route: 'M3 12h13 M12 7l5 5-5 5 M20.5 3v18',
  secret: 'M8 20a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z M11.6 11.4 20.5 2.5 M16 7l3.5 3.5',
  config: 'M5 2.5h10l4 4v15H5Z M15 2.5v4h4 M8.5 11.5h7 M8.5 15.5h7',
  storage: 'M4 5.5C4 2 20 2 20 5.5S4 9 4 5.5v13c0 3.5 16 3.5 16 0v-13 M4 12c0 3.5 16 3.5 16 0',
  node: 'M3 4h18v7H3Z M3 13h18v7H3Z M6.5 7.5h.1 M6.5 16.5h.1',
  identity: 'M12 11a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4Z M4 21.5c0-9 16-9 16 0Z',
  application: 'M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8Z M8 12.2l3 3 5.2-6',
  policy: 'M12 2.5 20 5.5v6.5c0 5-4 8-8 9.5-4-1.5-8-4.5-8-9.5V5.5Z',
  area: 'M4 4h4 M10 4h4 M16 4h4v4 M20 10v4 M20 16v4h-4 M14 20h-4 M8 20H4v-4 M4 14v-4 M4 8V4',
  other: 'M4 4h16v16H4Z',
} as const;

type Outline = keyof typeof OUTLINES;

const OUTLINE_OF: Record<string, Outline> = {
  Pod: 'pod',
  Deployment: 'workload',
  ReplicaSet: 'workload',
  StatefulSet: 'workload',
  DaemonSet: 'workload',
  Job: 'workload',
  CronJob: 'workload',
  ReplicationController: 'workload',
  HorizontalPodAutoscaler: 'workload',
  Service: 'service',
  EndpointSlice: 'service',
  Endpoints: 'service',
  APIService: 'service',
  Ingress: 'route',
  IngressClass: 'route',
  Gateway: 'route',
  HTTPRoute: 'route',
  GRPCRoute: 'route',
  Secret: 'secret',
  Certificate: 'secret',
  ExternalSecret: 'secret',
  SealedSecret: 'secret',
  ConfigMap: 'config',
  CustomResourceDefinition: 'config',
  PersistentVolumeClaim: 'storage',
  PersistentVolume: 'storage',
  StorageClass: 'storage',
  VolumeAttachment: 'storage',
  CSIDriver: 'storage',
  Node: 'node',
  ServiceAccount: 'identity',
  Role: 'identity',
  ClusterRole: 'identity',
  RoleBinding: 'identity',
  ClusterRoleBinding: 'identity',
  Application: 'application',
  ApplicationSet: 'application',
  AppProject: 'application',
  NetworkPolicy: 'policy',
  ResourceQuota: 'policy',
  LimitRange: 'policy',
  PodDisruptionBudget: 'policy',
  ValidatingWebhookConfiguration: 'policy',
  MutatingWebhookConfiguration: 'policy',
  Namespace: 'area',
};

/** The shape of a kind, `size` wide, its top left corner at `x`, `y`; kinds without one of their own are a square. */
export function glyph(kind: string, x: number, y: number, size: number): SvgElement {
  const outline = Object.hasOwn(OUTLINE_OF, kind) ? (OUTLINE_OF[kind] ?? 'other') : 'other';
  const transform = `translate(${x} ${y}) scale(${size / 24})`;
  return svg('path', { class: 'glyph', d: OUTLINES[outline], transform });
}
