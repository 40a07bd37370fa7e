import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { keyOf } from '../object-index.ts';
import { refOf } from '../order.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Resource, ResultRow } from './application.ts';
import { destinationOf, resourcesOf } from './application.ts';
import type { Waiting } from './messages.ts';
import type { Operation } from './operation.ts';
import { operationOf } from './operation.ts';
import { syncTasksOf } from './tasks.ts';
import { isWaitedFor, placeInSync } from './waves.ts';

/** The object that the sync of an application waits for. */
export type Awaited = {
  application: KubeObject;
  operation: Operation;
  waiting: Waiting;
  identity: ObjectIdentity;
  row: ResultRow | undefined;
  resource: Resource | undefined;
  /** Undefined where it does not exist, or was not collected: `absent` tells which. */
  object: KubeObject | undefined;
  absent: boolean;
};

/** What every blocked sync of the bundle waits for; of other clusters nothing can be said. */
export function awaitedObjects(snapshot: Snapshot): Awaited[] {
  return snapshot.objects.ofKind('Application').flatMap((application) => {
    const operation = operationOf(application);
    const { waiting } = operation;
    if (operation.state !== 'blocked' || !waiting || destinationOf(application).remote) return [];
    const row = operation.rows.find((candidate) => isWaitedFor(candidate, waiting));
    const resource = resourcesOf(application).find((candidate) => isWaitedFor(candidate, waiting));
    const found = row ?? resource;
    // The message tells no namespace; without one only a list of all namespaces could prove an absence.
    const identity = found
      ? { ...refOf(found), ...(found.apiVersion ? { apiVersion: found.apiVersion } : {}) }
      : { kind: waiting.kind, name: waiting.name };
    const object = snapshot.objects.find(identity);
    const absent = !object && found !== undefined && snapshot.coverage.complete(identity.kind, identity.namespace);
    return [{ application, operation, waiting, identity, row, resource, object, absent }];
  });
}

/** An object that an application keeps or runs as a hook, with its turn in the sync. */
export type Ordered = ObjectIdentity & { phase: string; wave: number };

/** Everything of an application by its turn: phase first, then wave. The log knows the hooks that have not run yet. */
export function orderOf(application: KubeObject, snapshot: Snapshot): Map<string, Ordered> {
  const { rows } = operationOf(application);
  const resources = new Map(resourcesOf(application).map((resource) => [keyOf(resource), resource]));
  const tasks = new Map((syncTasksOf(application, snapshot)?.tasks ?? []).map((task) => [keyOf(task), task]));
  const waveOf = (identity: ObjectIdentity) =>
    tasks.get(keyOf(identity))?.wave ?? placeInSync(resources.get(keyOf(identity)), snapshot.objects.find(identity));

  const ordered = new Map<string, Ordered>();
  for (const [key, resource] of resources) ordered.set(key, { ...resource, phase: 'Sync', wave: waveOf(resource) });
  for (const [key, task] of tasks)
    ordered.set(key, { ...task, ...ordered.get(key), phase: task.phase, wave: task.wave });
  for (const row of rows) ordered.set(keyOf(row), { ...row, phase: row.syncPhase, wave: waveOf(row) });
  return ordered;
}
