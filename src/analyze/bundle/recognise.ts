import { BLOCK, hasUstarMagic, hasValidChecksum } from './tar-header.ts';

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2';
export type Archive = 'tar' | 'zip';

/** Enough bytes to recognise any container, and to tell text from binary data. */
export const HEAD_BYTES = 1024;

const SIGNATURES: [signature: string, kind: Compression | Archive][] = [
  ['\x1f\x8b\x08', 'gzip'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\xfd7zXZ\0', 'xz'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'], // one without files
  ['PK\x07\x08', 'zip'], // one that was to be split
];
const BZIP2 = /^BZh[1-9]/;
const BZIP2_BLOCK = ['1AY&SY', '\x17rE8P\x90'];

/** What a file is, by its first bytes alone: names lie too often. */
export function recognise(head: Uint8Array): Compression | Archive | 'file' {
  const start = latin1(head.subarray(0, 10));
  const signature = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (signature) return signature[1];
  if (start.slice(1, 4) === '*M\x18' && start >= 'P' && start < '`') return 'zstd'; // begins with a frame to skip
  if (BZIP2.test(start) && BZIP2_BLOCK.includes(start.slice(4))) return 'bzip2';
  const block = head.subarray(0, BLOCK);
  const isTar = block.length === BLOCK && (hasUstarMagic(block) || hasValidChecksum(block));
  return isTar ? 'tar' : 'file';
}

const FOREIGN: [signature: string, name: string][] = [
  ['%PDF-', 'a PDF'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['\x7fELF', 'a Linux program'],
  ['MZ', 'a Windows program'],
  ['\xcf\xfa\xed\xfe', 'a macOS program'],
  ['\xca\xfe\xba\xbe', 'a program'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a', 'a RAR archive'],
  ['\x04\x22\x4d\x18', 'an LZ4 file'],
  ['LZIP', 'an lzip file'],
  ['\x1f\x9d', 'a file made by compress'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['LPKSHHRH', 'a binary systemd journal'],
  ['\xd0\xcf\x11\xe0', 'an Office document'],
  ['\xed\xab\xee\xdb', 'an RPM package'],
  ['!<arch>', 'a Debian package or a library'],
];

/**
 * Why the bytes at the start of a file rule out that it is text, as the end of `this file ...`; undefined for text.
 * Zero bytes at the start are passed over: a log that was being written when its node lost power begins with them.
 */
export function whyNotText(head: Uint8Array): string | undefined {
  if (head.length === 0) return 'is empty';
  const firstByte = head.findIndex((byte) => byte !== 0);
  if (firstByte < 0) return 'holds only zero bytes';
  const bytes = head.subarray(firstByte);
  const start = latin1(bytes);
  const foreign = FOREIGN.find(([signature]) => start.startsWith(signature));
  if (foreign) return `starts like ${foreign[1]}`;
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) return undefined; // marked as UTF-16

  const zeros = bytes.filter((byte) => byte === 0).length;
  const controls = bytes.filter(isBinary).length;
  const isUtf16 = zeros > bytes.length / 3 && controls < bytes.length / 100;
  return zeros + controls > bytes.length / 20 && !isUtf16 ? 'holds binary data' : undefined;
}

/** A control character that no text or terminal output holds; zero is counted apart. */
const isBinary = (byte: number) => (byte > 0 && byte < 7) || (byte > 13 && byte < 32 && byte !== 0x1b);

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
