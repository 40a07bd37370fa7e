import type { ByteReader } from './byte-reader.ts';
import type { FileEntry } from './entry.ts';
import { Fault } from './fault.ts';
import type { Place } from './place.ts';
import { startOf, toPlainText } from './plain-text.ts';
import type { Reading } from './reading.ts';
import { report } from './reading.ts';

/** Ends when the next entry is asked for. */
export type Turn = { isOver: boolean };

/** A file that is no container. */
export function plainFile(
  file: { reader: ByteReader; size?: number | undefined },
  place: Place,
  turn: Turn,
  reading: Reading,
): FileEntry {
  const { path, sameNameAs } = place;
  const entry: FileEntry = { type: 'file', path, content: contentOf(file.reader, place, turn, reading) };
  if (file.size !== undefined) entry.size = file.size;
  if (sameNameAs !== undefined) entry.sameNameAs = sameNameAs;
  return entry;
}

async function* contentOf(reader: ByteReader, place: Place, turn: Turn, reading: Reading): AsyncGenerator<Uint8Array> {
  const { maxEntryBytes } = reading.budget.limits;
  const convert = toPlainText(await startOf(reader));
  while (reader.position < maxEntryBytes) {
    if (turn.isOver) throw new Error(`the content of ${place.path} was asked for after its turn`);
    const chunk = await reader.next(maxEntryBytes - reader.position);
    if (!chunk) break;
    yield convert ? convert(chunk) : chunk;
  }
  const held = convert?.();
  if (held?.length) yield held;
  if ((await reader.peek(1)).length === 0) return;
  const why = `only its first ${maxEntryBytes} bytes were read (--max-entry-bytes)`;
  report(reading, new Fault('limit', why), place);
}
