import { ByteReader } from './byte-reader.ts';
import { gunzip } from './gunzip.ts';
import type { Budget } from './limits.ts';
import { createBudget, DEFAULT_LIMITS } from './limits.ts';
import type { Compression } from './recognise.ts';
import { HEAD_BYTES, recognise } from './recognise.ts';

/** Inflates as it is read. The reader's `fault` tells when the data was cut or damaged; all that came before is there. */
export function decompress(compression: Compression, input: ByteReader, budget: Budget): ByteReader {
  return new ByteReader(counted(DECODERS[compression](input, budget), budget));
}

/** Whether bytes are a tar or a zip, compressed or not; reads no more than it takes to tell. */
export async function isArchive(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const reader = new ByteReader(bytes);
  const kind = recognise(await reader.peek(HEAD_BYTES));
  const isPacked = kind !== 'file' && kind !== 'tar' && kind !== 'zip';
  const inner = isPacked ? decompress(kind, reader, createBudget(DEFAULT_LIMITS)) : reader;
  const innerKind = recognise(await inner.peek(HEAD_BYTES));
  await inner.close();
  await reader.close();
  return innerKind === 'tar' || innerKind === 'zip';
}

type Decoder = (input: ByteReader, budget: Budget) => AsyncGenerator<Uint8Array>;

/** The rarer ones bring libraries of their own, which are loaded when such a file comes. */
const DECODERS: Record<Compression, Decoder> = {
  gzip: (input) => gunzip(input),
  zstd: loaded(async () => (await import('./unzstd.ts')).unzstd),
  xz: loaded(async () => (await import('./unxz.ts')).unxz),
  bzip2: loaded(async () => (await import('./bunzip2.ts')).bunzip2),
};

function loaded(load: () => Promise<Decoder>): Decoder {
  return async function* (input, budget) {
    const decode = await load();
    yield* decode(input, budget);
  };
}

/** Counts bytes as inflated; it ends with the fault of a limit. */
export async function* counted(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.inflated(chunk.length);
    yield chunk;
  }
}
