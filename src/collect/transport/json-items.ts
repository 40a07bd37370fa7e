const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = { brace: 0x7b, bracket: 0x5b };
const CLOSE = { brace: 0x7d, bracket: 0x5d };
const ITEMS = '"items"';

/** Larger items are not objects of an API server (etcd stops at 1.5 MB), so they are not held in memory. */
const MAX_ITEM_BYTES = 64 * 1024 * 1024;

/**
 * The text of each item of a JSON list, as soon as it has arrived: a list of any length needs the memory of one item.
 * A document without a top-level `items` is one item. `envelope` gets the list without its items, once it has ended.
 * Throws on a list that never ends; checks no syntax beyond that.
 */
export async function* jsonItems(
  chunks: AsyncIterable<Uint8Array>,
  envelope: (text: string) => void = () => undefined,
): AsyncGenerator<string> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Depth of an element of the list, once the list has been found. */
  let inItems = false;
  let sawItems = false;
  /** Bytes of the current item, or of the document until the list is found. */
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let itemOpen = false;
  let head = '';

  const keep = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    keptBytes += bytes.length;
    if (keptBytes > MAX_ITEM_BYTES) throw new RangeError(`an item of the list exceeds ${MAX_ITEM_BYTES} bytes`);
    kept.push(bytes);
  };
  const take = () => {
    const text = Buffer.concat(kept).toString('utf8');
    kept = [];
    keptBytes = 0;
    return text;
  };

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === OPEN.brace || byte === OPEN.bracket) {
        depth += 1;
        if (inItems && depth === 3) {
          from = at;
          itemOpen = true;
        } else if (!sawItems && depth === 2 && byte === OPEN.bracket) {
          keep(bytes.subarray(from, at));
          from = at;
          if (endsWithKey(kept)) {
            inItems = true;
            sawItems = true;
            head = `${take()}[`;
          }
        }
      } else if (byte === CLOSE.brace || byte === CLOSE.bracket) {
        depth -= 1;
        if (inItems && depth === 2) {
          keep(bytes.subarray(from, at + 1));
          itemOpen = false;
          yield take();
        } else if (inItems && depth === 1) {
          inItems = false;
          from = at;
        }
      }
    }
    if (itemOpen || !inItems) keep(bytes.subarray(from));
  }

  if (itemOpen) throw new SyntaxError('the list ends in the middle of an item');
  if (sawItems && depth > 0) throw new SyntaxError('the list has no end');
  if (sawItems) envelope(head + take());
  if (!sawItems && keptBytes > 0) {
    const document = take();
    if (document.trim() !== '') yield document;
  }
}

/** True where the text that stands before a bracket is `"items":`. */
function endsWithKey(kept: readonly Buffer[]): boolean {
  const end = Buffer.concat(kept.slice(-ITEMS.length - 8))
    .subarray(-64)
    .toString('latin1')
    .trimEnd();
  return end.endsWith(':') && end.slice(0, -1).trimEnd().endsWith(ITEMS);
}
