import { crc32, createInflateRaw } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { Fault } from './fault.ts';

/** Whenever one is full, the inflating thread waits for this one: the default of 16 KiB doubles the time. */
const OUTPUT_CHUNK = 1536 * 1024;
/** What logs inflate to about as much as one of those holds. */
const MAX_SLICE = 384 * 1024;

/** Every member costs a decompressor of its own: beyond so many tiny ones, the file is made to waste time. */
const MAX_TINY_MEMBERS = 50_000;
const TINY = 1024;

const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 };

type GunzipOptions = {
  /** Told where the slice of the input ended of which the next chunks come. */
  onSlice?: (position: number) => void;
  /** Told the checksum that the chunks since the member before should have; without it, they are checked here. */
  onMember?: (crc: number) => void;
};

/**
 * Inflates gzip, one member after the other. Our own frame around raw inflate, because Node's Gunzip loses up to its
 * whole last chunk where the data is cut or garbage follows; here everything before that place is delivered.
 * @throws Fault at the end, when the data was cut, damaged or followed by something else.
 */
export async function* gunzip(
  input: ByteReader,
  { onSlice, onMember }: GunzipOptions = {},
): AsyncGenerator<Uint8Array> {
  let tinyMembers = 0;
  for (let member = 0; tinyMembers < MAX_TINY_MEMBERS; member += 1) {
    const header = await readHeader(input);
    if (header === 'none' && member > 0) {
      await checkRest(input);
      return;
    }
    if (header === 'none') throw input.fault ?? new Fault('damaged', 'it is not gzip behind its first bytes');
    if (header === 'cut') throw input.fault ?? new Fault('truncated', 'the gzip data ends inside a header');

    const content = { crc: 0, size: 0 };
    for await (const chunk of inflateRaw(input, onSlice)) {
      if (!onMember) content.crc = crc32(chunk, content.crc);
      content.size = (content.size + chunk.length) % 2 ** 32;
      yield chunk;
    }
    const expected = await readTrailer(input);
    if (content.size !== expected.size) throw alteredMember();
    if (onMember) onMember(expected.crc);
    else if (content.crc !== expected.crc) throw alteredMember();
    if (content.size < TINY) tinyMembers += 1;
  }
  throw new Fault('limit', `reading stopped after ${MAX_TINY_MEMBERS} gzip members of next to nothing`);
}

/**
 * Inflates one raw deflate stream and leaves the reader at the byte behind it.
 * @throws Fault when the stream is cut or damaged; everything inflated before comes first.
 */
export async function* inflateRaw(input: ByteReader, onSlice?: (position: number) => void): AsyncGenerator<Uint8Array> {
  const inflater = createInflater(input);
  let pending: Promise<Inflated> | undefined = inflater.next();
  try {
    // The next slice is inflated, on another thread, while the caller works on this one.
    while (pending) {
      const { chunks, state, position }: Inflated = await pending;
      pending = state === 'more' ? inflater.next() : undefined;
      onSlice?.(position);
      yield* chunks;
      if (state instanceof Fault) throw state;
    }
  } finally {
    // Whoever leaves in the middle may read on where the input stands: nothing may still take from it.
    await pending?.catch(() => undefined);
    await inflater.close();
  }
}

/**
 * What came out of a slice of input, and how it goes on; a fault is handed over, since nobody may be waiting for it.
 * `position`: where the slice ended in the input.
 */
type Inflated = { chunks: Uint8Array[]; state: 'more' | 'end' | Fault; position: number };

