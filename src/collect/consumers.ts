import { accessFile, logFile } from '../bundle-format/layout.ts';
import { cutNote } from '../bundle-format/notes.ts';
import { readAccessRules } from './access-rules.ts';
import type { BundleWriter, WrittenFile } from './bundle-writer.ts';
import { withKeyBegin } from './cut-key.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import type { Inventory } from './inventory.ts';
import { observe } from './inventory.ts';
import { jsonItems } from './json-items.ts';
import { parseObject } from './json-object.ts';
import type { KubectlResult } from './kubectl.ts';
import type { NewFile } from './list-files.ts';
import { createListFiles } from './list-files.ts';
import { newestBytes } from './newest-bytes.ts';
import type { CollectOptions } from './options.ts';
import type { Keep } from './plan.ts';

/** Documents and texts; of a longer one the beginning is kept. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/** A cut may hide the line that tells what the next ones are, as in a private key; no key is as long as this. */
const CONTEXT_BYTES = 64 * 1024;

/** Where output goes, and what it passes on its way. */
export type Destination = {
  bundle: BundleWriter;
  redactor: FailClosedRedactor;
  inventory: Inventory;
  options: CollectOptions;
};

export type Kept = { files: WrittenFile[]; truncated: boolean };

const NOTHING: Kept = { files: [], truncated: false };

/**
 * Reads standard output to its end, redacted; what it returns writes the files once it is known how the command ended.
 * An empty answer is a fact only where the command succeeded, so a failed command without output leaves no file.
 */
export type Consumer = (stdout: AsyncIterable<Buffer>) => Promise<(result: KubectlResult<unknown>) => Promise<Kept>>;

export function consumerFor(keep: Keep, destination: Destination): Consumer {
  switch (keep.as) {
    case 'list':
      return listConsumer(keep, destination);
    case 'log':
      return logConsumer(keep, destination);
    default:
      return textConsumer(keep, destination);
  }
}

function listConsumer(keep: Extract<Keep, { as: 'list' }>, destination: Destination): Consumer {
  const { bundle, redactor, inventory, options } = destination;
  return async (stdout) => {
    const known = keep.namespace === undefined ? [...inventory.namespaces] : [keep.namespace];
    const files = createListFiles(keep.of, known, redactor, options.argocdNamespace);
    let count = 0;
    for await (const text of jsonItems(stdout)) {
      const object = parseObject(text);
      observe(inventory, object);
      files.add(object);
      count += 1;
    }
    return async ({ exitCode }) => {
      if (exitCode !== 0 && count === 0) return NOTHING;
      const lists = await addAll(bundle, files.lists());
      await addAll(bundle, files.readable());
      return { files: lists, truncated: false };
    };
  };
}

function logConsumer({ stream }: Extract<Keep, { as: 'log' }>, destination: Destination): Consumer {
  const { bundle, redactor, options } = destination;
  const path = logFile(stream);
  return async (stdout) => {
    const { droppedBytes, ...newest } = await newestBytes(stdout, options.maxLogBytes, CONTEXT_BYTES);
    const { before, bytes } = newest.before.length > 0 ? newest : withKeyBegin(newest.bytes);
    const text = await redactor.bytes(bytes, { after: before, file: path });
    const note = Buffer.from(droppedBytes > 0 ? `${cutNote(droppedBytes)}\n` : '');
    return async ({ exitCode }) => {
      if (exitCode !== 0 && bytes.length === 0) return NOTHING;
      return { files: [await bundle.add(path, Buffer.concat([note, text]))], truncated: droppedBytes > 0 };
    };
  };
}

function textConsumer(keep: Extract<Keep, { as: 'text' | 'document' | 'access' }>, destination: Destination): Consumer {
  const { bundle, redactor } = destination;
  const path = keep.as === 'access' ? accessFile(keep.namespace) : keep.file;
  const convert = {
    text: (text: string) => redactor.text(text, path),
    document: (text: string) => jsonText(redactor.object(parseObject(text), path)),
    access: (text: string) => jsonText(readAccessRules(text)),
  }[keep.as];

  return async (stdout) => {
    const { text, truncated } = await firstBytes(stdout, MAX_TEXT_BYTES);
    const converted = text === '' ? '' : convert(text);
    return async ({ exitCode, stderr }) => {
      if (exitCode !== 0 && converted === '') return NOTHING;
      // That a table is empty is said on standard error: "No resources found".
      return { files: [await bundle.add(path, converted || `${redactor.text(stderr, path)}\n`)], truncated };
    };
  };
}

async function firstBytes(stdout: AsyncIterable<Buffer>, limit: number) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdout) {
    if (bytes < limit) chunks.push(chunk.subarray(0, limit - bytes));
    bytes += chunk.length;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), truncated: bytes > limit };
}

async function addAll(bundle: BundleWriter, files: readonly NewFile[]): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const { path, text } of files) written.push(await bundle.add(path, text));
  return written;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
