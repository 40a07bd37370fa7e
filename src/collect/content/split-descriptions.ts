/** kubectl writes two empty lines between two objects (kubernetes/kubectl:pkg/cmd/describe/describe.go@dee3483a). */
const BETWEEN_OBJECTS = /\n\n\n(?=Name: )/;
const NAMESPACE = /^Namespace: +(\S+)$/m;

/** The descriptions of `kubectl describe -A`, by namespace in order of their names. */
export function splitDescriptions(text: string): { namespace: string; text: string }[] {
  const byNamespace = new Map<string, string[]>();
  for (const description of text.trimEnd().split(BETWEEN_OBJECTS)) {
    const namespace = NAMESPACE.exec(description)?.[1];
    if (namespace === undefined) continue;
    const known = byNamespace.get(namespace) ?? [];
    byNamespace.set(namespace, [...known, description]);
  }
  return [...byNamespace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, descriptions]) => ({ namespace, text: `${descriptions.join('\n\n\n')}\n` }));
}
