import { crc32 } from 'node:zlib';
import { bunzip2 } from './bunzip2.ts';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';
import { inflateRaw } from './gunzip.ts';
import type { Budget } from './limits.ts';
import { unxz } from './unxz.ts';
import { unzstd } from './unzstd.ts';

/** APPNOTE 4.4.5. Deflate64 (9) and LZMA (14) have no decoder here. */
const METHODS: Record<number, (input: ByteReader, budget: Budget) => AsyncGenerator<Uint8Array>> = {
  0: (input) => input.rest(),
  8: (input) => inflateRaw(input),
  12: bunzip2,
  93: unzstd,
  95: unxz,
};

const METHOD_NAMES: Record<number, string> = { 9: 'Deflate64', 14: 'LZMA', 98: 'PPMd' };

/** How an entry of a zip is packed; `crc` is undefined where only a record behind the data tells it. */
export type Packing = { method: number; flags: number; crc: number | undefined };

export const isEncrypted = ({ flags }: Packing) => (flags & 1) !== 0;

/** Why an entry cannot be unpacked; undefined when it can. */
export function whyNotUnpacked(packing: Packing): Fault | undefined {
  if (isEncrypted(packing)) return new Fault('unreadable', 'it is encrypted');
  if (packing.method in METHODS) return undefined;
  const name = METHOD_NAMES[packing.method] ?? `method ${packing.method}`;
  return new Fault('unreadable', `it is compressed with ${name}, which is not supported`);
}

/**
 * The content of an entry from its packed bytes.
 * @throws Fault at the end, when the data was cut or damaged.
 */
export async function* unpack(packing: Packing, input: ByteReader, budget: Budget): AsyncGenerator<Uint8Array> {
  const decoder = METHODS[packing.method];
  if (!decoder) throw whyNotUnpacked(packing);
  let crc = 0;
  for await (const chunk of decoder(input, budget)) {
    budget.inflated(chunk.length);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (input.fault) throw input.fault;
  if (packing.crc !== undefined && packing.crc !== crc) {
    throw new Fault('damaged', 'its checksum does not match: the content was altered');
  }
}
