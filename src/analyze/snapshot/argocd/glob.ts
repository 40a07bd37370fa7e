/**
 * Whether a glob of an AppProject fits, in time linear in both. `*` stops at the separator where one is given, `**` does
 * not. Undefined for the forms that are not read here (`[...]`, `{...}`).
 */
export function globFits(glob: string, text: string, separator?: string): boolean | undefined {
  if (/[[\]{}\\]/.test(glob)) return undefined;
  // Positions of the glob that are reached, as a set: no backtracking.
  let reached = closure(new Set([0]), glob);
  for (const char of text) {
    const next = new Set<number>();
    for (const at of reached) {
      const wanted = glob[at];
      if (wanted === '*') {
        const wide = glob[at + 1] === '*' || glob[at - 1] === '*';
        if (wide || char !== separator) next.add(at);
      } else if (wanted === char || (wanted === '?' && char !== separator)) next.add(at + 1);
    }
    reached = closure(next, glob);
  }
  return reached.has(glob.length);
}

function closure(positions: Set<number>, glob: string): Set<number> {
  for (const at of positions) if (glob[at] === '*') positions.add(at + 1);
  return positions;
}
