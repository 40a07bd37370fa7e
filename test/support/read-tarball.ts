import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Entry } from '../../src/analyze/bundle/entry.ts';
import { type ReadBundle, readAll } from './read-bundle.ts';

/** Reads a sound .tar.gz without the bundle stage, so that tests of the formats stand on their own. */
export async function readTarball(file: string): Promise<ReadBundle> {
  return readAll(entriesOf(file), { name: posix.basename(file).replace(/\.tar\.gz$/, '') });
}

async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const tar = createReadStream(file).pipe(createGunzip()).pipe(extract());
  for await (const entry of tar) {
    const { name, type, linkname, size } = entry.header;
    const path = posix.normalize(name);
    if (type === 'symlink') {
      yield { type: 'link', path, target: posix.join(posix.dirname(path), linkname ?? '') };
    } else if (type === 'file') {
      yield {
        type: 'file',
        path,
        ...(size === undefined ? {} : { size }),
        content: entry as AsyncIterable<Uint8Array>,
      };
    }
    entry.resume();
  }
}
