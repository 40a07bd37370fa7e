/**
 * Writes test/bundles/bifrost-provider-key: what `casefile collect` would capture of a Bifrost release under Argo CD whose
 * provider Secret holds its key under another name than the chart values say. Everything in it is made up.
 * Running it again writes the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../src/analyze/formats/kube-object.ts';
import type { KindRow } from '../src/bundle-format/kinds.ts';
import { KINDS, kindOfDirectory, resourceName } from '../src/bundle-format/kinds.ts';
import {
  argocdFile,
  CLUSTER_VERSION_FILE,
  customResourceFile,
  describeFile,
  listFile,
  logFile,
  MANIFEST_FILE,
  VERSION_FILE,
} from '../src/bundle-format/layout.ts';
import type { CaptureRecord, Manifest } from '../src/bundle-format/manifest.ts';
import { CAPTURED_AT } from './demo-bundle/build.ts';
import { describedPods } from './demo-bundle/description.ts';
import { application, gateway, NAMESPACE } from './demo-bundle/gateway.ts';
import { argocd, clusterWide, ingressNginx, LOGS, VERSION } from './demo-bundle/platform.ts';

const FOLDER = path.join('test', 'bundles', 'bifrost-provider-key');
const NAMESPACES: Record<string, Record<string, JsonObject[]>> = {
  [NAMESPACE]: gateway,
  argocd,
  'ingress-nginx': ingressNginx,
};
/** Listed in every namespace, also where there is nothing: an empty list is a proof, too. */
const EVERYWHERE = new Set(
  'pods secrets configmaps events services ingress pvcs statefulsets daemonsets jobs horizontalpodautoscalers'.split(
    ' ',
  ),
);

const files = new Map<string, string>();
const captures: CaptureRecord[] = [];

function write(file: string, text: string): void {
  files.set(file, text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function record(command: string, written: readonly string[]): void {
  const [first = '', ...others] = written;
  const text = written.map((file) => files.get(file) ?? '').join('');
  captures.push({
    command: `kubectl ${command}`,
    output: others.length > 0 ? `${path.posix.dirname(first)}/` : first,
    startedAt: CAPTURED_AT,
    durationMs: 120,
    exitCode: 0,
    bytes: Buffer.byteLength(text),
    truncated: false,
    ...(others.length > 0 ? {} : { sha256: createHash('sha256').update(text).digest('hex') }),
  });
}

function list(row: KindRow, items: JsonObject[]): string {
  return json({ kind: `${row.kind}List`, apiVersion: row.apiVersion, metadata: { resourceVersion: '91822' }, items });
}

/** The files of a kind with their objects: one for the cluster, or one for each namespace. */
function listsOf(row: KindRow): [file: string, items: JsonObject[]][] {
  if (!row.namespaced) {
    const items = (clusterWide as Record<string, JsonObject[]>)[row.directory];
    return items ? [[listFile(row), items]] : [];
  }
  return Object.entries(NAMESPACES).flatMap(([namespace, kinds]): [string, JsonObject[]][] => {
    const items = kinds[row.directory] ?? (EVERYWHERE.has(row.directory) ? [] : undefined);
    return items ? [[listFile(row, namespace), items]] : [];
  });
}

function writeLists(): void {
  for (const row of KINDS) {
    const lists = listsOf(row);
    for (const [file, items] of lists) write(file, list(row, items));
    if (lists.length > 0) {
      record(
        `get ${resourceName(row)} -o json`,
        lists.map(([file]) => file),
      );
    }
  }
}

function writeArgoCd(): void {
  const listed = customResourceFile('applications.argoproj.io', 'argocd');
  write(listed, json([application]));
  record('get applications.argoproj.io -n argocd -o json', [listed]);
  write(argocdFile('applications', 'argocd', 'ai-gateway'), stringify(application));
}

function writeTexts(): void {
  const description = describeFile(kindOfDirectory('pods') as KindRow, NAMESPACE);
  write(description, describedPods());
  record(`describe pods -n ${NAMESPACE}`, [description]);
  for (const [stream, text] of Object.entries(LOGS)) {
    const [namespace = '', pod = '', container = ''] = stream.split('/');
    const file = logFile({ namespace, pod, container, previous: false });
    write(file, `${text}\n`);
    record(`logs -n ${namespace} ${pod} -c ${container}`, [file]);
  }
}

function writeManifest(): void {
  const manifest: Manifest = {
    schemaVersion: 1,
    tool: { name: 'casefile', version: '0.1.0' },
    capturedAt: CAPTURED_AT,
    complete: true,
    cluster: { name: 'ai-platform', context: 'admin@ai-platform', version: 'v1.33.5' },
    kubectl: { version: 'v1.33.5' },
    options: {
      namespaces: Object.keys(NAMESPACES),
      argocdNamespace: 'argocd',
      maxLogBytes: 10_485_760,
      timeoutMs: 600_000,
    },
    captures,
    redaction: { counts: {}, withheld: [] },
  };
  write(MANIFEST_FILE, json(manifest));
}

writeLists();
writeArgoCd();
writeTexts();
write(CLUSTER_VERSION_FILE, json(VERSION));
write(VERSION_FILE, 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\nversionNumber: casefile 0.1.0\n');
writeManifest();

rmSync(FOLDER, { recursive: true, force: true });
for (const [file, text] of files) {
  const target = path.join(FOLDER, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`${FOLDER}: ${files.size} files`);
