/** What a bundle tells of the cluster that it was captured in. */
export type Origin = { cluster: string | undefined; nodes: readonly string[] };

/**
 * How many different environments bundles certainly come from. Clusters differ by name; where a bundle has no name of its
 * cluster, it is of every cluster that it shares a node with. A bundle that tells neither is not counted.
 */
export function environmentsAmong(origins: readonly Origin[]): number {
  const telling = origins.filter(({ cluster, nodes }) => cluster !== undefined || nodes.length > 0);
  const groups = telling.map((_, index) => index);
  const groupOf = (index: number): number => {
    const parent = groups[index] ?? index;
    return parent === index ? index : groupOf(parent);
  };
  const byName = new Map<string, number>();
  const byNode = new Map<string, number[]>();
  for (const [index, { cluster, nodes }] of telling.entries()) {
    const namesake = cluster === undefined ? undefined : byName.get(cluster);
    if (namesake !== undefined) groups[groupOf(index)] = groupOf(namesake);
    if (cluster !== undefined && namesake === undefined) byName.set(cluster, index);
    for (const node of nodes) byNode.set(node, [...(byNode.get(node) ?? []), index]);
  }
  for (const [index, { cluster, nodes }] of telling.entries()) {
    if (cluster !== undefined) continue;
    for (const other of nodes.flatMap((node) => byNode.get(node) ?? [])) groups[groupOf(other)] = groupOf(index);
  }
  return new Set(telling.map((_, index) => groupOf(index))).size;
}
