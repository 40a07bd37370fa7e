import { kindNamed } from '../objects/kinds.ts';
import type { ObjectsPlace } from '../place.ts';

/** The place of objects whose file or folder is named after their kind. */
export function objectsAt(name: string, rest: Omit<ObjectsPlace, 'role' | 'kind' | 'apiVersion'>): ObjectsPlace {
  const known = kindNamed(name);
  return {
    role: 'objects',
    ...(known ? { kind: known.kind, apiVersion: known.apiVersion } : {}),
    ...(known || !name.includes('.') ? {} : { resource: name }),
    ...rest,
  };
}
