import { WITHHELD_NOTE } from '../bundle-format/notes.ts';
import type { Redactor } from '../redact/redact.ts';
import type { ApiObject } from './api-object.ts';
import { nameOf, namespaceOf } from './api-object.ts';

/** The redactor, so that whatever goes wrong inside it nothing unredacted comes out. `file` is where the result will lie. */
export type FailClosedRedactor = {
  text(text: string, file: string): string;
  object(object: ApiObject, file: string): ApiObject;
  counts(): Record<string, number>;
  /** The files in which a note stands in place of content. */
  withheld(): string[];
};

export function failClosed(redactor: Redactor): FailClosedRedactor {
  const withheld = new Set<string>();
  return {
    text(text, file) {
      try {
        return redactor.text(text);
      } catch {
        // The error itself may quote the secret, so it is not passed on; that it happened is.
        withheld.add(file);
        return `${WITHHELD_NOTE}\n`;
      }
    },
    object(object, file) {
      try {
        return redactor.object(object);
      } catch {
        withheld.add(file);
        const namespace = namespaceOf(object);
        const metadata = { name: nameOf(object), ...(namespace === '' ? {} : { namespace }) };
        return { apiVersion: object.apiVersion, kind: object.kind, metadata, note: WITHHELD_NOTE };
      }
    },
    counts: () => redactor.counts(),
    withheld: () => [...withheld].sort(),
  };
}
