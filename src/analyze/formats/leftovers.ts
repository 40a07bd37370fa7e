import type { OpenFile } from './bundle-reading.ts';
import { oneLine } from './gaps.ts';
import { isJsonObject, type Json } from './kube-object.ts';

/** What the readers of JSON and YAML find beside objects of the API. */
export type Leftovers = {
  /** A line of other text; true where the next line belongs to that text whatever it looks like. */
  textLine(text: string, line: number): boolean;
  other(value: Json, line: number): void;
};

/**
 * JSON and YAML that are no objects of the API are not read: their words would be taken for a cluster's. But a collector
 * that could not reach what it asks says so: `{ isConnected: false, error }` (replicatedhq/troubleshoot:pkg/collect@5bf008f7).
 */
export function readOther(value: Json, file: OpenFile): void {
  if (!isJsonObject(value) || value.isConnected !== false || typeof value.error !== 'string') return;
  file.used = true;
  file.bundle.sink.gap({ what: `collector ${file.path}`, why: oneLine(value.error), file: file.path });
}

const MAX_TEXT_BYTES = 4 << 20;

/** Collects lines of text at their places, so that each keeps its line number when they are read together. */
export function createTextCollector() {
  let text = '';
  let next = 1;
  let hasWords = false;
  return {
    add(line: string, number: number): void {
      if (text.length > MAX_TEXT_BYTES || number < next) return;
      text += `${'\n'.repeat(number - next)}${line}\n`;
      next = number + 1;
      hasWords ||= line.trim() !== '';
    },
    /** The lines, with an empty one for each that is not text; undefined where no line has a word. */
    result: (): string | undefined => (hasWords ? text : undefined),
  };
}
