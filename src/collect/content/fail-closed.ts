import { setImmediate } from 'node:timers/promises';
import { WITHHELD_NOTE } from '../../bundle-format/notes.ts';
import type { StreamingRedactor } from '../../redact/redact.ts';
import { createTally, type RedactionRow } from '../../redact/summary.ts';
import type { ApiObject } from './api-object.ts';
import { nameOf, namespaceOf } from './api-object.ts';

/** The redactor, so that whatever goes wrong inside it nothing unredacted comes out. `file` is where the result will lie. */
export type FailClosedRedactor = {
  text(text: string, file: string): string;
  object(object: ApiObject, file: string): ApiObject;
  /** A log, or a part of one: `after` is what stands before it, which is judged and left out. */
  bytes(bytes: Buffer, place: { after: Buffer; file: string }): Promise<Buffer[]>;
  counts(): Record<string, number>;
  /** The same by file. */
  rows(): RedactionRow[];
  /** The files in which a note stands in place of content. */
  withheld(): string[];
};

/** Between slices timers and other captures get their turn. */
const SLICE_BYTES = 256 * 1024;

const NOTE = `${WITHHELD_NOTE}\n`;

export function failClosed(redactor: StreamingRedactor): FailClosedRedactor {
  const withheld = new Set<string>();
  const tally = createTally(redactor);

  // The error may quote the secret, so it is not passed on; that something was withheld is.
  const guarded = <T>(file: string, instead: T, step: () => T): T => {
    const before = redactor.counts();
    try {
      return step();
    } catch {
      withheld.add(file);
      return instead;
    } finally {
      tally.since(before, file);
    }
  };

  return {
    text: (text, file) => guarded(file, NOTE, () => redactor.text(text)),

    object(object, file) {
      const namespace = namespaceOf(object);
      const metadata = { name: nameOf(object), ...(namespace === '' ? {} : { namespace }) };
      const instead: ApiObject = { apiVersion: object.apiVersion, kind: object.kind, metadata, note: WITHHELD_NOTE };
      return guarded(file, instead, () => redactor.object(object));
    },

    async bytes(bytes, { after, file }) {
      const redaction = redactor.stream();
      const judge = (text: string) => guarded(file, NOTE, () => redaction.write(text));
      judge(after.toString('utf8'));
      const decoder = new TextDecoder();
      const judged: Buffer[] = [];
      for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
        const slice = bytes.subarray(from, from + SLICE_BYTES);
        judged.push(Buffer.from(judge(decoder.decode(slice, { stream: true }))));
        await setImmediate();
      }
      const rest = guarded(file, NOTE, () => redaction.write(decoder.decode()) + redaction.end());
      return [...judged, Buffer.from(rest)];
    },

    counts: () => redactor.counts(),
    rows: () => tally.rows(),
    withheld: () => [...withheld].sort(),
  };
}
