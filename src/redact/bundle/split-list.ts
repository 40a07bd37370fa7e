/** A piece of a JSON list: an item from its brace to its brace, or what stands around and between items. */
export type ListPiece = { isItem: boolean; bytes: Buffer };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Larger items are handed on as what they are, text. No API object comes near. */
const MAX_ITEM_BYTES = 16 * 1024 * 1024;

/** True for the head of a document that is a list, or has one under `items`. */
export function opensList(head: string): boolean {
  return /^\s*\[\s*\{/.test(head) || (/^\s*\{/.test(head) && ITEMS.test(head));
}

const ITEMS_BEFORE = /"items"\s{0,16}:\s{0,16}\[$/;
const TAIL_BYTES = 64;
const ITEMS = /"items"\s{0,16}:\s{0,16}\[/;

/**
 * Cuts a JSON document into the items of its list and the rest, in order and without a gap: a list of any length needs
 * the memory of one item. Checks no syntax; an item that is cut off is handed on as text.
 */
export async function* splitList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListPiece> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Depth within which items stand: 1 in a bare list, 2 under `items`; 0 until the list begins and after it. */
  let listDepth = 0;
  let isOver = false;
  let isItem = false;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let tail = Buffer.alloc(0);

  const keep = (bytes: Buffer) => {
    if (bytes.length > 0) kept.push(bytes);
    keptBytes += bytes.length;
    tail = Buffer.concat([tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
  };
  const take = (asItem: boolean): ListPiece[] => {
    const piece = { isItem: asItem, bytes: Buffer.concat(kept) };
    kept = [];
    keptBytes = 0;
    return piece.bytes.length > 0 ? [piece] : [];
  };

  for await (const chunk of chunks) {
    // Kept beyond its turn, when the producer may use its buffer again.
    const bytes = Buffer.from(chunk);
    let from = 0;
    const upTo = (at: number) => {
      keep(bytes.subarray(from, at));
      from = at;
    };
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (listDepth > 0 && depth === listDepth && byte === OPEN_BRACE) {
          upTo(at);
          yield* take(false);
          isItem = true;
        }
        depth += 1;
        if (!isOver && listDepth === 0 && byte === OPEN_BRACKET && depth <= 2) {
          upTo(at + 1);
          if (depth === 1 || ITEMS_BEFORE.test(tail.toString('latin1'))) listDepth = depth;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (isItem && depth === listDepth) {
          upTo(at + 1);
          yield* take(true);
          isItem = false;
        } else if (listDepth > 0 && depth < listDepth) {
          listDepth = 0;
          isOver = true;
        }
      }
    }
    upTo(bytes.length);
    if (isItem && keptBytes > MAX_ITEM_BYTES) isItem = false;
    if (!isItem) yield* take(false);
  }
  yield* take(false);
}
