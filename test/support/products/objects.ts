import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { isJsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago } from '../check.ts';

export const DAY = 86_400;

/** Metadata in short; `age` is in seconds. */
export type Named = {
  name: string;
  namespace?: string;
  age?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owner?: { kind: string; name: string };
};

/** An object of the API, three days old unless told otherwise. */
export function made(apiVersion: string, kind: string, named: Named, body: JsonObject = {}): JsonObject {
  const { name, namespace, age = 3 * DAY, labels, annotations, owner } = named;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid: `uid-${kind}-${namespace ?? ''}-${name}`.toLowerCase(),
      creationTimestamp: ago(age),
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: owner.kind === 'Job' ? 'batch/v1' : 'apps/v1',
                ...owner,
                uid: `uid-${owner.kind}-${namespace ?? ''}-${owner.name}`.toLowerCase(),
                controller: true,
                blockOwnerDeletion: true,
              },
            ],
          }
        : {}),
    },
    ...body,
  };
}

/** `base` with the changes put over it, object by object; lists are replaced, and null takes a field away. */
export function merged(base: JsonObject, changes: JsonObject = {}): JsonObject {
  const result: JsonObject = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const old = result[key];
    if (value === null) delete result[key];
    else result[key] = isJsonObject(old) && isJsonObject(value) ? merged(old, value) : value;
  }
  return result;
}

export function condition(type: string, status: string, age = 3 * DAY, reason = type, message = ''): JsonObject {
  return { type, status, reason, message, lastTransitionTime: ago(age) };
}

/** The status of a container that runs. */
export function running(age = 3 * DAY): JsonObject {
  return { ready: true, started: true, restartCount: 0, state: { running: { startedAt: ago(age) } } };
}

export function waits(reason: string, message = ''): JsonObject {
  return { ready: false, started: false, restartCount: 0, state: { waiting: { reason, message } } };
}

/** The status of a container that ended again and again with an exit code, and waits for its next start. */
export function crashes(exitCode = 1, reason = 'Error'): JsonObject {
  return {
    ready: false,
    started: false,
    restartCount: 9,
    state: {
      waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' },
    },
    lastState: { terminated: { exitCode, reason, startedAt: ago(92), finishedAt: ago(90) } },
  };
}
