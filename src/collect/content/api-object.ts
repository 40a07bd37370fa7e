/** An object as the API gives it, read with care: any field may be missing or of another type. */
export type ApiObject = Record<string, unknown>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function at(object: unknown, ...path: string[]): unknown {
  let current: unknown = object;
  for (const step of path) {
    if (!isRecord(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** The map at a path, empty where there is none. */
export function recordAt(object: unknown, ...path: string[]): Record<string, unknown> {
  const value = at(object, ...path);
  return isRecord(value) ? value : {};
}

/** The maps of the list at a path, empty where there is none. */
export function recordsAt(object: unknown, ...path: string[]): Record<string, unknown>[] {
  const value = at(object, ...path);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The text at a path, empty where there is none. */
export function textAt(object: unknown, ...path: string[]): string {
  const value = at(object, ...path);
  return typeof value === 'string' ? value : '';
}

export function nameOf(object: ApiObject): string {
  return textAt(object, 'metadata', 'name');
}

/** Empty for cluster-scoped objects. */
export function namespaceOf(object: ApiObject): string {
  return textAt(object, 'metadata', 'namespace');
}

export function labelsOf(object: ApiObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordAt(object, 'metadata', 'labels')).filter(
      (label): label is [string, string] => typeof label[1] === 'string',
    ),
  );
}
