import type { Diagnosis, Finding } from '../../report-format/report.ts';
import { atLeast } from '../../report-format/report.ts';
import type { Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { placesOf } from './places.ts';

type Layer = 'infrastructure' | 'identity' | 'data' | 'network' | 'delivery' | 'observability';

/** Trouble in as many layers is no longer one component's. */
const LAYERS_TO_ESCALATE = 3;

const LAYER_OF_KIND: Record<string, Layer> = {
  Node: 'infrastructure',
  PersistentVolume: 'infrastructure',
  StorageClass: 'infrastructure',
  CSIDriver: 'infrastructure',
  APIService: 'infrastructure',
  Ingress: 'network',
  IngressClass: 'network',
  Gateway: 'network',
  NetworkPolicy: 'network',
  Certificate: 'network',
  Application: 'delivery',
};

const LAYER_OF_PACK: Record<string, Layer> = {
  ...of('identity', 'keycloak', 'openfga', 'openbao'),
  ...of('data', 'postgresql', 'redis', 'etcd', 'minio', 'sqlite'),
  ...of('network', 'apisix', 'ingress-nginx', 'coredns', 'cert-manager', 'metallb', 'external-dns'),
  ...of('delivery', 'argocd', 'harbor', 'registry', 'gitlab'),
  ...of('observability', 'grafana', 'prometheus', 'loki', 'tempo', 'alloy'),
};

/** Tags of rules whose cause is the cluster's own, wherever its sign was seen. */
const INFRASTRUCTURE_TAGS = new Set(['node', 'control-plane', 'api-server', 'dns']);

type Judged = { findings: readonly Finding[]; rules: ReadonlyMap<string, Rule>; snapshot: Snapshot };

/** Reasons to call those who run the platform instead of searching on in one application. */
export function escalationOf(diagnoses: readonly Diagnosis[], { findings, rules, snapshot }: Judged): string[] {
  const present = diagnoses.filter(({ current, severity }) => current && atLeast(severity, 'error'));
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const causes = present.flatMap(({ cause }) => byId.get(cause) ?? []);

  const layers = [...new Set(causes.flatMap((cause) => layerOf(cause, rules) ?? []))].sort();
  const several = layers.length >= LAYERS_TO_ESCALATE ? [`Several layers fail at once: ${layers.join(', ')}.`] : [];

  const deep = causes.filter((cause) => layerOf(cause, rules) === 'infrastructure');
  const infrastructure = [...new Set(deep.map(({ title }) => title))].map(
    (title) => `The cause lies in the infrastructure, not in the configuration of an application: ${title}.`,
  );

  const failing = present.flatMap(({ chain }) => chain.flatMap((id) => byId.get(id) ?? []));
  const trusting = [...new Set(failing.flatMap((finding) => healthyOwnersOf(finding, snapshot)))].sort();
  const inconsistent = trusting.map((name) => `Argo CD reports ${name} as healthy while one of its objects fails.`);
  return [...several, ...infrastructure, ...inconsistent];
}

function layerOf({ rule: id, subject }: Finding, rules: Judged['rules']): Layer | undefined {
  const rule = rules.get(id);
  if (rule?.tags.some((tag) => INFRASTRUCTURE_TAGS.has(tag))) return 'infrastructure';
  return LAYER_OF_PACK[rule?.pack ?? ''] ?? LAYER_OF_KIND[subject.kind];
}

/** Applications that manage an object in trouble and report it as healthy. */
function healthyOwnersOf(finding: Finding, { objects, relations }: Snapshot): string[] {
  if (!atLeast(finding.severity, 'error')) return [];
  return [finding.subject, ...placesOf(finding)].flatMap((place) =>
    relations.from(place).flatMap(({ relation, to }) => {
      const application = relation === 'managed-by' ? objects.find(to) : undefined;
      return application?.string('status.health.status') === 'Healthy' ? [application.name] : [];
    }),
  );
}

function of(layer: Layer, ...packs: string[]): Record<string, Layer> {
  return Object.fromEntries(packs.map((pack) => [pack, layer]));
}
