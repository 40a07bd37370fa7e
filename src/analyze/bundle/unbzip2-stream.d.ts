// The inner decoder of unbzip2-stream, which publishes no types.

declare module 'unbzip2-stream/lib/bit_iterator.js' {
  export type Bits = { (count: number | null): number; bytesRead: number };
  export default function bitIterator(nextBuffer: () => Uint8Array): Bits;
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js';

  const bzip2: {
    /** Reads the head of a stream and returns its block size in units of 100 000 bytes. */
    header(bits: Bits): number;
    /** Decodes one block and returns the running checksum; null at the end of the stream. */
    decompress(
      bits: Bits,
      put: (byte: number) => void,
      work: Int32Array,
      workSize: number,
      checksum: number,
    ): number | null;
  };
  export default bzip2;
}
