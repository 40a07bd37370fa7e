import type { OpenFile } from '../bundle-reading.ts';
import { isJsonObject, type Json, type JsonObject } from '../kube-object.ts';
import type { Leftovers } from '../leftovers.ts';
import { addList } from '../objects/add-list.ts';
import { hintsOf, type ItemHints, itemsOf, objectsPlace } from '../objects/hints.ts';
import { type Item, readItem } from '../objects/read-item.ts';
import { decodeUtf8, parseJson } from './parse-json.ts';
import { createJsonSplitter, type JsonSplitter } from './split-json.ts';

/** A list while its items arrive. */
type OpenList = {
  hints: ItemHints;
  /** Bare arrays have no envelope that could tell more. */
  bare: boolean;
  items: number;
  taken: number;
  /** False once an item was lost. */
  whole: boolean;
  /** Items whose kind only the end of the list will tell. */
  waiting: Item[];
  waitingBytes: number;
};

/** More than this of items without kind is no list of objects. */
const MAX_WAITING_BYTES = 16 << 20;

const UNREADABLE = {
  deep: 'nested too deeply to be an object of the API',
  large: 'too large to be an object of the API',
  cut: 'the file ends in the middle of a value',
};

/** Reads JSON as it is pushed: lists item by item, single objects, JSON Lines and concatenated values. */
export function createJsonReader(file: OpenFile, leftovers: Leftovers, firstLine = 1): JsonSplitter {
  let list = openList(new Uint8Array(0), file);

  const lose = (why: string, line: number) => {
    list.whole = false;
    file.used = true;
    const what = objectsPlace(file)?.kind ?? list.hints.kind ?? 'part of a file';
    file.bundle.sink.gap({ what, why: `${why} (line ${line})`, file: file.path });
  };

  const parse = (bytes: Uint8Array, line: number): Json | undefined => {
    const parsed = parseJson(bytes);
    if ('value' in parsed) return parsed.value;
    lose(`not valid JSON: ${parsed.error}`, line);
    return undefined;
  };

  return createJsonSplitter(
    {
      listStart(head) {
        list = openList(head, file);
      },
      item(bytes, line) {
        list.items++;
        const value = parse(bytes, line);
        if (value !== undefined) takeItem({ value, line, bytes: bytes.length }, list, file);
      },
      document(bytes, line, isList) {
        const value = parse(bytes, line);
        if (isList) closeList(value, line, list, file, leftovers);
        else if (value !== undefined) readDocument({ value, line, bytes: bytes.length }, file, leftovers);
      },
      textLine: (bytes, line) => leftovers.textLine(decodeUtf8(bytes), line),
      unreadable(why, line) {
        lose(UNREADABLE[why], line);
        // The items before the cut are good; that their list lacks some must be known.
        if (why === 'cut' && list.items > 0) addList({}, list.hints, file, list);
      },
    },
    file.bundle.limits,
    firstLine,
  );
}

function openList(head: Uint8Array, file: OpenFile): OpenList {
  const start = decodeUtf8(head.subarray(0, 64 << 10));
  return {
    hints: hintsOf(headOf(start), file),
    bare: start.trimStart().startsWith('['),
    items: 0,
    taken: 0,
    whole: true,
    waiting: [],
    waitingBytes: 0,
  };
}

/** Kind and version, as far as they stand before the items. */
function headOf(start: string): JsonObject {
  const kind = /"kind"\s*:\s*"([^"]{1,200})"/.exec(start)?.[1];
  const apiVersion = /"apiVersion"\s*:\s*"([^"]{1,200})"/.exec(start)?.[1];
  return { ...(kind ? { kind } : {}), ...(apiVersion ? { apiVersion } : {}) };
}

function takeItem(item: Item, list: OpenList, file: OpenFile): void {
  if (readItem(item, list.hints, file)) list.taken++;
  else if (!list.bare && list.hints.kind === undefined && list.waitingBytes < MAX_WAITING_BYTES) {
    list.waiting.push(item);
    list.waitingBytes += item.bytes;
  }
}

function closeList(value: Json | undefined, line: number, list: OpenList, file: OpenFile, leftovers: Leftovers): void {
  const envelope = isJsonObject(value) ? value : {};
  if (list.waiting.length > 0) list.hints = hintsOf(envelope, file);
  for (const item of list.waiting) if (readItem(item, list.hints, file)) list.taken++;
  if (list.taken === 0 && list.items > 0 && list.whole) leftovers.other(value ?? null, line);
  else addList(envelope, list.hints, file, list);
}

function readDocument(item: Item, file: OpenFile, leftovers: Leftovers): void {
  const { value, line } = item;
  // Only `items: null` comes here as a list: the items of any other were cut out on the way.
  if (isJsonObject(value) && itemsOf(value)) {
    addList(value, hintsOf(value, file), file, { whole: true, items: 0, bare: false });
  } else if (!readItem(item, hintsOf({}, file), file)) leftovers.other(value, line);
}
