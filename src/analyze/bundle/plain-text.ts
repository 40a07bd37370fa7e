import type { ByteReader } from './byte-reader.ts';
import { HEAD_BYTES } from './recognise.ts';

/** Turns the next chunk of a file into plain text; without one, gives what was held back at the end. */
export type ToPlainText = (chunk?: Uint8Array) => Uint8Array;

/** A file whose lines end in `\n` has one within so many bytes: a progress bar redraws its line less often. */
const LINE_BYTES = 64 * 1024;

const RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** The first bytes of a file, as many as `toPlainText` must see. */
export async function startOf(reader: ByteReader): Promise<Uint8Array> {
  const head = reader.peekNow(HEAD_BYTES) ?? (await reader.peek(HEAD_BYTES));
  return head.length < HEAD_BYTES || head.includes(LINE_FEED) ? head : reader.peek(LINE_BYTES);
}

/**
 * What makes of a file that begins so UTF-8 whose lines end in `\n`, as all readers expect it; undefined where it is so
 * already, as nearly always. Windows PowerShell's `>` writes UTF-16, with a mark or without; what was copied out of some
 * editors and terminals ends its lines in `\r` alone.
 */
export function toPlainText(start: Uint8Array): ToPlainText | undefined {
  const encoding = utf16Of(start.subarray(0, HEAD_BYTES));
  if (!encoding) return hasOnlyReturns(start) ? (chunk = new Uint8Array()) => withLineFeeds(chunk) : undefined;

  const lineEnds = hasOnlyReturns(Buffer.from(new TextDecoder(encoding).decode(start)));
  const decoder = new TextDecoder(encoding);
  return (chunk) => {
    const text = Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    return lineEnds ? withLineFeeds(text) : text;
  };
}

function hasOnlyReturns(bytes: Uint8Array): boolean {
  return !bytes.includes(LINE_FEED) && bytes.includes(RETURN);
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === RETURN ? LINE_FEED : byte));
}

/**
 * UTF-16 by its mark, by its first two characters, or by every other byte being zero as in text that is mostly ASCII.
 * Better once too often: binary data stays binary when it is decoded, but a secret between zero bytes is not found.
 */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';

  // Nearly all files end here: with a look at each byte, twenty thousand small ones took half as long again.
  if (head.length < 16 || !head.includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (const [index, byte] of head.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++;
  const half = head.length / 2;
  if (odd > half * 0.8 && even < half * 0.2) return 'utf-16le';
  if (even > half * 0.8 && odd < half * 0.2) return 'utf-16be';
  return undefined;
}
