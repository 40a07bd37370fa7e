import { createHash } from 'node:crypto';
import { accessFile, logFile, MANIFEST_FILE } from '../bundle-format/layout.ts';
import type { CaptureRecord } from '../bundle-format/manifest.ts';
import { cutNote } from '../bundle-format/notes.ts';
import { readAccessRules } from './access-rules.ts';
import { isRecord } from './api-object.ts';
import type { BundleWriter, WrittenFile } from './bundle-writer.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import type { Inventory } from './inventory.ts';
import { observe } from './inventory.ts';
import { jsonItems } from './json-items.ts';
import type { Kubectl, KubectlResult, TimeLimits } from './kubectl.ts';
import { createListFiles, parseObject } from './list-files.ts';
import { newestBytes } from './newest-bytes.ts';
import type { CollectOptions } from './options.ts';
import type { Capture, Keep } from './plan.ts';

/** Large lists take their time on the server before the first byte. */
const COMMAND: TimeLimits = { totalMs: 120_000 };
/** A kubelet that is gone sends nothing at all, and must not hold the rest. */
const LOG: TimeLimits = { totalMs: 120_000, idleMs: 20_000 };

/** Documents and texts; longer ones keep their beginning. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/** What every capture needs. */
export type Workbench = {
  kubectl: Kubectl;
  bundle: BundleWriter;
  redactor: FailClosedRedactor;
  inventory: Inventory;
  options: CollectOptions;
};

type Kept = { output?: string; files: WrittenFile[]; truncated: boolean };

/** Runs one command and writes what it gave. Never throws for a command that fails: the record says what happened. */
export async function runCapture(capture: Capture, bench: Workbench): Promise<CaptureRecord> {
  const { keep } = capture;
  const limits = keep.as === 'log' ? LOG : COMMAND;
  const result = await bench.kubectl.run(capture.args, (stdout) => consumer(keep, bench)(stdout), limits);
  const kept = (await result.output?.(result)) ?? { files: [], truncated: false };
  return recordOf(result, keep, kept, bench.redactor);
}

/** Reads standard output to its end; what it returns writes the files once it is known how the command ended. */
type Consumer = (stdout: AsyncIterable<Buffer>) => Promise<(result: KubectlResult<unknown>) => Promise<Kept>>;

function consumer(keep: Keep, bench: Workbench): Consumer {
  switch (keep.as) {
    case 'list':
      return listConsumer(keep, bench);
    case 'log':
      return logConsumer(keep, bench);
    case 'document':
      return textConsumer(keep.file, bench, (text) => documentText(text, keep.file, bench.redactor));
    case 'access':
      return textConsumer(
        accessFile(keep.namespace),
        bench,
        (text) => `${JSON.stringify(readAccessRules(text), null, 2)}\n`,
      );
    case 'text':
      return textConsumer(keep.file, bench, (text) => bench.redactor.text(text, keep.file));
  }
}

function listConsumer(keep: Extract<Keep, { as: 'list' }>, bench: Workbench): Consumer {
  return async (stdout) => {
    const known = keep.namespace === undefined ? [...bench.inventory.namespaces] : [keep.namespace];
    const files = createListFiles(keep.of, known, bench.redactor, bench.options.argocdNamespace);
    let items = 0;
    for await (const text of jsonItems(stdout)) {
      const object = parseObject(text);
      observe(bench.inventory, object);
      files.add(object);
      items += 1;
    }
    return async ({ exitCode }) => {
      // An empty list is a fact only where the command succeeded.
      if (exitCode !== 0 && items === 0) return { files: [], truncated: false };
      const lists = await addAll(bench.bundle, files.lists());
      await addAll(bench.bundle, files.derived());
      return { output: outputOf(lists), files: lists, truncated: false };
    };
  };
}

function logConsumer({ stream }: Extract<Keep, { as: 'log' }>, bench: Workbench): Consumer {
  return async (stdout) => {
    const { bytes, droppedBytes } = await newestBytes(stdout, bench.options.maxLogBytes);
    const text = bench.redactor.text(bytes.toString('utf8'), logFile(stream));
    return async ({ exitCode }) => {
      if (exitCode !== 0 && bytes.length === 0) return { files: [], truncated: false };
      const note = droppedBytes > 0 ? `${cutNote(droppedBytes)}\n` : '';
      const file = await bench.bundle.add(logFile(stream), note + text);
      return { output: file.path, files: [file], truncated: droppedBytes > 0 };
    };
  };
}

function textConsumer(file: string, bench: Workbench, convert: (text: string) => string): Consumer {
  return async (stdout) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stdout) {
      if (bytes < MAX_TEXT_BYTES) chunks.push(chunk);
      bytes += chunk.length;
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return async ({ exitCode, stderr }) => {
      if (exitCode !== 0 && text === '') return { files: [], truncated: false };
      // An empty table is said on standard error ("No resources found").
      const written = await bench.bundle.add(file, convert(text === '' ? `${stderr}\n` : text));
      return { output: written.path, files: [written], truncated: bytes > MAX_TEXT_BYTES };
    };
  };
}

function documentText(text: string, file: string, redactor: FailClosedRedactor): string {
  const document: unknown = JSON.parse(text);
  return isRecord(document)
    ? `${JSON.stringify(redactor.object(document, file), null, 2)}\n`
    : redactor.text(text, file);
}

async function addAll(bundle: BundleWriter, files: readonly { path: string; text: string }[]): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const { path, text } of files) written.push(await bundle.add(path, text));
  return written;
}

/** The file itself, or the folder that all of them share. */
function outputOf([first, ...others]: readonly WrittenFile[]): string | undefined {
  if (first === undefined || others.length === 0) return first?.path;
  return first.path.slice(0, first.path.lastIndexOf('/') + 1);
}

function recordOf(result: KubectlResult<unknown>, keep: Keep, kept: Kept, redactor: FailClosedRedactor): CaptureRecord {
  const { command, startedAt, durationMs, exitCode, error } = result;
  return {
    command: redactor.text(command, MANIFEST_FILE),
    ...(kept.output === undefined ? {} : { output: kept.output }),
    startedAt,
    durationMs,
    exitCode,
    bytes: kept.files.reduce((sum, { bytes }) => sum + bytes, 0),
    truncated: kept.truncated,
    ...(kept.files.length === 0 ? {} : { sha256: digestOf(kept.files) }),
    ...(error === undefined ? {} : { error: redactor.text(error, MANIFEST_FILE).trim() }),
    ...(error !== undefined && isRefusal(error) ? { refused: true } : {}),
    ...(error !== undefined && isExpected(error, keep) ? { expected: true } : {}),
  };
}

function digestOf(files: readonly WrittenFile[]): string {
  const [only, ...others] = files;
  if (only && others.length === 0) return only.sha256;
  const lines = files.map(({ path, sha256 }) => `${path}\0${sha256}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** kubernetes/apimachinery:pkg/api/errors: the reason of every status 403, as kubectl prints it. */
function isRefusal(error: string): boolean {
  return error.includes('(Forbidden)') || /\bis forbidden\b/.test(error);
}

/**
 * Nothing is missing where there was nothing to have: a container that has not started, a previous run whose log is
 * gone (kubernetes/kubernetes:pkg/kubelet/kubelet_pods.go validateContainerLogStatus), a kind that is not served.
 */
function isExpected(error: string, keep: Keep): boolean {
  if (keep.as === 'log') return /is waiting to start|previous terminated container .* not found/.test(error);
  return keep.as === 'list' && error.includes("the server doesn't have a resource type");
}
