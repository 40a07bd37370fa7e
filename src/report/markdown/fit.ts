import { counted } from '../readable.ts';

/** Room for the sentence that says what was left out. */
const NOTICE_BYTES = 120;

/** A head, a rule, and rows that each are a line of their own. */
const TABLE = /^(?:<details>\n<summary>[^\n]*<\/summary>\n\n)?\|[^\n]*\n\|(?: --- \|)+\n/;

/**
 * Whole blocks from the front, so that no fence and no table is left open; of a table that does not fit whole, the rows
 * that do. What is left out is counted.
 */
export function withinBytes(blocks: readonly string[], maxBytes: number): string[] {
  const room = maxBytes - NOTICE_BYTES;
  let used = 0;
  const kept: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const size = Buffer.byteLength(block) + 2;
    if (used + size <= room) {
      used += size;
      kept.push(block);
      continue;
    }
    const part = firstRows(block, room - used);
    const left = blocks.length - index - (part ? 1 : 0);
    return [...kept, ...(part ? [part] : []), notice(left, maxBytes)];
  }
  return kept;
}

function notice(left: number, maxBytes: number): string {
  const what = left > 0 ? `${counted(left, 'more block')}. ` : '';
  return `*Left out to stay within ${maxBytes} bytes: ${what || 'rows of a table. '}See the HTML or JSON report.*`;
}

function firstRows(block: string, room: number): string | undefined {
  const head = TABLE.exec(block)?.[0];
  if (!head) return undefined;
  const rows = block
    .slice(head.length)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const tail = block.endsWith('</details>') ? '\n\n</details>' : '';
  let used = Buffer.byteLength(head) + tail.length + 40;
  const fitting = rows.findIndex((row) => {
    used += Buffer.byteLength(row) + 1;
    return used > room;
  });
  if (fitting <= 0) return undefined;
  return `${head}${rows.slice(0, fitting).join('\n')}\n\nAnd ${counted(rows.length - fitting, 'more row')}.${tail}`;
}
