import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { crc32, createGunzip, deflateRawSync, gzipSync } from 'node:zlib';
import type { Header } from 'tar-stream';
import { extract, pack } from 'tar-stream';

/** Path to content. */
export type Tree = Record<string, string | Uint8Array>;

/** A tar as tar-stream writes it: an independent writer for our own reader. */
export async function tarOf(
  tree: Tree,
  more: (Partial<Header> & { name: string; body?: string })[] = [],
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(tree)) archive.entry({ name }, Buffer.from(content));
  for (const { body, ...header } of more) archive.entry(header, body ?? '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function tarGzOf(tree: Tree): Promise<Buffer> {
  return gzipSync(await tarOf(tree));
}

/** What is in a .tar.gz, in order, as tar-stream reads it: an independent reader for our own writers. */
export async function entriesOfTarGz(archive: Buffer): Promise<{ path: string; mode?: number; text: string }[]> {
  const entries: { path: string; mode?: number; text: string }[] = [];
  for await (const entry of Readable.from([archive]).pipe(createGunzip()).pipe(extract())) {
    const { name, mode } = entry.header;
    entries.push({ path: name, ...(mode === undefined ? {} : { mode }), text: await text(entry) });
  }
  return entries;
}

export type RawHeader = {
  name: string;
  /** As the size field will say it, whatever the body holds. */
  size?: number;
  type?: string;
  linkName?: string;
  format?: 'ustar' | 'gnu' | 'v7';
  checksum?: 'wrong';
};

/** One tar member byte by byte: a header that may lie, and the body padded to whole blocks. */
export function rawMember(header: RawHeader, content: string | Uint8Array = ''): Buffer {
  const body = Buffer.from(content);
  const block = Buffer.alloc(512);
  const put = (text: string, offset: number) => block.write(text, offset, 'utf8');
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  put(header.name, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(header.size ?? body.length, 11), 124);
  put(octal(0, 11), 136);
  put(header.type ?? (header.format === 'v7' ? '\0' : '0'), 156);
  put(header.linkName ?? '', 157);
  if (header.format === 'gnu') put('ustar  \0', 257);
  else if (header.format !== 'v7') put('ustar\x0000', 257);
  put('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${octal(header.checksum === 'wrong' ? sum + 1 : sum, 6)} `, 148);
  return Buffer.concat([block, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** Members and the end mark of two zero blocks. */
export const rawTar = (...members: Buffer[]) => Buffer.concat([...members, Buffer.alloc(1024)]);

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Bytes in pieces of the given size, as a slow pipe delivers them. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export type ZipFile = {
  content: string | Uint8Array;
  /** 0 stored, 8 deflated (the default); any other number is written as it is, with the content stored. */
  method?: number;
  flags?: number;
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  mode?: number;
  /** As the directory will say it, whatever the content is. */
  crc?: number;
};

/** A zip with a directory, as most writers make it; `streamed` puts sizes behind the data, as a pipe forces it to. */
export function zipOf(
  tree: Record<string, string | Uint8Array | ZipFile>,
  options: { streamed?: boolean } = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, value] of Object.entries(tree)) {
    const file: ZipFile = typeof value === 'string' || value instanceof Uint8Array ? { content: value } : value;
    const content = Buffer.from(file.content);
    const method = file.method ?? 8;
    const data = method === 8 ? deflateRawSync(content) : content;
    const crc = file.crc ?? crc32(content);
    const flags = (file.flags ?? 0x800) | (options.streamed ? 8 : 0);
    const sizes = numbers([crc, 4], [data.length, 4], [content.length, 4]);
    const common = numbers([20, 2], [flags, 2], [method, 2], [0, 2], [0, 2]);
    const lengths = numbers([Buffer.byteLength(name), 2], [0, 2]);
    const local = Buffer.concat([
      numbers([0x04034b50, 4]),
      common,
      options.streamed ? Buffer.alloc(12) : sizes,
      lengths,
      Buffer.from(name),
      data,
      options.streamed ? Buffer.concat([numbers([0x08074b50, 4]), sizes]) : Buffer.alloc(0),
    ]);
    directory.push(
      numbers([0x02014b50, 4], [(3 << 8) | 20, 2]),
      common,
      sizes,
      lengths,
      numbers([0, 2], [0, 2], [0, 2], [((file.mode ?? 0o100644) << 16) >>> 0, 4], [offset, 4]),
      Buffer.from(name),
    );
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = Object.keys(tree).length;
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...locals, listed, end]);
}

/** A zstd frame of stored blocks: the frame without the compression. */
export function zstdStored(content: Uint8Array, blockSize = 100_000): Buffer {
  const header = numbers([0xfd2fb528, 4], [0x00, 1], [0x58, 1]); // window of 2 MiB, no checksum
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += blockSize) {
    const block = content.subarray(at, at + blockSize);
    const isLast = at + blockSize >= content.length;
    blocks.push(numbers([(block.length << 3) | (isLast ? 1 : 0), 3]), Buffer.from(block));
  }
  return Buffer.concat([header, ...blocks]);
}

/** Little-endian numbers, each with its width in bytes. */
export function numbers(...values: [value: number, width: number][]): Buffer {
  return Buffer.concat(
    values.map(([value, width]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
