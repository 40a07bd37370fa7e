import type { Entry } from '../analyze/bundle/entry.ts';
import { CasefileError } from '../errors.ts';
import { type NumberedLine, numberedLines } from './numbered-lines.ts';

const CONTEXT = 5;
const MAX_LINE = 2_000;

/**
 * The lines around a place of the bundle, numbered, the one that is meant marked. The file may be named as a report
 * names it, without the folder that wraps the whole bundle.
 * @throws CasefileError NO_SUCH_OBJECT.
 */
export async function quoteFile(
  entries: AsyncIterable<Entry>,
  { file, line }: { file: string; line: number },
  redact: (text: string) => string,
): Promise<string[]> {
  for await (const entry of entries) {
    if (entry.type !== 'file' || !(entry.path === file || entry.path.endsWith(`/${file}`))) continue;
    const lines = await linesAround(entry.content, line);
    if (lines.length === 0) break;
    const width = String(line + CONTEXT).length;
    return [
      entry.path,
      ...lines.map(
        ({ number, text }) => `${number === line ? '>' : ' '} ${String(number).padStart(width)}  ${redact(text)}`,
      ),
    ];
  }
  throw new CasefileError('NO_SUCH_OBJECT', `there is no line ${line} of ${file}`);
}

async function linesAround(content: AsyncIterable<Uint8Array>, wanted: number): Promise<NumberedLine[]> {
  const found: NumberedLine[] = [];
  for await (const line of numberedLines(content)) {
    if (line.number > wanted + CONTEXT) break;
    if (line.number >= wanted - CONTEXT) found.push({ ...line, text: line.text.slice(0, MAX_LINE) });
  }
  return found;
}
