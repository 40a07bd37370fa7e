import { setMaxListeners } from 'node:events';
import type { Manifest } from '../bundle-format/manifest.ts';
import { CasefileError } from '../errors.ts';
import type { StreamingRedactor } from '../redact/redact.ts';
import { createBudget, UNLIMITED } from './bundle/budget.ts';
import { createBundleWriter } from './bundle/bundle-writer.ts';
import { addHead, addManifest } from './bundle/head.ts';
import { manifestOf } from './bundle/manifest.ts';
import { openOutput } from './bundle/output.ts';
import { topFolderOf } from './bundle/top-folder.ts';
import { connect } from './cluster.ts';
import { failClosed } from './content/fail-closed.ts';
import { discover } from './discovery.ts';
import type { CollectOptions } from './options.ts';
import { scopeOf } from './options.ts';
import { createInventory } from './plan/inventory.ts';
import { planAgain, planLists, planManaged, planNamespaces, planOthers } from './plan/lists.ts';
import { planLogs } from './plan/logs.ts';
import { planTexts } from './plan/texts.ts';
import type { Progress } from './progress.ts';
import { openTransport } from './proxy/open-transport.ts';
import { recordOf } from './run/captures.ts';
import { createCheckpoints } from './run/checkpoints.ts';
import { deadlineAfter } from './run/deadline.ts';
import { createFailures } from './run/failures.ts';
import { createPhases } from './run/phases.ts';
import { createKubectl } from './transport/kubectl.ts';

/** An API server that answers sooner is not worth a word: the first one is said when something has been written. */
const SILENT_MS = 3_000;

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

export type Collected = { files: string[]; bytes: number; sha256: string; manifest: Manifest };

/**
 * Captures a cluster into the archive `file`. Reads only. A command that fails is recorded and stops nothing. Throws
 * NO_KUBECTL, NO_CLUSTER and NOTHING_CAPTURED, and then leaves no file; OUTPUT_NOT_WRITABLE, whose message says where what
 * was captured until then is left.
 */
export async function collect(
  file: string,
  options: CollectOptions,
  environment: CollectEnvironment,
): Promise<Collected> {
  const { now, progress } = environment;
  const capturedAt = now();
  // Before any clock runs: where nothing can be written there is nothing to wait for.
  const output = await openOutput(file, options.splitBytes);
  const deadline = deadlineAfter(options.timeoutMs);
  const signal = AbortSignal.any([environment.signal, deadline.signal]);
  // Every request that is under way listens to it.
  setMaxListeners(0, signal);
  const kubectl = createKubectl({ ...options, binary: environment.kubectl, now, signal });
  const bundle = createBundleWriter(output, topFolderOf(file), capturedAt);
  const waiting = setTimeout(() => progress.phase('connecting', 1), SILENT_MS);
  let close: (() => Promise<void>) | undefined;

  try {
    const cluster = await connect(kubectl);
    const opened = await openTransport(kubectl, { ...options, binary: environment.kubectl, now, signal });
    const { transport } = opened;
    close = opened.close;
    const { served, documents, results } = await discover(transport);
    clearTimeout(waiting);

    const redactor = failClosed(environment.redactor);
    const inventory = createInventory(scopeOf(options));
    const failures = createFailures();
    const { maxBundleBytes } = options;
    const budget = maxBundleBytes === undefined ? UNLIMITED : createBudget(maxBundleBytes, () => bundle.size());
    const destination = { bundle, redactor, inventory, options, budget };

    const manifest = (complete: boolean) =>
      manifestOf({
        capturedAt,
        complete,
        cluster,
        transport,
        options,
        environment,
        redactor,
        records: phases.records(),
      });
    const checkpoints = createCheckpoints(bundle, now, () => manifest(false));
    const phases = createPhases(
      { transport, destination, served, now },
      {
        failures,
        progress,
        checkpoints,
        before: [...cluster.results, ...results].map((result) => recordOf(result, redactor)),
      },
    );

    await addHead(bundle, { manifest: manifest(false), cluster, documents, toolVersion: environment.toolVersion });

    // Namespaces come first: every other list is split by them. From here on there is something to open.
    const refused = await phases.run(undefined, planNamespaces(options), 'lists');
    if (inventory.namespaces.size === 0) inventory.namespaces.add(cluster.namespace);
    refused.push(...(await phases.run('lists', planLists(options, served), 'lists')));
    const namespaces = [...inventory.namespaces].sort();
    await phases.run('lists by namespace', planAgain(refused, namespaces, served), 'lists');
    await phases.run('managed resources', planManaged(options, served, inventory), 'lists');
    await phases.run('logs', planLogs(options, inventory.logs), 'logs');
    await phases.run('tables and descriptions', planTexts(options, served, inventory, refused), 'texts');
    const others = await phases.run('custom resources', planOthers(options, served, inventory), 'lists');
    await phases.run('custom resources by namespace', planAgain(others, namespaces, served), 'lists');

    if (!phases.sawObjects()) {
      const detail = phases.records().find(({ refused }) => refused)?.error;
      throw new CasefileError('NOTHING_CAPTURED', 'every request was refused', detail === undefined ? {} : { detail });
    }
    for (const { path, text } of [...inventory.helm.files(), ...failures.files()]) await bundle.add(path, text);
    const whole = manifest(!signal.aborted);
    await addManifest(bundle, whole);
    return { manifest: whole, ...(await bundle.finish()) };
  } catch (error) {
    if (!(error instanceof CasefileError) || error.code !== 'OUTPUT_NOT_WRITABLE') {
      await bundle.discard();
      throw error;
    }
    const left = await bundle.abandon();
    const hint = `What was captured until then is in ${left}; \`casefile analyze\` opens it.`;
    throw new CasefileError(error.code, error.message, {
      hint,
      cause: error,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
    });
  } finally {
    clearTimeout(waiting);
    await close?.();
    deadline.clear();
    progress.end();
  }
}
