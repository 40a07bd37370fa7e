const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const ITEMS = [...Buffer.from('items')];
const COMMA = 0x2c;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const NOTHING = new Uint8Array(0);

/** What the splitter tells, in order. Bytes are only valid during the call. */
export type JsonParts = {
  /** A list begins; `head` is what stands before its first item. */
  listStart(head: Uint8Array, line: number): void;
  /** One item of the list: of a bare array, or of `items` in an object. */
  item(bytes: Uint8Array, line: number): void;
  /** A whole value at the top: an object without items, or a list's envelope with its items left out. */
  document(bytes: Uint8Array, line: number, isList: boolean): void;
  /** A line between values that is no JSON, without its line end; true: the next line is no JSON either. */
  textLine(bytes: Uint8Array, line: number): boolean;
  /** An item or document that is too deep or too large, or that the file's end cut off. */
  unreadable(why: 'deep' | 'large' | 'cut', line: number): void;
};

export type JsonSplitter = { push(chunk: Uint8Array): void; end(): void };

/**
 * Splits a stream of JSON into the items of its lists by counting brackets, without parsing: memory is that of one item.
 * Takes concatenated values and lines of other text between them.
 */
export function createJsonSplitter(
  parts: JsonParts,
  limits: { objectBytes: number; depth: number },
  firstLine = 1,
): JsonSplitter {
  let line = firstLine;
  let depth = 0;
  let inString = false;
  let escaped = false;

  /** Depth of the list whose items are cut out: 1 in a bare array, 2 in `items`; 0 while there is none. */
  let listDepth = 0;
  let hadList = false;
  /** How many bytes of the current string spell the key `items`; -1 where it cannot be that key. */
  let keyMatch = -1;
  let itemsKey = false;

  const value = createCapture(limits.objectBytes);
  const item = createCapture(limits.objectBytes);
  const text = createCapture(1 << 20);
  let valueLine = 0;
  let itemLine = 0;
  let itemDeep = 0;
  let lineIsText = false;
  let onlyText = false;

  /** Closes the item at `end` of the chunk. */
  const finishItem = (chunk: Uint8Array, end: number) => {
    const bytes = item.take(chunk, end);
    if (itemDeep > limits.depth) parts.unreadable('deep', itemLine);
    else if (bytes) parts.item(bytes, itemLine);
    else parts.unreadable('large', itemLine);
  };

  const finishValue = (chunk: Uint8Array, end: number) => {
    const bytes = value.take(chunk, end);
    if (!hadList && itemDeep > limits.depth) parts.unreadable('deep', valueLine);
    else if (bytes) parts.document(bytes, valueLine, hadList);
    else parts.unreadable('large', valueLine);
  };

  const push = (chunk: Uint8Array) => {
    const length = chunk.length;
    value.enter();
    item.enter();
    text.enter();

    for (let at = 0; at < length; at++) {
      const byte = chunk[at];

      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 1) itemsKey = keyMatch === ITEMS.length;
        } else {
          if (byte === NEWLINE) line++;
          // `Items` is what clients up to 1.10 wrote.
          if (keyMatch >= 0)
            keyMatch = byte === ITEMS[keyMatch] || (keyMatch === 0 && byte === 0x49) ? keyMatch + 1 : -1;
        }
        continue;
      }

      if (depth === 0) {
        if (onlyText && !lineIsText) {
          lineIsText = true;
          text.start(at);
        }
        if (byte === NEWLINE) {
          if (lineIsText) onlyText = parts.textLine(text.take(chunk, at) ?? NOTHING, line);
          lineIsText = false;
          line++;
        } else if (lineIsText) {
          // The rest of a line of text; brackets in it open nothing.
        } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          depth = 1;
          valueLine = line;
          itemDeep = 1;
          hadList = false;
          itemsKey = false;
          value.start(at);
          if (byte === OPEN_LIST) openList(chunk, at, 1);
        } else if (byte !== undefined && byte > 0x20 && byte !== COMMA && !BYTE_ORDER_MARK.includes(byte)) {
          lineIsText = true;
          text.start(at);
        }
        continue;
      }

      switch (byte) {
        case QUOTE:
          inString = true;
          keyMatch = depth === 1 && listDepth === 0 ? 0 : -1;
          break;
        case NEWLINE:
          line++;
          break;
        case OPEN_OBJECT:
        case OPEN_LIST:
          if (depth === listDepth) {
            itemLine = line;
            itemDeep = 0;
            item.start(at);
          } else if (depth === 1 && itemsKey && byte === OPEN_LIST && listDepth === 0) {
            depth++;
            openList(chunk, at, 2);
            break;
          }
          if (depth === 1) itemsKey = false;
          depth++;
          if (depth - listDepth > itemDeep) itemDeep = depth - listDepth;
          break;
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          depth--;
          if (listDepth > 0 && depth === listDepth) finishItem(chunk, at + 1);
          else if (listDepth > 0 && depth === listDepth - 1) {
            listDepth = 0;
            value.start(at);
          }
          if (depth === 0) finishValue(chunk, at + 1);
          break;
      }
    }

    value.leave(chunk);
    item.leave(chunk);
    text.leave(chunk);
  };

  const openList = (chunk: Uint8Array, at: number, atDepth: number) => {
    listDepth = atDepth;
    hadList = true;
    itemsKey = false;
    value.pause(chunk, at + 1);
    parts.listStart(value.soFar(), valueLine);
  };

  const end = () => {
    if (depth > 0) parts.unreadable('cut', item.active() ? itemLine : line);
    else if (lineIsText) parts.textLine(text.take(NOTHING, 0) ?? NOTHING, line);
  };

  return { push, end };
}

/** Gathers a range of bytes that may span chunks; gives nothing once the range is larger than `limit`. */
function createCapture(limit: number) {
  let pieces: Uint8Array[] = [];
  let size = 0;
  let from = -1;

  const add = (chunk: Uint8Array, end: number, copy: boolean) => {
    if (from < 0) return;
    size += end - from;
    if (size <= limit) pieces.push(copy ? new Uint8Array(chunk.subarray(from, end)) : chunk.subarray(from, end));
    else pieces = [];
  };

  return {
    active: () => from >= 0,
    start(at: number) {
      from = at;
    },
    pause(chunk: Uint8Array, end: number) {
      add(chunk, end, true);
      from = -1;
    },
    soFar: () => joined(pieces),
    enter() {
      if (from > 0) from = 0;
    },
    leave(chunk: Uint8Array) {
      add(chunk, chunk.length, true);
    },
    take(chunk: Uint8Array, end: number): Uint8Array | undefined {
      add(chunk, end, false);
      const bytes = size <= limit ? joined(pieces) : undefined;
      pieces = [];
      size = 0;
      from = -1;
      return bytes;
    },
  };
}

function joined(pieces: Uint8Array[]): Uint8Array {
  return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
}
