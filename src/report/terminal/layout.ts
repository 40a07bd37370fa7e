export type TerminalOptions = { width?: number; color?: boolean };

const MIN_COLUMNS = 40;

/** How wide to write on a terminal of that width: at most `max`, since long lines are hard to read. */
export function columnsOf(width: number, max: number): number {
  return Math.max(MIN_COLUMNS, Math.min(width, max));
}

/** The blocks of lines that hold something, with an empty line between them and a newline at the end. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
