import type { ApiObject } from './api-object.ts';
import { at, isRecord, recordAt, recordsAt } from './api-object.ts';

/**
 * What is kept of an object: values of Secrets never, the schemas of custom resources and rendered manifests not,
 * because they are large and no diagnosis reads them. The redactor sees the result, not the original.
 */
export function reduce(object: ApiObject): ApiObject {
  switch (object.kind) {
    case 'Secret':
      return secretNames(object);
    case 'CustomResourceDefinition':
      return withoutSchemas(object);
    case 'Application':
      return withoutManifests(object);
    default:
      return object;
  }
}

/** Name, labels, type, and the size of each key's value in bytes. Annotations may repeat the values, so they go too. */
function secretNames(secret: ApiObject): ApiObject {
  const { annotations: _annotations, ...metadata } = recordAt(secret, 'metadata');
  return {
    apiVersion: secret.apiVersion,
    kind: secret.kind,
    metadata,
    type: secret.type,
    ...(secret.immutable === undefined ? {} : { immutable: secret.immutable }),
    keys: keySizes(secret),
  };
}

function keySizes(secret: ApiObject): Record<string, number> {
  const size = (value: unknown) => (typeof value === 'string' ? Buffer.byteLength(value, 'base64') : 0);
  return Object.fromEntries(Object.entries(recordAt(secret, 'data')).map(([key, value]) => [key, size(value)]));
}

function withoutSchemas(definition: ApiObject): ApiObject {
  const versions = recordsAt(definition, 'spec', 'versions').map(({ schema: _schema, ...version }) => version);
  return { ...definition, spec: { ...recordAt(definition, 'spec'), versions } };
}

function withoutManifests(application: ApiObject): ApiObject {
  const sync = at(application, 'operation', 'sync');
  if (!isRecord(sync)) return application;
  const { manifests: _manifests, ...kept } = sync;
  return { ...application, operation: { ...recordAt(application, 'operation'), sync: kept } };
}
