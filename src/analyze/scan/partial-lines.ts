import { LINE_CAP } from './window.ts';

/**
 * A container runtime writes a message of more than 16 KiB in parts, each a line of its own: `<time> stdout P <part>`, the
 * last with `F`. The other stream's lines may stand between them (containerd/containerd:internal/cri/io/logger.go@c6b9f637).
 */
const PART = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.?\d{0,9}(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP]) /;

/** What every part but the last holds, in lower case. */
export const PART_LITERALS = [' stdout p ', ' stderr p '];

/** A prefix ends within so many bytes. */
const PREFIX_BYTES = 64;

/** The first part as it stands in the file, with what the others add. */
export type JoinedLine = {
  bytes: Buffer;
  /** Of the first part: its number, the lines above it, and whether it or another is at error level. */
  line: number;
  before: string[];
  isError: boolean;
};

/** The messages whose last part is not seen yet, one per stream at most. */
export type PartialLines = {
  any(): boolean;
  /** False for a line that is no part of a message. */
  take(raw: Buffer, line: number, isError: () => boolean, before: () => string[]): boolean;
  finish(): void;
};

/** @param close is given each message once; one longer than the line cap comes as several */
export function createPartialLines(close: (joined: JoinedLine) => void): PartialLines {
  const open = new Map<string, Omit<JoinedLine, 'bytes'> & { parts: Buffer[]; length: number }>();
  const end = (stream: string) => {
    const message = open.get(stream);
    open.delete(stream);
    if (message) close({ ...message, bytes: Buffer.concat(message.parts) });
  };

  return {
    any: () => open.size > 0,

    take(raw, line, isError, before) {
      const [prefix, stream = '', mark] = PART.exec(raw.toString('latin1', 0, PREFIX_BYTES)) ?? [];
      if (prefix === undefined || (mark === 'F' && !open.has(stream))) return false;

      if ((open.get(stream)?.length ?? 0) + raw.length > LINE_CAP) end(stream);
      const known = open.get(stream);
      const message = known ?? { line, before: before(), isError: false, parts: [], length: 0 };
      // A copy, because the producer may use its buffer again.
      message.parts.push(Buffer.from(known ? raw.subarray(prefix.length) : raw));
      message.length += raw.length;
      message.isError ||= isError();
      open.set(stream, message);
      if (mark === 'F') end(stream);
      return true;
    },

    finish() {
      for (const stream of [...open.keys()]) end(stream);
    },
  };
}
