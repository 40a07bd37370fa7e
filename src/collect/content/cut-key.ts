import { withoutKeyLine } from '../../redact/key-lines.ts';
import { stampOf } from '../../redact/line-stamp.ts';
import { isPemBody } from '../../redact/private-keys.ts';

/** No private key is as long as this; what does not end within it is none. */
const HEAD_BYTES = 32 * 1024;

const BEGIN = Buffer.from('-----BEGIN PRIVATE KEY-----\n');
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/;

export type Head = { before: Buffer; bytes: Buffer };

/**
 * A log starts wherever `--tail`, `--since` or the rotation of the node cut it, which may be inside a private key. Such a
 * log gets the BEGIN that the redactor needs as what stood `before` it; where the END is cut off too, its first lines go.
 */
export function withKeyBegin(bytes: Buffer): Head {
  const none = bytes.subarray(0, 0);
  const lines = bytes.subarray(0, HEAD_BYTES).toString('utf8').split('\n').slice(0, -1);
  const after = lines.findIndex((line) => !isPemBody(line));
  const body = after < 0 ? lines : lines.slice(0, after);
  if (END.test(lines[after] ?? '')) return { before: BEGIN, bytes };

  const shown = body.map(withoutStampedKeyLine);
  if (shown.every((line, index) => line === body[index])) return { before: none, bytes };
  const head = Buffer.byteLength(`${body.join('\n')}\n`);
  return { before: none, bytes: Buffer.concat([Buffer.from(`${shown.join('\n')}\n`), bytes.subarray(head)]) };
}

function withoutStampedKeyLine(line: string): string {
  const stamp = stampOf(line);
  return stamp + withoutKeyLine(line.slice(stamp.length));
}
