/** The 512-byte header of one member, as ustar, GNU, PAX and v7 write it. Strings are raw; numbers may be anything. */
export type TarHeader = {
  name: string;
  /** Bytes of the body; NaN or negative in a damaged header. */
  size: number;
  /** The type flag as a character: `0` file, `1` hard link, `2` symbolic link, `5` folder, `x`, `g`, `L`, `K` ... */
  type: string;
  linkName: string;
  /** Blocks with the map of a sparse file stand before its body (GNU type `S`). Its holes are not filled here. */
  isExtended: boolean;
};

export const BLOCK = 512;

/** Bytes that pad a body of this size to whole blocks. */
export const paddingOf = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

export const isZeroBlock = (block: Uint8Array) => block.every((byte) => byte === 0);

const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** Names are UTF-8 today; older archives hold whatever the machine used, read as Latin-1 so that no byte is lost. */
export function decodeName(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  try {
    return text.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

const until = (bytes: Uint8Array, stop: number) => {
  const end = bytes.indexOf(stop);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

const field = (block: Uint8Array, offset: number, length: number) => until(block.subarray(offset, offset + length), 0);

/** Octal digits, or, with the top bit set, a big-endian binary number (GNU, for sizes from 8 GiB on). */
function number(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset] as number;
  if (first === 0xff) return -1;
  if (first === 0x80) {
    return block.subarray(offset + 1, offset + length).reduce((value, byte) => value * 256 + byte, 0);
  }
  let value = 0;
  let digits = 0;
  for (let at = offset; at < offset + length; at += 1) {
    const byte = block[at] as number;
    if (byte === 0) break;
    const isSpace = byte === 32;
    if (isSpace && digits === 0) continue;
    // Behind the digits may stand spaces only.
    if (isSpace) return isBlank(block.subarray(at, offset + length)) ? value : Number.NaN;
    if (byte < 48 || byte > 55) return Number.NaN;
    value = value * 8 + byte - 48;
    digits += 1;
  }
  return value;
}

const isBlank = (bytes: Uint8Array) => until(bytes, 0).every((byte) => byte === 32);

/** `ustar` at 257: written by everything since 1988, GNU's variant included. */
export const hasUstarMagic = (block: Uint8Array) => USTAR.every((byte, at) => block[257 + at] === byte);

const USTAR = Array.from('ustar', (char) => char.charCodeAt(0));

/** The checksum is over unsigned bytes; some old writers summed signed ones. */
export function hasValidChecksum(block: Uint8Array): boolean {
  const expected = number(block, 148, 8);
  if (!(expected > 0)) return false;
  let sum = 8 * 32;
  let high = 0;
  for (let at = 0; at < 148; at += 1) sum += block[at] as number;
  for (let at = 156; at < BLOCK; at += 1) sum += block[at] as number;
  if (expected === sum) return true;
  for (let at = 0; at < BLOCK; at += 1) if ((at < 148 || at >= 156) && (block[at] as number) >= 128) high += 1;
  return expected === sum - 256 * high;
}

/** Reads a block whose checksum is valid. */
export function parseTarHeader(block: Uint8Array): TarHeader {
  const hasPrefix = block[345] !== 0 && hasUstarMagic(block) && block[263] === 0x30;
  const own = decodeName(field(block, 0, 100));
  const name = hasPrefix ? `${decodeName(field(block, 345, 155))}/${own}` : own;
  const flag = String.fromCharCode(block[156] || 0x30);
  return {
    name,
    size: number(block, 124, 12),
    type: flag === '0' && name.endsWith('/') ? '5' : flag, // v7 has no flag for folders
    linkName: decodeName(field(block, 157, 100)),
    isExtended: flag === 'S' && block[482] === 1,
  };
}

/** Whether one more block of a sparse file's map follows this one. */
export const isExtendedFurther = (block: Uint8Array) => block[504] === 1;

/** The records `<length> <key>=<value>\n` of a PAX header; reading ends at the first that is malformed. */
export function parsePax(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const digits = latin1.decode(until(bytes.subarray(at, at + 20), 0x20));
    const length = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : 0;
    if (length < digits.length + 3 || at + length > bytes.length) break;
    const record = bytes.subarray(at + digits.length + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (equals < 0) break;
    records.set(decodeName(record.subarray(0, equals)), decodeName(record.subarray(equals + 1)));
    at += length;
  }
  return records;
}
