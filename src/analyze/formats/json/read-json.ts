import type { OpenFile } from '../bundle-reading.ts';
import { oneLine } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';
import { addList } from '../objects/add-list.ts';
import { hintsOf, type ItemHints, itemsOf, objectsPlace } from '../objects/hints.ts';
import { readItem } from '../objects/read-item.ts';
import { withoutLineBreaksInTexts } from './repair-json.ts';
import { createJsonSplitter, type JsonSplitter } from './split-json.ts';

/** What is left to the caller: lines between JSON values, and whole values that are no objects of the API. */
export type JsonLeftovers = {
  textLine(text: string, line: number): boolean;
  other(value: Json, line: number): void;
};

type Waiting = { value: Json; line: number; bytes: number };

/** Reads JSON as it is pushed: lists item by item, single objects, JSON Lines and concatenated values. */
export function createJsonReader(file: OpenFile, leftovers: JsonLeftovers, firstLine = 1): JsonSplitter {
  const { limits, sink } = file.bundle;
  let hints: ItemHints = {};
  let listed = 0;
  let taken = 0;
  let whole = true;
  let bare = false;
  /** Items whose kind only the end of their list will tell. */
  let waiting: Waiting[] = [];

  const broken = (why: string, line: number) => {
    whole = false;
    file.used = true;
    const { kind } = objectsPlace(file) ?? {};
    sink.gap({ what: kind ?? hints.kind ?? 'part of a file', why: `${why} (line ${line})`, file: file.path });
  };

  const parse = (bytes: Uint8Array, line: number): Json | undefined => {
    const text = decode(bytes);
    try {
      return JSON.parse(text) as Json;
    } catch (first) {
      try {
        return JSON.parse(withoutLineBreaksInTexts(text)) as Json;
      } catch {
        // The first error says what is wrong with the file; the repair's would only confuse.
        broken(`not valid JSON: ${reasonOf(first)}`, line);
        return undefined;
      }
    }
  };

  const take = (item: Waiting) => {
    if (readItem(item, hints, file)) taken++;
    else if (hints.kind === undefined) waiting.push(item);
  };

  return createJsonSplitter(
    {
      listStart(head) {
        const start = decode(head.subarray(0, 64 << 10));
        bare = start.trimStart().startsWith('[');
        hints = hintsOf(headOf(start), file);
        listed = 0;
        taken = 0;
        whole = true;
      },
      item(bytes, line) {
        listed++;
        const value = parse(bytes, line);
        if (value !== undefined) take({ value, line, bytes: bytes.length });
      },
      document(bytes, line, isList) {
        if (!isList) {
          const value = parse(bytes, line);
          hints = {};
          if (value === undefined) return;
          const list = isJsonObject(value) ? itemsOf(value) : undefined;
          if (list || !readItem({ value, line, bytes: bytes.length }, hintsOf({}, file), file)) {
            if (list)
              addList(value as JsonObject, hintsOf(value as JsonObject, file), file, { complete: true, items: 0 });
            else leftovers.other(value, line);
          }
          return;
        }
        const envelope = parse(bytes, line);
        if (waiting.length > 0 && isJsonObject(envelope)) hints = hintsOf(envelope, file);
        const unknown = waiting;
        waiting = [];
        for (const item of unknown) if (readItem(item, hints, file)) taken++;
        const items = unknown.map(({ value }) => value);
        if (taken === 0 && listed > 0) leftovers.other(isJsonObject(envelope) ? { ...envelope, items } : items, line);
        else addList(isJsonObject(envelope) ? envelope : {}, hints, file, { complete: whole, items: listed, bare });
      },
      textLine: (bytes, line) => leftovers.textLine(decode(bytes), line),
      unreadable(why, line) {
        broken(WHY[why], line);
        if (why !== 'cut') return;
        // The items before the cut are good; that their list lacks some must be known.
        if (hints.kind && listed > 0) addList({}, hints, file, { complete: false, items: listed, bare });
      },
    },
    limits,
    firstLine,
  );
}

const WHY = {
  deep: 'nested too deeply to be an object of the API',
  large: 'too large to be an object of the API',
  cut: 'the file ends in the middle of a value',
};

const decoder = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return Buffer.isBuffer(bytes) ? bytes.toString() : decoder.decode(bytes);
}

/** Kind and version, as far as they stand before the items. */
function headOf(start: string): JsonObject {
  const kind = /"kind"\s*:\s*"([^"]{1,200})"/.exec(start)?.[1];
  const apiVersion = /"apiVersion"\s*:\s*"([^"]{1,200})"/.exec(start)?.[1];
  return { ...(kind ? { kind } : {}), ...(apiVersion ? { apiVersion } : {}) };
}

/** Node quotes the text around an error, and that text may be a secret: only the error and its position are told. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return oneLine(message.replace(/(?:, )?(?:\.\.\.)?"[\s\S]*$/, '').replace(/token .*/, 'token'));
}
