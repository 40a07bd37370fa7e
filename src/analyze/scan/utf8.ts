/** Bytes at the start that tell UTF-16: PowerShell's `>` writes it, with a mark or without. */
const SAMPLE = 512;

/** The stream in UTF-8: as it is, or decoded from UTF-16. Line numbers stay those of the file. */
export async function* utf8Of(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let first = true;
  for await (const chunk of content) {
    if (first && chunk.length > 0) {
      const encoding = utf16Of(chunk.subarray(0, SAMPLE));
      decoder = encoding ? new TextDecoder(encoding) : undefined;
      first = false;
    }
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8') : chunk;
  }
  const rest = decoder?.decode();
  if (rest) yield Buffer.from(rest, 'utf8');
}

function utf16Of(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (const [index, byte] of start.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++;
  const half = start.length / 2;
  if (start.length >= 16 && odd > half * 0.8 && even < half * 0.2) return 'utf-16le';
  if (start.length >= 16 && even > half * 0.8 && odd < half * 0.2) return 'utf-16be';
  return undefined;
}
