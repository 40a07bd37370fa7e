import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { groupBy } from '../../../src/analyze/snapshot/group-by.ts';
import { KINDS } from '../../../src/bundle-format/kinds.ts';
import { customResourceFile, listFile, MANIFEST_FILE, VERSION_FILE } from '../../../src/bundle-format/layout.ts';
import { NOW } from '../snapshot-of.ts';

/** What a bundle tells: objects as the API gives them, events among them, and logs by `<pod>[/<container>][-previous]`. */
export type Story = {
  objects: JsonObject[];
  /** Lines by `namespace/pod/container` or `namespace/pod/container-previous`. */
  logs?: Record<string, string[]>;
  /** Other files of the bundle. */
  files?: Record<string, string>;
  /** Kinds that were not captured; of all others the lists are complete. */
  without?: string[];
};

/** The stories together in one cluster. */
export function together(...stories: Story[]): Story {
  return {
    objects: stories.flatMap(({ objects }) => objects),
    logs: Object.assign({}, ...stories.map(({ logs }) => logs)) as Record<string, string[]>,
    files: Object.assign({}, ...stories.map(({ files }) => files)) as Record<string, string>,
    without: stories.flatMap(({ without = [] }) => without),
  };
}

/** The files of a bundle as `casefile collect` writes it, of every namespace that a Namespace names. */
export function filesOf({ objects, logs = {}, files = {}, without = [] }: Story): Record<string, string> {
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map((object) => metadataOf(object).name);
  const byKind = groupBy(objects, ({ kind }) => String(kind));
  const builtIn = KINDS.filter(({ kind }) => !without.includes(kind)).flatMap((row) => {
    const items = byKind.get(row.kind) ?? [];
    if (!row.namespaced) return [[listFile(row), listOf(row.kind, row.apiVersion, items)]];
    return namespaces.map((namespace) => [
      listFile(row, namespace),
      listOf(
        row.kind,
        row.apiVersion,
        items.filter((item) => metadataOf(item).namespace === namespace),
      ),
    ]);
  });

  const known = new Set(KINDS.map(({ kind }) => kind));
  const custom = objects.filter(({ kind }) => !known.has(String(kind)));
  const byFile = groupBy(custom, ({ kind, apiVersion, metadata }) => {
    const group = String(apiVersion).split('/')[0];
    return customResourceFile(`${String(kind).toLowerCase()}s.${group}`, (metadata as Metadata).namespace);
  });

  return Object.fromEntries([
    [MANIFEST_FILE, JSON.stringify({ schemaVersion: 1, tool: { name: 'casefile' }, capturedAt: NOW, complete: true })],
    [VERSION_FILE, 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n'],
    ...builtIn,
    ...[...byFile].map(([file, items]) => [file, JSON.stringify(items)]),
    ...Object.entries(logs).map(([stream, lines]) => [
      `cluster-resources/pods/logs/${stream}.log`,
      `${lines.join('\n')}\n`,
    ]),
    ...Object.entries(files),
  ]);
}

type Metadata = { name: string; namespace?: string };

function metadataOf(object: JsonObject): Metadata {
  return object.metadata as Metadata;
}

function listOf(kind: string, apiVersion: string, items: JsonObject[]): string {
  return JSON.stringify({ kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '7' }, items });
}
