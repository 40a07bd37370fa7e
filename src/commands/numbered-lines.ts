export type NumberedLine = { number: number; text: string };

/** Longer lines are cut: they are documents, and nobody reads them on a terminal. */
const MAX_LINE = 64 * 1024;

/** The lines of a file with their numbers, beginning at `first`, as reports cite them: split at `\n` alone. */
export async function* numberedLines(content: AsyncIterable<Uint8Array>, first = 1): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder();
  let number = first;
  let open = '';
  const numbered = (text: string): NumberedLine => ({ number: number++, text: text.replace(/\r$/, '') });

  for await (const chunk of content) {
    const [head = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    open = `${open}${head}`.slice(0, MAX_LINE);
    for (const text of rest) {
      yield numbered(open);
      open = text.slice(0, MAX_LINE);
    }
  }
  if (open !== '') yield numbered(open);
}
