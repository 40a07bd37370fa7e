import { oneLine } from '../gaps.ts';
import type { Json } from '../kube-object.ts';
import { withoutLineBreaksInTexts } from './repair-json.ts';

const decoder = new TextDecoder();

export function decodeUtf8(bytes: Uint8Array): string {
  return Buffer.isBuffer(bytes) ? bytes.toString() : decoder.decode(bytes);
}

/** Parses JSON, or JSON that a terminal has wrapped. The error never quotes the text, which may be a secret. */
export function parseJson(bytes: Uint8Array): { value: Json } | { error: string } {
  const text = decodeUtf8(bytes);
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    const repaired = withoutLineBreaksInTexts(text);
    // The first error says what is wrong with the file; that of its repair would only confuse.
    if (repaired === text) return { error: withoutQuotes(error) };
    try {
      return { value: JSON.parse(repaired) as Json };
    } catch {
      return { error: withoutQuotes(error) };
    }
  }
}

function withoutQuotes(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return oneLine(message.replace(/(?:, )?(?:\.\.\.)?"[\s\S]*$/, '').replace(/token .*/, 'token'));
}
