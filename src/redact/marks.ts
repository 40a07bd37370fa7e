import { createHmac } from 'node:crypto';

/**
 * How marks are made. `token`: a keyed hash, so that equal secrets are equal in all files of a bundle and nobody without
 * the key can try guesses; the key is random per bundle and never stored. `ordinal`: numbers in order of appearance.
 */
export type MarkOptions = { marks: 'token'; key: Uint8Array } | { marks: 'ordinal' };

/** Writes the marks that stand for secrets, and counts them by kind. */
export type Marker = {
  /** The mark of a secret, e.g. `[redacted:7f3a09c2 password]`; `kind` is lower-case words joined by hyphens. */
  mark(kind: string, secret: string): string;
  counts(): Record<string, number>;
};

/** A mark as it stands in a text. */
export const MARK = /\[redacted:[0-9a-f]{1,16} [a-z0-9-]{1,40}\]/g;

export function createMarker(options: MarkOptions): Marker {
  const idOf = options.marks === 'token' ? (secret: string) => keyedHash(options.key, secret) : ordinals();
  const counts = new Map<string, number>();

  return {
    mark(kind, secret) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return `[redacted:${idOf(secret)} ${kind}]`;
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function keyedHash(key: Uint8Array, secret: string): string {
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, 8);
}

function ordinals(): (secret: string) => string {
  const known = new Map<string, number>();
  return (secret) => {
    const ordinal = known.get(secret) ?? known.size + 1;
    known.set(secret, ordinal);
    return String(ordinal);
  };
}