function createInflater(input: ByteReader) {
  const engine = createInflateRaw({ chunkSize: OUTPUT_CHUNK });
  let chunks: Uint8Array[] = [];
  let fault: Fault | undefined;
  let ended = false;
  let written = 0;
  engine.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  engine.on('end', () => {
    ended = true;
  });

  /** Done when the engine took it, or refused it. */
  const settled = (act: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      const failed = (cause: Error) => {
        const isCut = 'code' in cause && cause.code === 'Z_BUF_ERROR';
        fault = isCut
          ? cutOf(input)
          : new Fault('damaged', 'the compressed data is damaged: what followed is lost', { cause });
        done();
      };
      const done = () => {
        engine.off('error', failed);
        engine.off('end', done);
        resolve();
      };
      engine.once('error', failed);
      engine.once('end', done);
      act(done);
    });

  /** The next slice is fetched while this one is inflated. Small ones first: damage costs what its slice held before it. */
  const fetch = () => input.next(Math.min(MAX_SLICE, 512 + Math.floor(written / 8)));
  let fetched: Promise<Uint8Array | undefined> | undefined;
  /** What stands behind the end of the stream in the slice that held it. */
  let rest: Uint8Array | undefined;

  return {
    async next(): Promise<Inflated> {
      const slice = await (fetched ?? fetch());
      fetched = undefined;
      const { position } = input;
      chunks = [];
      if (!slice) {
        await settled(() => engine.end());
        return { chunks, state: fault ?? 'end', position };
      }
      written += slice.length;
      const done = settled((done) => engine.write(slice, done));
      fetched = fetch();
      // It is told to whoever waits for it, which nobody may do yet.
      fetched.catch(() => undefined);
      await done;
      if (fault) return { chunks, state: fault, position };
      if (engine.bytesWritten < written) rest = slice.subarray(slice.length - (written - engine.bytesWritten));
      return { chunks, state: ended || rest ? 'end' : 'more', position };
    },
    /** Leaves the reader behind the stream, or behind the last slice that was inflated. */
    async close() {
      engine.close();
      const ahead = await fetched;
      if (ahead) input.unread(ahead);
      if (rest) input.unread(rest);
    },
  };
}

const cutOf = (input: ByteReader) => input.fault ?? new Fault('truncated', 'the compressed data ends early');

async function readHeader(input: ByteReader): Promise<'ok' | 'none' | 'cut'> {
  const head = await input.peek(10);
  if (head[0] !== 0x1f || head[1] !== 0x8b || (head.length > 2 && head[2] !== 8)) return 'none';
  await input.skip(10);
  const flags = head[3] ?? 0;
  if (flags & FLAG.extra) {
    const [low = 0, high = 0] = await input.take(2);
    await input.skip(low + 256 * high);
  }
  if (flags & FLAG.name) await skipString(input);
  if (flags & FLAG.comment) await skipString(input);
  if (flags & FLAG.headerCrc) await input.skip(2);
  return (await input.peek(1)).length > 0 ? 'ok' : 'cut';
}

async function skipString(input: ByteReader): Promise<void> {
  for (let chunk = await input.next(); chunk; chunk = await input.next()) {
    const end = chunk.indexOf(0);
    if (end < 0) continue;
    input.unread(chunk.subarray(end + 1));
    return;
  }
}

async function readTrailer(input: ByteReader): Promise<{ crc: number; size: number }> {
  const trailer = await input.take(8);
  if (trailer.length < 8) throw input.fault ?? new Fault('truncated', 'the gzip data ends before its checksum');
  const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
  return { crc: view.getUint32(0, true), size: view.getUint32(4, true) };
}

export function alteredMember(): Fault {
  return new Fault('damaged', 'the gzip checksum does not match: the content was altered');
}

/** Padding of zero bytes is usual behind gzip (tapes, block devices). Anything else is said, and ignored. */
async function checkRest(input: ByteReader): Promise<void> {
  let garbage = 0;
  for await (const chunk of input.rest()) if (garbage > 0 || chunk.some((byte) => byte !== 0)) garbage += chunk.length;
  if (input.fault) throw input.fault;
  if (garbage > 0) {
    throw new Fault('damaged', `${garbage} bytes behind the gzip data are not gzip and were ignored`);
  }
}
