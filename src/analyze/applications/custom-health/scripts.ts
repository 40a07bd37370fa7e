import type { Gap } from '../../../report-format/report.ts';
import type { KubeObject } from '../../formats/kube-object.ts';
import { loadYaml } from '../../formats/yaml/load-yaml.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** The health scripts of a cluster's Argo CD, by `group/Kind` (`*` stands for any text), with the file that holds them. */
export type HealthScripts = { byKind: ReadonlyMap<string, string>; file: string; unread: Gap[] };

const PREFIX = 'resource.customizations.health.';

/** Whoever writes the settings decides their size; more than this is none of a human's. */
const MAX_SCRIPTS = 200;
const MAX_SCRIPT_CHARS = 100_000;
const LIMITS = { depth: 20, nodes: 10_000 };

/** argoproj/argo-cd:util/settings/settings.go@37ee0097 GetResourceOverrides */
export function healthScripts({ objects }: Pick<Snapshot, 'objects'>): HealthScripts | undefined {
  const map = objects.ofKind('ConfigMap').find(({ name }) => name === 'argocd-cm');
  if (!map) return undefined;
  const unread: Gap[] = [];
  const found = [...currentForm(map), ...oldForm(map, unread)].slice(0, MAX_SCRIPTS);
  const byKind = new Map(found.filter(([, script]) => script.length <= MAX_SCRIPT_CHARS));
  return byKind.size === 0 && unread.length === 0 ? undefined : { byKind, file: map.source.file, unread };
}

/** One key for each kind: `<prefix>cert-manager.io_Certificate`, or `<prefix>Service` of the core group. */
function currentForm(map: KubeObject): [string, string][] {
  return Object.entries(map.texts('data')).flatMap(([key, script]): [string, string][] => {
    if (!key.startsWith(PREFIX)) return [];
    const target = key.slice(PREFIX.length);
    const at = target.lastIndexOf('_');
    return [[at < 0 ? `/${target}` : `${target.slice(0, at)}/${target.slice(at + 1)}`, script]];
  });
}

/** One document for all kinds, until 2.x. */
function oldForm(map: KubeObject, unread: Gap[]): [string, string][] {
  const text = map.string('data["resource.customizations"]');
  if (!text) return [];
  const loaded = loadYaml(text, LIMITS);
  if ('error' in loaded) {
    const why = `its resource.customizations are not valid YAML: ${loaded.error}`;
    unread.push({ what: 'health scripts of Argo CD', why, file: map.source.file });
    return [];
  }
  if (typeof loaded.value !== 'object' || loaded.value === null) return [];
  return Object.entries(loaded.value).flatMap(([target, settings]): [string, string][] => {
    const script: unknown = (settings as Record<string, unknown> | null)?.['health.lua'];
    return typeof script === 'string' ? [[target.includes('/') ? target : `/${target}`, script]] : [];
  });
}

/** The script for a kind: the exact key first, then one with a wildcard. */
export function scriptFor({ byKind }: HealthScripts, group: string, kind: string): [string, string] | undefined {
  const exact = byKind.get(`${group}/${kind}`);
  if (exact !== undefined) return [`${group}/${kind}`, exact];
  return [...byKind].find(([key]) => key.includes('*') && wildcardFits(key.split('/'), [group, kind]));
}

function wildcardFits(globs: string[], texts: string[]): boolean {
  return texts.every((text, index) => {
    const [head = '', ...rest] = (globs[index] ?? '').split('*');
    if (rest.length === 0) return head === text;
    const tail = rest.at(-1) ?? '';
    return text.startsWith(head) && text.endsWith(tail) && text.length >= head.length + tail.length;
  });
}
