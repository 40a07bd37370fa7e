/**
 * The lines that the collector itself writes into captured text. They begin with `[casefile: `, so that a reader can
 * tell them from what the cluster said.
 */
const PREFIX = '[casefile: ';

/** First line of a log whose older bytes were dropped. */
export function cutNote(droppedBytes: number): string {
  return `${PREFIX}${droppedBytes} older bytes were cut]`;
}

/** Stands in place of content that could not be redacted. */
export const WITHHELD_NOTE = `${PREFIX}withheld, this content could not be redacted]`;

/** Stands in place of binary content, in which nobody can tell a secret. */
export const LEFT_OUT_NOTE = `${PREFIX}left out, binary content cannot be redacted]`;
