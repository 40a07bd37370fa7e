import { stringify } from 'yaml';
import { argocdConfigFile, argocdFile, customResourceFile, helmFile, listFile } from '../bundle-format/layout.ts';
import type { ApiObject } from './api-object.ts';
import { isRecord, nameOf, namespaceOf } from './api-object.ts';
import { argocdConfigOf } from './argocd-config.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import type { ListOf } from './plan.ts';
import type { HelmRevision } from './reduce.ts';
import { helmRevisionOf, reduce } from './reduce.ts';

export type NewFile = { path: string; text: string };

/** A list on its way into the files of the bundle. */
export type ListFiles = {
  /** Takes the next object as the API gave it. */
  add(object: ApiObject): void;
  /** One file per namespace, in order of their names; one file where the kind is cluster-scoped. */
  lists(): NewFile[];
  /** What else the objects tell: Argo CD objects as YAML, its configuration, Helm releases. */
  derived(): NewFile[];
};

/** Takes apart the list of one kind. `namespaces` are known to exist: without an object they get an empty list. */
export function createListFiles(
  of: ListOf,
  namespaces: readonly string[],
  redactor: FailClosedRedactor,
  argocdNamespace: string | undefined,
): ListFiles {
  const byNamespace = new Map<string, string[]>();
  const apiVersions = new Map<string, string>();
  const derived: NewFile[] = [];
  const helm = new Map<string, HelmRevision[]>();
  for (const namespace of of.row.namespaced ? namespaces : ['']) byNamespace.set(namespace, []);

  return {
    add(object) {
      const namespace = namespaceOf(object);
      const safe = redactor.object(reduce(object), fileOf(of, namespace));
      const items = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, items);
      items.push(JSON.stringify(safe, null, 2));
      if (typeof object.apiVersion === 'string') apiVersions.set(namespace, object.apiVersion);

      if (of.custom && of.row.apiVersion.startsWith('argoproj.io/')) {
        derived.push({ path: argocdFile(of.row.plural, namespace, nameOf(object)), text: stringify(safe) });
      }
      const config = argocdConfigOf(object, argocdNamespace);
      if (config) {
        const path = argocdConfigFile(namespace, nameOf(object));
        derived.push({ path, text: stringify(redactor.object(config, path)) });
      }
      const revision = helmRevisionOf(object);
      if (revision) helm.set(namespace, [...(helm.get(namespace) ?? []), revision]);
    },

    lists: () =>
      [...byNamespace].sort(byKey).map(([namespace, items]) => ({
        path: fileOf(of, namespace),
        text: of.custom ? arrayText(items) : listText(of, apiVersions.get(namespace), items),
      })),

    derived: () => [
      ...derived,
      ...[...helm].sort(byKey).map(([namespace, revisions]) => ({
        path: helmFile(namespace),
        text: `${JSON.stringify(releasesOf(namespace, revisions), null, 2)}\n`,
      })),
    ],
  };
}

/** The object of an item's text; throws where it is none. */
export function parseObject(text: string): ApiObject {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new TypeError('an item of the list is not an object');
  return value;
}

function fileOf({ row, custom }: ListOf, namespace: string): string {
  const within = row.namespaced ? namespace : undefined;
  return custom ? customResourceFile(row.directory, within) : listFile(row, within);
}

function listText({ row }: ListOf, apiVersion: string | undefined, items: readonly string[]): string {
  const head = { kind: `${row.kind}List`, apiVersion: apiVersion ?? row.apiVersion, metadata: {} };
  const open = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  return `${open},\n  "items": ${arrayText(items).trimEnd()}\n}\n`;
}

/** The items keep their own indentation: deeper indentation of megabytes would help nobody. */
function arrayText(items: readonly string[]): string {
  return items.length === 0 ? '[]\n' : `[\n${items.join(',\n')}\n]\n`;
}

/** Shape of replicatedhq/troubleshoot:pkg/collect/helm.go@5bf008f7, without the values. */
function releasesOf(namespace: string, revisions: readonly HelmRevision[]) {
  const names = [...new Set(revisions.map(({ release }) => release))].sort();
  return names.map((releaseName) => ({
    releaseName,
    namespace,
    releaseHistory: revisions
      .filter(({ release }) => release === releaseName)
      .sort((a, b) => a.revision - b.revision)
      .map(({ revision, status, modified }) => ({ revision, status, ...(modified ? { date: modified } : {}) })),
  }));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
