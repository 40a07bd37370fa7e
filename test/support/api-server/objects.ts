import { readFileSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { parseAllDocuments } from 'yaml';

/** An object as a test writes it. */
export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  // biome-ignore lint/suspicious/noExplicitAny: fixtures hold every field that Kubernetes knows
  [field: string]: any;
};

/** The objects of a folder of YAML and JSON files; a list counts as its items. */
export function readObjects(folder: string): KubernetesObject[] {
  return glob
    .sync('**/*.{yaml,yml,json}', { cwd: folder })
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(folder, file), 'utf8')))
    .map((document) => document.toJS() as KubernetesObject | { items: KubernetesObject[] })
    .flatMap((document) => ('items' in document ? (document.items as KubernetesObject[]) : [document]));
}

/** A uid that is the same in every run. */
export function uidOf({ kind, metadata }: KubernetesObject): string {
  return `uid-${kind}-${metadata.namespace ?? ''}-${metadata.name}`.toLowerCase();
}
