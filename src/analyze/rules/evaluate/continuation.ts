import type { Hit } from '../../scan/needle.ts';

/** Longer ones are traces, not messages. */
const MAX_LINES = 3;

/**
 * The captures of a hit, where a `message` that ends with a colon goes on in the indented lines below it: an error that
 * wraps others is often written so, and its last line is the one that tells.
 */
export function capturesOf({ captures, last }: Hit): Record<string, string> {
  const { message } = captures;
  if (!message || !/:\s*$/.test(message)) return captures;
  const end = last.after.findIndex((line) => !/^\s+\S/.test(line));
  const more = last.after.slice(0, end < 0 ? MAX_LINES : Math.min(end, MAX_LINES)).map((line) => line.trim());
  return more.length === 0 ? captures : { ...captures, message: [message.trim(), ...more].join(' ') };
}
