import type { KindRow } from '../../bundle-format/kinds.ts';
import type { LogStream } from '../../bundle-format/layout.ts';
import { accessFile, describeFile, logFile } from '../../bundle-format/layout.ts';
import { cutNote } from '../../bundle-format/notes.ts';
import type { Budget } from '../bundle/budget.ts';
import type { BundleWriter, WrittenFile } from '../bundle/bundle-writer.ts';
import type { CollectOptions } from '../options.ts';
import type { Keep, ListCapture } from '../plan/capture.ts';
import type { Inventory, Note } from '../plan/inventory.ts';
import { observe } from '../plan/inventory.ts';
import type { Lease } from '../run/leases.ts';
import { parseObject } from '../transport/json-object.ts';
import type { BytesConsumer, CommandResult, ObjectsConsumer } from '../transport/transport.ts';
import { readAccessRules } from './access-rules.ts';
import { withKeyBegin } from './cut-key.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import { jsonText } from './json-text.ts';
import type { NewFile } from './list-files.ts';
import { createListFiles } from './list-files.ts';
import { newestBytes } from './newest-bytes.ts';
import { splitDescriptions } from './split-descriptions.ts';

/** Of a custom resource; a few controllers keep an object for every run of every build. */
const MAX_CUSTOM_OBJECTS = 5_000;

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
  budget: Budget;
};

export type Kept = { files: WrittenFile[]; truncated: boolean };

export const NOTHING: Kept = { files: [], truncated: false };

/**
 * What a consumer makes of an answer, redacted: it writes the files once it is known how the command ended. An empty
 * answer is a fact only where the command succeeded, so a failed command without output leaves no file.
 */
export type Finish = (result: CommandResult<unknown>) => Promise<Kept>;

export function listConsumer(keep: ListCapture['keep'], destination: Destination): ObjectsConsumer<Finish> {
  const { redactor, inventory, options } = destination;
  const limit = keep.of.custom ? MAX_CUSTOM_OBJECTS : Number.POSITIVE_INFINITY;
  return async (objects) => {
    const known = keep.namespace === undefined ? [...inventory.namespaces] : [keep.namespace];
    const files = createListFiles(keep.of, known, redactor, options.argocdNamespace);
    const notes: Note[] = [];
    let count = 0;
    for await (const object of objects) {
      count += 1;
      if (count > limit) continue;
      notes.push(observe(object));
      files.add(object);
    }
    return async ({ exitCode }) => {
      if (exitCode !== 0 && count === 0) return NOTHING;
      for (const note of notes) note(inventory);
      const lists = await addWhole(destination, files.lists());
      const readable = await addWhole(destination, files.readable());
      return { files: lists.files, truncated: count > limit || lists.truncated || readable.truncated };
    };
  };
}

export function logConsumer(stream: LogStream, destination: Destination, lease: Lease): BytesConsumer<Finish> {
  const { bundle, redactor, options, budget } = destination;
  const path = logFile(stream);
  return async (chunks, pause) => {
    const grow = () => pause(lease.take());
    const { droppedBytes, ...newest } = await newestBytes(chunks, options.maxLogBytes, CONTEXT_BYTES, grow);
    const { before, bytes } = newest.before.length > 0 ? newest : withKeyBegin(newest.bytes);
    const text = await pause(redactor.bytes(bytes, { after: before, file: path }));
    return async ({ exitCode }) => {
      if (exitCode !== 0 && bytes.length === 0) return NOTHING;
      return budget.spend(text, async (kept, cutBytes) => {
        const dropped = droppedBytes + cutBytes;
        const note = dropped > 0 ? [Buffer.from(`${cutNote(dropped)}\n`)] : [];
        return { files: [await bundle.add(path, [...note, ...kept])], truncated: dropped > 0 };
      });
    };
  };
}

export function textConsumer(
  keep: Extract<Keep, { as: 'text' | 'document' | 'access' }>,
  destination: Destination,
): BytesConsumer<Finish> {
  const { redactor } = destination;
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
      const added = await addWhole(destination, [{ path, text: converted || `${redactor.text(stderr, path)}\n` }]);
      return { files: added.files, truncated: truncated || added.truncated };
    };
  };
}

export function descriptionsConsumer(row: KindRow, destination: Destination): BytesConsumer<Finish> {
  const { redactor } = destination;
  return async (chunks) => {
    const { text, truncated } = await firstBytes(chunks, MAX_TEXT_BYTES);
    return async () => {
      const files = splitDescriptions(text).map(({ namespace, text }) => {
        const path = describeFile(row, namespace);
        return { path, text: redactor.text(text, path) };
      });
      const added = await addWhole(destination, files);
      return { files: added.files, truncated: truncated || added.truncated };
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

/** Adds the files for which the bundle has room. */
async function addWhole({ bundle, budget }: Destination, files: readonly NewFile[]): Promise<Kept> {
  const written: WrittenFile[] = [];
  for (const { path, text } of files) {
    const file = await budget.spendWhole(text, () => bundle.add(path, text));
    if (file) written.push(file);
  }
  return { files: written, truncated: written.length < files.length };
}
