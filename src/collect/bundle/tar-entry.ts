import { pack } from 'tar-stream';

/** Two empty blocks, with which tar-stream ends every archive. */
const END_BYTES = 1024;

/** An entry as it stands in a tar: header, content and padding, without the end of the archive. */
export async function tarEntry(
  header: { name: string; mode: number; mtime: Date },
  content: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const tar = pack();
  const entry = tar.entry({ ...header, size: content.reduce((sum, { length }) => sum + length, 0) });
  const written = (async () => {
    for (const chunk of content) entry.write(chunk);
    entry.end(null);
    await new Promise<void>((resolve, reject) => {
      entry.once('error', reject);
      entry.once('finish', resolve);
    });
    tar.finalize();
  })();

  const chunks: Uint8Array[] = [];
  for await (const chunk of tar as AsyncIterable<Uint8Array>) chunks.push(chunk);
  await written;
  const end = chunks.pop();
  if (end?.length !== END_BYTES) throw new Error('a tar ended in an unknown way');
  return chunks;
}

export const END_OF_TAR = new Uint8Array(END_BYTES);
