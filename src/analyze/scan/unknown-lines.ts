import { fingerprintOf, foldedHash } from './fingerprint.ts';
import type { KeptText } from './kept-text.ts';
import type { HitLine, UnknownLine } from './needle.ts';

/** Groups kept per stream: a log with more kinds of errors than this is told by its first ones. */
const MAX_GROUPS = 100;
/** Bytes of a line that tell its kind. */
const TELLING = 300;

type Group = { first: HitLine; fingerprint: string; count: number; last: number; lastBytes: Buffer };

/** Error lines that no needle knows, folded by what they have in common. */
export type UnknownLines = {
  record(line: number, bytes: Buffer, describe: () => HitLine): void;
  finish(describe: (line: number, bytes: Buffer) => HitLine): UnknownLine[];
};

/** @param kept of the unknown lines of all streams */
export function createUnknownLines(kept: KeptText): UnknownLines {
  const groups = new Map<number, Group>();

  return {
    record(line, bytes, describe) {
      const telling = bytes.subarray(0, TELLING);
      const hash = foldedHash(telling);
      const group = groups.get(hash);
      if (group) {
        group.count++;
        if (line < group.last) return;
        group.last = line;
        group.lastBytes = Buffer.from(telling);
      } else if (groups.size < MAX_GROUPS && kept.hasRoom()) {
        const first = kept.add(describe());
        groups.set(hash, {
          first,
          fingerprint: fingerprintOf(first.text.slice(0, TELLING)),
          count: 1,
          last: line,
          // A copy: a view would keep its whole chunk alive.
          lastBytes: Buffer.from(telling),
        });
      }
    },

    finish: (describe) =>
      [...groups.values()].map(({ first, fingerprint, count, last, lastBytes }) => ({
        text: first.text,
        fingerprint,
        count,
        first,
        last: count === 1 ? first : describe(last, lastBytes),
      })),
  };
}
