import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Header } from 'tar-stream';
import { pack } from 'tar-stream';

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
