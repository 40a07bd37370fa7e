import { groupOf, KINDS, type KindRow, resourceName } from '../bundle-format/kinds.ts';
import { GROUPS_FILE, RESOURCES_FILE } from '../bundle-format/layout.ts';
import type { ApiObject } from './content/api-object.ts';
import { recordAt, recordsAt, textAt } from './content/api-object.ts';
import { mapLimited } from './run/concurrency.ts';
import { parseObject } from './transport/json-object.ts';
import { readText } from './transport/kubectl.ts';
import type { CommandResult, ReadRequest, TimeLimits, Transport } from './transport/transport.ts';

/** A kind that the cluster serves in lists. */
export type ServedKind = { kind: string; group: string; version: string; plural: string; namespaced: boolean };

/** What the cluster serves; undefined where it does not say, and everything is tried. */
export type Served =
  | {
      /** By `<plural>[.<group>]`. */
      kinds: ReadonlyMap<string, ServedKind>;
      /** Groups whose own server does not answer: of these everything is tried too. */
      silentGroups: ReadonlySet<string>;
    }
  | undefined;

export type Discovery = {
  served: Served;
  /** The answers, as they stand in the bundle. */
  documents: { path: string; value: unknown }[];
  results: CommandResult<unknown>[];
};

const LIMITS: TimeLimits = { totalMs: 60_000 };
/** A group with hundreds of kinds needs a tenth of it. */
const MAX_BYTES = 4 * 1024 * 1024;

/** `kubectl get --raw` of a path of the API. */
export function rawRequest(path: string): ReadRequest & { path: string } {
  return { args: ['get', '--raw', path], path };
}

export const DISCOVERY_PATHS = ['/api/v1', '/apis'] as const;

/** Asks for every group in the version that is listed later. A group that fails hides no other. */
export async function discover(transport: Transport): Promise<Discovery> {
  const ask = (path: string) =>
    transport.read(rawRequest(path), async (bytes) => parseObject(await readText(bytes, MAX_BYTES)), LIMITS);
  const ofCore = await ask(DISCOVERY_PATHS[0]);
  const ofGroups = await ask(DISCOVERY_PATHS[1]);
  const core = answerOf(ofCore);
  const groups = answerOf(ofGroups);
  if (groups === undefined) return { served: undefined, documents: [], results: [ofCore, ofGroups] };
  const versions = recordsAt(groups, 'groups').map((group) => ({
    group: textAt(group, 'name'),
    version: versionOf(group),
  }));
  const asked = await mapLimited(versions, transport.concurrency.lists, ({ group, version }) =>
    ask(`/apis/${group}/${version}`),
  );
  const lists = asked.map(answerOf);

  const kinds = new Map<string, ServedKind>();
  const silentGroups = new Set(core === undefined ? [''] : []);
  for (const [index, list] of [core, ...lists].entries()) {
    const { group, version } =
      index === 0 ? { group: '', version: 'v1' } : (versions[index - 1] ?? { group: '', version: '' });
    if (list === undefined) silentGroups.add(group);
    for (const kind of kindsOf(list, group, version)) kinds.set(resourceName(rowOf(kind)), kind);
  }
  const documents = [
    { path: GROUPS_FILE, value: recordsAt(groups, 'groups') },
    { path: RESOURCES_FILE, value: [core, ...lists].filter((list) => list !== undefined) },
  ];
  return { served: { kinds, silentGroups }, documents, results: [ofCore, ofGroups, ...asked] };
}

function answerOf({ error, output }: CommandResult<ApiObject>): ApiObject | undefined {
  return error === undefined ? output : undefined;
}

/** The version that our list of kinds names, where it is served; else the one that the server prefers. */
function versionOf(group: ApiObject): string {
  const name = textAt(group, 'name');
  const served = new Set(recordsAt(group, 'versions').map((version) => textAt(version, 'version')));
  const known = KINDS.map(({ apiVersion }) => apiVersion)
    .filter((apiVersion) => groupOf(apiVersion) === name)
    .map((apiVersion) => apiVersion.slice(name.length + 1));
  return known.find((version) => served.has(version)) ?? textAt(recordAt(group, 'preferredVersion'), 'version');
}

function kindsOf(list: ApiObject | undefined, group: string, version: string): ServedKind[] {
  return recordsAt(list, 'resources').flatMap((resource) => {
    const plural = textAt(resource, 'name');
    const verbs = Array.isArray(resource.verbs) ? resource.verbs : [];
    if (plural.includes('/') || !verbs.includes('list')) return [];
    return [{ kind: textAt(resource, 'kind'), group, version, plural, namespaced: resource.namespaced === true }];
  });
}

/** Where a kind that is none of `KINDS` lies in the bundle. */
export function rowOf({ kind, group, version, plural, namespaced }: ServedKind): KindRow {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { kind, apiVersion, plural, namespaced, directory: group === '' ? plural : `${plural}.${group}` };
}

export function isServed(row: KindRow, served: Served): boolean {
  if (served === undefined) return true;
  return served.kinds.has(resourceName(row)) || served.silentGroups.has(groupOf(row.apiVersion));
}
