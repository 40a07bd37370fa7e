import { Fault } from './fault.ts';

const NOTHING = new Uint8Array(0);

/**
 * Pulls a stream of chunks apart into the pieces a format asks for. It ends where the stream ends or fails; a failure
 * is kept in `fault`, so that whoever sees the end knows whether it was one.
 */
export class ByteReader {
  fault: Fault | undefined;
  /** Bytes handed out so far, those that were put back not counted. */
  position = 0;
  readonly #source: AsyncIterator<Uint8Array> | undefined;
  #chunks: Uint8Array[] = [];
  #buffered = 0;
  #ended = false;
  #owns = false;

  /** @param source a stream, or bytes that are all there */
  constructor(source: AsyncIterable<Uint8Array> | Uint8Array) {
    if (source instanceof Uint8Array) {
      this.#source = undefined;
      this.#ended = true;
      if (source.length > 0) this.#chunks.push(source);
      this.#buffered = source.length;
    } else this.#source = source[Symbol.asyncIterator]();
  }

  /** What `peek` gives, where nothing must be waited for; an archive may hold a million entries. */
  peekNow(length: number): Uint8Array | undefined {
    if (this.#buffered < length && !this.#ended) return undefined;
    return this.#first(Math.min(length, this.#buffered));
  }

  /** What `take` gives, where nothing must be waited for. */
  takeNow(length: number): Uint8Array | undefined {
    const bytes = this.peekNow(length);
    if (bytes) this.#drop(bytes.length);
    return bytes;
  }

  /** The next bytes without taking them: `length` of them, fewer only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#buffered < length && (await this.#pull()));
    return this.#first(Math.min(length, this.#buffered));
  }

  /** Takes `length` bytes, fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#drop(bytes.length);
    return bytes;
  }

  /** Takes what is there, at most `max` bytes, as one chunk; undefined at the end. */
  async next(max = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> {
    if (this.#buffered === 0 && !(await this.#pull())) return undefined;
    const [chunk = NOTHING] = this.#chunks;
    const bytes = chunk.length > max ? chunk.subarray(0, max) : chunk;
    this.#drop(bytes.length);
    return bytes;
  }

  /** Passes over `length` bytes and returns how many there were. */
  async skip(length: number): Promise<number> {
    if (this.#buffered >= length) {
      this.#drop(length);
      return length;
    }
    let left = length;
    while (left > 0) {
      const chunk = await this.next(left);
      if (!chunk) break;
      left -= chunk.length;
    }
    return length - left;
  }

  /** For a reader that holds more of its chunks than their source lets it: from now on it holds copies. */
  ownChunks(): void {
    this.#owns = true;
    this.#chunks = this.#chunks.map((chunk) => new Uint8Array(chunk));
  }

  /** Puts bytes back that were taken last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.unshift(bytes);
    this.#buffered += bytes.length;
    this.position -= bytes.length;
  }

  /** Everything that is left, chunk by chunk. Ending the loop early leaves the rest in the reader. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk;
  }

  /** Lets the source free what it holds; nothing more is read. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#source?.return?.();
  }

  async #pull(): Promise<boolean> {
    while (!this.#ended) {
      const { value, done } = await this.#nextOfSource();
      if (done) this.#ended = true;
      else if (value.length > 0) {
        this.#chunks.push(this.#owns ? new Uint8Array(value) : value);
        this.#buffered += value.length;
        return true;
      }
    }
    return false;
  }

  async #nextOfSource(): Promise<IteratorResult<Uint8Array>> {
    try {
      return (await this.#source?.next()) ?? { value: undefined, done: true };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.fault = error;
      return { value: undefined, done: true };
    }
  }

  /** Joins no more than it must: a chunk may be large, and what is looked at is small. */
  #first(length: number): Uint8Array {
    const [first = NOTHING] = this.#chunks;
    if (first.length >= length) return first.subarray(0, length);
    const joined = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const chunk = this.#chunks.shift() ?? NOTHING;
      const part = chunk.subarray(0, length - filled);
      joined.set(part, filled);
      filled += part.length;
      if (part.length < chunk.length) this.#chunks.unshift(chunk.subarray(part.length));
    }
    this.#chunks.unshift(joined);
    return joined;
  }

  #drop(length: number): void {
    this.#buffered -= length;
    this.position += length;
    let left = length;
    while (left > 0) {
      const [first = NOTHING] = this.#chunks;
      if (first.length > left) {
        this.#chunks[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#chunks.shift();
    }
  }
}
