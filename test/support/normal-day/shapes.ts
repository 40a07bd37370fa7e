/** When a line is written: at the start or the end of a run, or so many times a day. */
type When = 'start' | 'stop' | number;
/** A record of one or more lines with `${placeholders}`. */
export type Shape = { when: When; lines: string[] };

const ROW = /^(start|stop|\d+|) *\| ?(.*)$/;

/**
 * Reads the shapes of one system: `when | line` a row, where a row without `when` continues the record above it. Rows
 * that begin with `#` say where the shapes come from.
 */
export function readShapes(text: string): Shape[] {
  const shapes: Shape[] = [];
  for (const row of text.split('\n')) {
    if (row === '' || row.startsWith('#')) continue;
    const [, when, line = ''] = ROW.exec(row) ?? [];
    if (when === undefined) throw new Error(`not a shape: ${row}`);
    if (when === '') shapes.at(-1)?.lines.push(line);
    else shapes.push({ when: when === 'start' || when === 'stop' ? when : Number(when), lines: [line] });
  }
  return shapes;
}
