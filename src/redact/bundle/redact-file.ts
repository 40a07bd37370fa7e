import { HEAD_BYTES, whyNotText } from '../../analyze/bundle/recognise.ts';
import { LEFT_OUT_NOTE, WITHHELD_NOTE } from '../../bundle-format/notes.ts';
import type { StreamingRedactor } from '../redact.ts';
import { redactJson, redactJsonList } from './redact-json.ts';
import { opensList } from './split-list.ts';

/** What became of a file: judged, or replaced by a note. `binary`: nothing can be judged in it. */
type Outcome = 'redacted' | 'binary' | 'withheld';

/** One file, redacted piece by piece; `outcome` is valid after the last. */
export type RedactedFile = { content: AsyncIterable<Uint8Array>; outcome(): Outcome };

/** Of larger JSON the items of its list are judged one by one, and what is no list as text, which knows JSON too. */
const MAX_OBJECT_BYTES = 4 * 1024 * 1024;

/** Where the list of a document begins at the latest. */
const LIST_HEAD_BYTES = 64 * 1024;

/** How much is judged at once: a line may be longer. */
const SLICE_BYTES = 256 * 1024;

/**
 * Redacts the content of one file of a bundle. JSON is judged as the object it is, everything else as text. What cannot be
 * judged, binary data or a file on which the redactor fails, is replaced by a note: nothing comes out unjudged.
 */
export function redactFile(content: AsyncIterable<Uint8Array>, redactor: StreamingRedactor): RedactedFile {
  let outcome: Outcome = 'redacted';

  async function* redacted(): AsyncGenerator<Uint8Array> {
    const chunks = content[Symbol.asyncIterator]();
    const head = await collectUpTo(chunks, HEAD_BYTES);
    if (head.bytes.length === 0) return;
    if (whyNotText(head.bytes.subarray(0, HEAD_BYTES))) {
      outcome = 'binary';
      yield Buffer.from(`${LEFT_OUT_NOTE}\n`);
      return;
    }
    if (/^\s*[{[]/.test(head.bytes.subarray(0, HEAD_BYTES).toString('latin1'))) {
      const whole = await collectUpTo(chunks, MAX_OBJECT_BYTES, head.bytes);
      const text = whole.ended ? redactJson(whole.bytes.toString('utf8'), redactor) : undefined;
      if (text !== undefined) yield Buffer.from(text);
      else if (opensList(whole.bytes.subarray(0, LIST_HEAD_BYTES).toString('latin1')))
        yield* encoded(redactJsonList(chained(whole.bytes, chunks), redactor));
      else yield* redactedText(whole.bytes, chunks, redactor);
      return;
    }
    yield* redactedText(head.bytes, chunks, redactor);
  }

  /** A failure may come late: what was judged before it stays, and a note stands for the rest. */
  async function* guarded(): AsyncGenerator<Uint8Array> {
    try {
      yield* redacted();
    } catch {
      // The error may quote the secret, so it is not passed on; that something was withheld is.
      outcome = 'withheld';
      yield Buffer.from(`${WITHHELD_NOTE}\n`);
    }
  }

  return { content: guarded(), outcome: () => outcome };
}

async function* redactedText(
  first: Buffer,
  rest: AsyncIterator<Uint8Array>,
  redactor: StreamingRedactor,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  const stream = redactor.stream();
  for (let chunk: Uint8Array | undefined = first; chunk; chunk = await nextOf(rest)) {
    for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
      const shown = stream.write(decoder.decode(chunk.subarray(from, from + SLICE_BYTES), { stream: true }));
      if (shown !== '') yield Buffer.from(shown);
    }
  }
  const last = stream.write(decoder.decode()) + stream.end();
  if (last !== '') yield Buffer.from(last);
}

async function* chained(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let chunk: Uint8Array | undefined = first; chunk; chunk = await nextOf(rest)) yield chunk;
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) if (text !== '') yield Buffer.from(text);
}

async function collectUpTo(
  chunks: AsyncIterator<Uint8Array>,
  limit: number,
  start: Buffer = Buffer.alloc(0),
): Promise<{ bytes: Buffer; ended: boolean }> {
  const kept: Uint8Array[] = [start];
  let size = start.length;
  while (size <= limit) {
    const chunk = await nextOf(chunks);
    // The producer may use its buffer again.
    if (!chunk) return { bytes: Buffer.concat(kept), ended: true };
    kept.push(Uint8Array.from(chunk));
    size += chunk.length;
  }
  return { bytes: Buffer.concat(kept), ended: false };
}

async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const { done, value } = await chunks.next();
  return done ? undefined : value;
}
