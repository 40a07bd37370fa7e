import type { OpenFile } from '../bundle-reading.ts';
import { shellWord } from '../gaps.ts';
import type { JsonObject } from '../kube-object.ts';
import { isJsonObject, KubeObject } from '../kube-object.ts';
import type { NoteReader } from './read-note.ts';

/**
 * The `secret` and `configMap` collectors look one object up by name:
 * `{ namespace, name, key, secretExists, keyExists, value? }`. What exists becomes an object that knows only its keys.
 */
export const readProbe: NoteReader = ({ json }, { kind = 'Secret' }, file) => {
  if (!isJsonObject(json) || typeof json.name !== 'string') return false;
  const namespace = typeof json.namespace === 'string' ? json.namespace : undefined;
  const exists = json.secretExists === true || json.configMapExists === true;
  const key = typeof json.key === 'string' ? json.key : '';
  if (!exists || (key !== '' && json.keyExists !== true)) {
    const what = exists ? `key ${key} of ${kind} ${json.name}` : `${kind} ${json.name}`;
    file.bundle.sink.gap({
      what: `${what}${namespace ? ` in namespace ${namespace}` : ''}`,
      why: 'the collector looked for it and did not find it',
      file: file.path,
      command: `kubectl get ${kind.toLowerCase()}${namespace ? ` -n ${shellWord(namespace)}` : ''} ${shellWord(json.name)}`,
    });
  }
  if (exists) {
    const size = typeof json.value === 'string' ? Buffer.byteLength(json.value) : 0;
    const keys: JsonObject = key !== '' && json.keyExists === true ? { [key]: size } : {};
    const data = isJsonObject(json.data) ? json.data : {};
    addPartial(kind, json.name, namespace, kind === 'Secret' ? { keys } : { data }, file);
  }
  return true;
};

/** `image-pull-secrets/<namespace>/<secret>.json`: `{ <registry>: <user> }` of a Secret that exists. */
export const readPullSecret: NoteReader = ({ json }, { namespace, name = '' }, file) => {
  if (!isJsonObject(json) || name === '') return false;
  addPartial(
    'Secret',
    name,
    namespace,
    { type: 'kubernetes.io/dockerconfigjson', keys: { '.dockerconfigjson': 0 } },
    file,
  );
  return true;
};

function addPartial(kind: string, name: string, namespace: string | undefined, rest: JsonObject, file: OpenFile): void {
  file.bundle.sink.object(
    new KubeObject({
      kind,
      apiVersion: 'v1',
      name,
      ...(namespace ? { namespace } : {}),
      // A look at one name or key tells as little of the object as a row of a table.
      fidelity: 'table',
      source: { file: file.path, line: 1 },
      body: { apiVersion: 'v1', kind, metadata: { name, ...(namespace ? { namespace } : {}) }, ...rest },
    }),
  );
}
