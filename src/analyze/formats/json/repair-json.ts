/**
 * The text without line breaks and other control characters inside its strings, as a terminal's hard wrap or a stray NUL
 * leaves them (a `cluster-info dump` copied from a terminal, kubernetes/kubernetes#88420).
 */
export function withoutLineBreaksInTexts(text: string): string {
  let result = '';
  let from = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (code === 0x5c && inString) at++;
    else if (code < 0x20 && (inString || code === 0)) {
      result += text.slice(from, at);
      from = at + 1;
    }
  }
  return result + text.slice(from);
}
