import type { Evidence } from '../../report-format/report.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import type { ResultRow } from '../snapshot/argocd/application.ts';
import { permitsKind, projectsOf } from '../snapshot/argocd/project.ts';
import type { CheckContext } from './define-check.ts';
import { readyAddresses } from './service-endpoints.ts';

/** What a refusal lacked, with the proof that it is there now. */
export type Wanted = { wanted: string; evidence: Evidence };

/** Why an object was refused: the message, and its row where one is known. */
type Refused = { application: KubeObject; message: string; row: ResultRow | undefined };

/** What a refusal lacked, where the bundle shows that it is there now; undefined where it is not, or cannot be told. */
export function isThereNow(refused: Refused, context: CheckContext): Wanted | undefined {
  for (const read of [namespaceIn, definitionIn, permissionIn, webhookIn]) {
    const found = read(refused, context);
    if (found) return found;
  }
  return undefined;
}

function namespaceIn({ message }: Refused, { objects, evidence }: CheckContext): Wanted | undefined {
  const name = /namespaces? \\?"([a-z0-9-]{1,63})\\?" not found/.exec(message)?.[1];
  const found = name ? objects.find({ kind: 'Namespace', name }) : undefined;
  if (!found || found.string('metadata.deletionTimestamp')) return undefined;
  return { wanted: `the namespace ${name}`, evidence: evidence.field(found, 'metadata.name') };
}

function definitionIn({ message }: Refused, context: CheckContext): Wanted | undefined {
  const kind = missingKindIn(message);
  const definition = kind && definitionOf(kind, context);
  if (!definition || servesVersion(definition, kind.version) === false) return undefined;
  return {
    wanted: `the definition ${definition.name}`,
    evidence: context.evidence.field(definition, kind.version ? 'spec.versions' : 'metadata.name'),
  };
}

function permissionIn({ application, message, row }: Refused, { objects, evidence }: CheckContext): Wanted | undefined {
  const [, group = '', kind = ''] = /resource ([\w.-]*):(\w+) is not permitted in project/.exec(message) ?? [];
  const projects = kind ? projectsOf(application, objects) : undefined;
  if (!projects || !row || !permitsKind(projects, { group, kind, namespaced: row.namespace !== undefined }))
    return undefined;
  const [project] = projects;
  return {
    wanted: `the permission of project ${project.name} for ${kind}`,
    evidence: evidence.field(
      project,
      row.namespace ? 'spec.namespaceResourceWhitelist' : 'spec.clusterResourceWhitelist',
    ),
  };
}

function webhookIn({ message }: Refused, { objects, snapshot, evidence }: CheckContext): Wanted | undefined {
  if (!/failed calling webhook/.test(message)) return undefined;
  const name = /no endpoints available for service \\?"([a-z0-9-]{1,63})\\?"/.exec(message)?.[1];
  const host = /https:\/\/([a-z0-9-]{1,63})\.([a-z0-9-]{1,63})\.svc/.exec(message);
  const named = name ?? host?.[1];
  const services = objects
    .ofKind('Service')
    .filter((service) => service.name === named && (!host || service.namespace === host[2]));
  const [service] = services;
  const addresses = service && services.length === 1 ? readyAddresses(service, snapshot) : undefined;
  if (!service || !addresses || addresses.ready === 0) return undefined;
  return {
    wanted: `the webhook's Service ${service.name}`,
    evidence: evidence.field(addresses.source, addresses.source.kind === 'EndpointSlice' ? 'endpoints' : 'subsets'),
  };
}

/** A kind that the API does not know, as a message tells it. */
export type MissingKind = { group: string; kind: string; version: string | undefined };

export function missingKindIn(message: string): MissingKind | undefined {
  const [, versionOf, ofGroup, ofKind] =
    /could not find version \\?"([\w.-]+)\\?" of ([a-z0-9.-]+)\/(\w+) for requested resource/.exec(message) ?? [];
  if (ofGroup && ofKind) return { group: ofGroup, kind: ofKind, version: versionOf };
  const [, group, kind] = /could not find ([a-z0-9.-]+)\/(\w+) for requested resource/.exec(message) ?? [];
  if (group && kind) return { group, kind, version: undefined };
  const [, otherKind, otherGroup, version] =
    /no matches for kind \\?"(\w+)\\?" in version \\?"([a-z0-9.-]+)\/(\w+)/.exec(message) ?? [];
  return otherKind && otherGroup ? { group: otherGroup, kind: otherKind, version } : undefined;
}

export function definitionOf(
  { group, kind }: Pick<MissingKind, 'group' | 'kind'>,
  { objects }: Pick<CheckContext, 'objects'>,
): KubeObject | undefined {
  return objects
    .ofKind('CustomResourceDefinition')
    .find((crd) => crd.string('spec.group') === group && crd.string('spec.names.kind') === kind);
}

/** Undefined where the capture does not tell the versions. */
export function servesVersion(definition: KubeObject, version: string | undefined): boolean | undefined {
  const versions = definition.list('spec.versions');
  if (version === undefined || versions.length === 0) return undefined;
  return versions.some(({ name, served }) => name === version && served !== false);
}
