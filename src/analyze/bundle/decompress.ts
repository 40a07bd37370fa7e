import { bunzip2 } from './bunzip2.ts';
import { ByteReader } from './byte-reader.ts';
import { gunzip } from './gunzip.ts';
import type { Budget } from './limits.ts';
import type { Compression } from './recognise.ts';
import { unxz } from './unxz.ts';
import { unzstd } from './unzstd.ts';

/** Inflates as it is read. The reader's `fault` tells when the data was cut or damaged; all that came before is there. */
export function decompress(compression: Compression, input: ByteReader, budget: Budget): ByteReader {
  return new ByteReader(counted(DECODERS[compression](input, budget), budget));
}

const DECODERS: Record<Compression, (input: ByteReader, budget: Budget) => AsyncGenerator<Uint8Array>> = {
  gzip: gunzip,
  zstd: unzstd,
  xz: unxz,
  bzip2: bunzip2,
};

async function* counted(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.inflated(chunk.length);
    yield chunk;
  }
}
