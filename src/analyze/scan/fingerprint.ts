/**
 * What two lines of one statement in a program have in common: every word that holds a digit (numbers, times, ids,
 * addresses, pod names) becomes `#`, letters lose their case, and runs of `#` with separators become one.
 */
export function fingerprintOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[a-z0-9]+/g, (word) => (/\d/.test(word) ? '#' : word))
    .replace(/#(?:[-:./,+ ]?#)+/g, '#')
    .trim();
}

/** A hash of the same folding straight from bytes, so that a line which is already known is never decoded. */
export function foldedHash(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  let wordStart = hash;
  let inWord = false;
  let hasDigit = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = at < bytes.length ? (bytes[at] ?? 0) : 32;
    const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    const digit = byte >= 48 && byte <= 57;
    if (digit || (lower >= 97 && lower <= 122)) {
      if (!inWord) {
        inWord = true;
        hasDigit = false;
        wordStart = hash;
      }
      if (digit) hasDigit = true;
      hash = Math.imul(hash ^ lower, 0x01000193);
      continue;
    }
    if (inWord && hasDigit) hash = Math.imul(wordStart ^ 35, 0x01000193);
    inWord = false;
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
