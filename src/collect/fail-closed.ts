import { WITHHELD_NOTE } from '../bundle-format/notes.ts';
import type { StreamingRedactor } from '../redact/redact.ts';
import type { ApiObject } from './api-object.ts';
import { nameOf, namespaceOf } from './api-object.ts';

/** The redactor, so that whatever goes wrong inside it nothing unredacted comes out. `file` is where the result will lie. */
export type FailClosedRedactor = {
  text(text: string, file: string): string;
  object(object: ApiObject, file: string): ApiObject;
  stream(bytes: AsyncIterable<Uint8Array>, file: string): AsyncIterable<Buffer>;
  counts(): Record<string, number>;
  /** The files in which a note stands in place of content. */
  withheld(): string[];
};

const NOTE = `${WITHHELD_NOTE}\n`;

export function failClosed(redactor: StreamingRedactor): FailClosedRedactor {
  const withheld = new Set<string>();

  // The error may quote the secret, so it is not passed on; that something was withheld is.
  const guarded = <T>(file: string, instead: T, step: () => T): T => {
    try {
      return step();
    } catch {
      withheld.add(file);
      return instead;
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

    async *stream(bytes, file) {
      const redaction = redactor.stream();
      const decoder = new TextDecoder();
      for await (const chunk of bytes) {
        yield Buffer.from(guarded(file, NOTE, () => redaction.write(decoder.decode(chunk, { stream: true }))));
      }
      yield Buffer.from(guarded(file, NOTE, () => redaction.write(decoder.decode()) + redaction.end()));
    },

    counts: () => redactor.counts(),
    withheld: () => [...withheld].sort(),
  };
}
