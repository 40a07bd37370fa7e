import type { Chain, ChainNode } from './chain.ts';

/**
 * A node in the order of drawing, under the first that breaks it. `depth` counts the steps from the cause; `indent` grows
 * only where one object breaks several, so that a long chain stays narrow.
 */
export type Row = { node: ChainNode; depth: number; indent: number; parent: number | undefined; label: string };

/** The chain as rows from top to bottom, every node once; `more` are those beyond `max`. */
export function rowsOf({ nodes, edges }: Chain, max: number): { rows: Row[]; more: number } {
  const rows: Row[] = [];
  const placed = new Set<number>();
  const place = (index: number, parent: number | undefined, label: string, indent: number) => {
    const node = nodes[index];
    if (!node || placed.has(index)) return;
    placed.add(index);
    if (rows.length >= max) return;
    const depth = parent === undefined ? 0 : (rows[parent]?.depth ?? 0) + 1;
    const row = rows.push({ node, depth, indent, parent, label }) - 1;
    const effects = edges.filter(({ from, to }) => from === index && !placed.has(to));
    for (const edge of effects) place(edge.to, row, edge.label, effects.length > 1 ? indent + 1 : indent);
  };
  const roots = [...nodes.keys()].filter((index) => !edges.some(({ to }) => to === index));
  for (const root of roots) place(root, undefined, '', 0);
  // In a cycle nobody is a root; the order of the chain decides where to begin.
  for (const index of nodes.keys()) place(index, undefined, '', 0);
  return { rows, more: nodes.length - rows.length };
}
