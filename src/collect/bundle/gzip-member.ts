import { constants, createGzip } from 'node:zlib';

/** One gzip member: what is compressed as soon as it is known. Several of them behind each other are one gzip file. */
export type Member = {
  write(bytes: Uint8Array): Promise<Uint8Array[]>;
  /** Everything that was written so far. */
  flush(): Promise<Uint8Array[]>;
  end(): Promise<Uint8Array[]>;
  isEmpty(): boolean;
};

export function createMember(): Member {
  const gzip = createGzip();
  let ready: Uint8Array[] = [];
  let written = 0;
  gzip.on('data', (chunk: Uint8Array) => ready.push(chunk));
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  const step = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));

  return {
    async write(bytes) {
      written += bytes.length;
      await step((done) => gzip.write(bytes, done));
      return taken();
    },
    async flush() {
      await step((done) => gzip.flush(constants.Z_SYNC_FLUSH, () => done()));
      return taken();
    },
    async end() {
      const ended = new Promise<void>((resolve, reject) => gzip.once('end', resolve).once('error', reject));
      gzip.end();
      await ended;
      return taken();
    },
    isEmpty: () => written === 0,
  };
}
