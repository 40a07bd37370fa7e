/**
 * Lines of at most `columns` characters, broken at spaces, or within a word that is longer than a line.
 * With `maxLines` the rest is left out and the last line ends in an ellipsis.
 */
export function wrap(text: string, columns: number, maxLines = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      const joined = line === '' ? word : `${line} ${word}`;
      if (joined.length <= columns) {
        line = joined;
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = piecesOf(word, columns);
      line = pieces.pop() ?? '';
      lines.push(...pieces);
    }
    if (line !== '') lines.push(line);
  }
  if (lines.length <= maxLines) return lines;
  const last = lines[maxLines - 1] ?? '';
  return [...lines.slice(0, maxLines - 1), `${last.slice(0, columns - 1)}\u2026`];
}

function piecesOf(word: string, columns: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < word.length; start += columns) pieces.push(word.slice(start, start + columns));
  return pieces;
}
