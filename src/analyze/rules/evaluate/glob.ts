/** `*` is any text, `?` one character; letters in either case. Linear: every `*` is matched by the shortest text that works. */
export function globMatches(glob: string, text: string): boolean {
  const [wanted, given] = [glob.toLowerCase(), text.toLowerCase()];
  let [at, star, mark] = [0, -1, 0];
  let pos = 0;
  while (pos < given.length) {
    if (at < wanted.length && wanted[at] !== '*' && (wanted[at] === '?' || wanted[at] === given[pos])) {
      at++;
      pos++;
    } else if (wanted[at] === '*') {
      star = at++;
      mark = pos;
    } else if (star >= 0) {
      at = star + 1;
      pos = ++mark;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}
