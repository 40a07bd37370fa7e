import type { JsonObject, KubeObject } from '../kube-object.ts';
import { createTextKeeper } from './packed-text.ts';

/** Objects of an ordinary bundle stay parsed: this much text becomes about twice as much memory. */
const PARSED_BYTES = 16 << 20;
/** What is parsed again is remembered while one object is looked at, not until it has grown old in memory. */
const REMEMBERED = 16;

/** Keeps objects in little memory: the first stay parsed, the others become text that is parsed again on demand. */
export type ObjectStore = {
  /** @param bytes the size of the object's text where it is known; objects that were printed are small */
  keep(object: KubeObject, bytes?: number): KubeObject;
};

export function createObjectStore(parsedBytes = PARSED_BYTES): ObjectStore {
  const texts = createTextKeeper();
  // A ring of fixed places: a map that grows and shrinks would carry old bodies along.
  const ids: number[] = [];
  const remembered: JsonObject[] = [];
  let next = 0;
  let left = parsedBytes;

  const parse = (id: number): JsonObject => {
    const known = remembered[ids.indexOf(id)];
    if (known) return known;
    const body = JSON.parse(texts.read(id)) as JsonObject;
    ids[next] = id;
    remembered[next] = body;
    next = (next + 1) % REMEMBERED;
    return body;
  };

  return {
    keep(object, bytes = 0) {
      if (bytes <= left) {
        left -= bytes;
        return object;
      }
      const id = texts.keep(JSON.stringify(object.body));
      object.parseOnDemand(() => parse(id));
      return object;
    },
  };
}
