import path from 'node:path';
import { CLUSTER_VERSION_FILE, MANIFEST_FILE, VERSION_FILE } from '../bundle-format/layout.ts';
import type { Manifest } from '../bundle-format/manifest.ts';
import { CasefileError } from '../errors.ts';
import type { StreamingRedactor } from '../redact/redact.ts';
import { textAt } from './api-object.ts';
import type { BundleWriter } from './bundle-writer.ts';
import { openBundleWriter } from './bundle-writer.ts';
import { recordOf, runCapture } from './captures.ts';
import type { Cluster } from './cluster.ts';
import { connect } from './cluster.ts';
import { mapLimited } from './concurrency.ts';
import { failClosed } from './fail-closed.ts';
import { createFailures } from './failures.ts';
import { createInventory } from './inventory.ts';
import { createKubectl } from './kubectl.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';
import type { Capture } from './plan.ts';
import { planAgain, planLists, planLogs, planManaged, planNamespaces, planTexts } from './plan.ts';
import type { Progress } from './progress.ts';

/** Processes of kubectl at a time: enough to hide latency, few enough for a sick API server and a small laptop. */
const CONCURRENCY = 4;

export type CollectEnvironment = {
  /** Path or name of the binary. */
  kubectl: string;
  redactor: StreamingRedactor;
  progress: Progress;
  now: () => Date;
  toolVersion: string;
  /** Ends the capture early; what was captured is kept. */
  signal: AbortSignal;
};

export type Collected = { file: string; bytes: number; sha256: string; manifest: Manifest };

/**
 * Captures a cluster into the archive `file`. Reads only. A command that fails is recorded and stops nothing. Throws
 * NO_KUBECTL, NO_CLUSTER, NOTHING_CAPTURED and OUTPUT_NOT_WRITABLE, and then leaves no file.
 */
export async function collect(
  file: string,
  options: CollectOptions,
  environment: CollectEnvironment,
): Promise<Collected> {
  const { now, progress } = environment;
  const capturedAt = now();
  const deadline = deadlineAfter(options.timeoutMs);
  const signal = AbortSignal.any([environment.signal, deadline.signal]);
  const { kubeconfig, context } = options;
  const kubectl = createKubectl({ binary: environment.kubectl, kubeconfig, context, now, signal });
  let bundle: BundleWriter | undefined;

  try {
    bundle = await openBundleWriter(file, topFolderOf(file), capturedAt);
    progress.phase('connecting', 1);
    const cluster = await connect(kubectl);

    const redactor = failClosed(environment.redactor);
    const inventory = createInventory(scopeOf(options));
    const destination = { bundle, redactor, inventory, options };
    const failures = createFailures();
    const records = cluster.results.map((result) => recordOf(result, redactor));

    let sawObjects = false;

    /** Runs the captures of a phase; returns those that the cluster refused. */
    const run = async (phase: string, captures: readonly Capture[]): Promise<Capture[]> => {
      if (captures.length === 0) return [];
      progress.phase(phase, captures.length);
      const ended = await mapLimited(captures, CONCURRENCY, async (capture) => {
        const what = capture.args.join(' ');
        progress.started(what);
        const record = await runCapture(capture, kubectl, destination);
        progress.finished(what, record.bytes);
        return { capture, record };
      });
      for (const { capture, record } of ended) {
        records.push(record);
        if (record.error !== undefined) failures.add(capture.keep, record.error);
        // Group names and the account's own rights are had by everybody, and tell nothing of the cluster's state.
        if (capture.keep.as === 'list' && record.output !== undefined) sawObjects = true;
      }
      return ended.filter(({ record }) => record.refused).map(({ capture }) => capture);
    };

    const manifestOf = (complete: boolean): Manifest => ({
      schemaVersion: 1,
      tool: { name: 'casefile', version: environment.toolVersion },
      capturedAt: capturedAt.toISOString(),
      complete,
      cluster: cluster.identity,
      kubectl: cluster.clientVersion === '' ? {} : { version: cluster.clientVersion },
      options: optionsRecord(options),
      captures: records,
      redaction: {
        ...(environment.redactor.isOff ? { off: true } : {}),
        counts: redactor.counts(),
        files: redactor.rows(),
        withheld: redactor.withheld(),
      },
    });

    await addJson(bundle, MANIFEST_FILE, manifestOf(false));
    await writeHead(bundle, cluster, environment.toolVersion);

    // Namespaces come first: every other list is split by them.
    const refused = await run('namespaces', planNamespaces(options));
    if (inventory.namespaces.size === 0) inventory.namespaces.add(cluster.namespace);
    refused.push(...(await run('lists', planLists(options, cluster.served))));
    await run('lists by namespace', planAgain(refused, [...inventory.namespaces].sort()));
    await run('managed resources', planManaged(options, inventory));
    await run('logs', planLogs(options, inventory.logs));
    await run('tables and descriptions', planTexts(options, cluster.served, inventory, refused));

    if (!sawObjects) {
      throw new CasefileError('NOTHING_CAPTURED', 'every request was refused', {
        detail: records.find(({ refused }) => refused)?.error,
      });
    }
    for (const { path, text } of [...inventory.helm.files(), ...failures.files()]) await bundle.add(path, text);
    const manifest = manifestOf(!signal.aborted);
    await addJson(bundle, MANIFEST_FILE, manifest);
    return { file, manifest, ...(await bundle.finish()) };
  } catch (error) {
    await bundle?.discard();
    throw error;
  } finally {
    deadline.clear();
    progress.end();
  }
}

async function writeHead(bundle: BundleWriter, cluster: Cluster, toolVersion: string): Promise<void> {
  // The convention's readers look for this file to find the top folder of a bundle.
  const marker = [
    'apiVersion: troubleshoot.sh/v1beta2',
    'kind: SupportBundle',
    'spec:',
    `  versionNumber: ${toolVersion}`,
  ];
  await bundle.add(VERSION_FILE, `${marker.join('\n')}\n`);
  const gitVersion = textAt(cluster.serverVersion, 'gitVersion');
  if (gitVersion !== '')
    await addJson(bundle, CLUSTER_VERSION_FILE, { info: cluster.serverVersion, string: gitVersion });
}

async function addJson(bundle: BundleWriter, path: string, value: unknown): Promise<void> {
  await bundle.add(path, `${JSON.stringify(value, null, 2)}\n`);
}

function optionsRecord(options: CollectOptions): Manifest['options'] {
  const { namespaces, argocdNamespace, since, tail, maxLogBytes, timeoutMs } = options;
  return {
    namespaces: [...namespaces],
    ...(argocdNamespace === undefined ? {} : { argocdNamespace }),
    ...(since === undefined ? {} : { since }),
    ...(tail === undefined ? {} : { tail }),
    maxLogBytes,
    timeoutMs,
  };
}

function topFolderOf(file: string): string {
  return path.basename(file).replace(/\.(tar\.gz|tgz)$/, '') || 'casefile';
}

function deadlineAfter(timeoutMs: number) {
  const controller = new AbortController();
  const why = new Error(`the time limit of ${Math.round(timeoutMs / 1000)} s was reached`);
  const timer = setTimeout(() => controller.abort(why), timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
