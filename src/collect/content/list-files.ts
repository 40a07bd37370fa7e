import { dump } from 'js-yaml';
import { argocdConfigFile, argocdFile, customResourceFile, listFile } from '../../bundle-format/layout.ts';
import type { ListOf } from '../plan/capture.ts';
import type { ApiObject } from './api-object.ts';
import { nameOf, namespaceOf } from './api-object.ts';
import { argocdConfigOf } from './argocd-config.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import { reduce } from './reduce.ts';

export type NewFile = { path: string; text: string };

/** A list on its way into the files of the bundle. */
export type ListFiles = {
  /** Takes the next object as the API gave it. */
  add(object: ApiObject): void;
  /** One file per namespace, in order of their names; one file where the kind is cluster-scoped. */
  lists(): NewFile[];
  /** What people read besides: Argo CD objects and its configuration, as YAML. */
  readable(): NewFile[];
};

/** Takes apart the list of one kind. `namespaces` are known to exist: without an object they get an empty list. */
export function createListFiles(
  of: ListOf,
  namespaces: readonly string[],
  redactor: FailClosedRedactor,
  argocdNamespace: string | undefined,
): ListFiles {
  const items = new Map<string, string[]>();
  const apiVersions = new Map<string, string>();
  const readable: NewFile[] = [];
  for (const namespace of of.row.namespaced ? namespaces : ['']) items.set(namespace, []);

  return {
    add(object) {
      const namespace = namespaceOf(object);
      const safe = redactor.object(reduce(object), fileOf(of, namespace));
      const sameNamespace = items.get(namespace) ?? [];
      items.set(namespace, sameNamespace);
      sameNamespace.push(JSON.stringify(safe, null, 2));
      if (typeof object.apiVersion === 'string') apiVersions.set(namespace, object.apiVersion);

      if (of.row.apiVersion.startsWith('argoproj.io/')) {
        readable.push({ path: argocdFile(of.row.plural, namespace, nameOf(object)), text: yamlText(safe) });
      }
      const config = argocdConfigOf(object, argocdNamespace);
      if (config) {
        const path = argocdConfigFile(namespace, nameOf(object));
        readable.push({ path, text: yamlText(redactor.object(config, path)) });
      }
    },

    lists: () =>
      [...items]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([namespace, texts]) => ({
          path: fileOf(of, namespace),
          text: of.custom ? arrayText(texts) : listText(of, apiVersions.get(namespace), texts),
        })),

    readable: () => readable,
  };
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

function yamlText(object: ApiObject): string {
  // Long lines stay whole, so that a message is found with grep.
  return dump(object, { lineWidth: -1, noRefs: true });
}
