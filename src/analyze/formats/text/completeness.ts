import type { Context } from './context.ts';
import type { ResourceKind } from './kinds.ts';

/** Says which lists the output was, and whether they were everything there is. */
export function emitLists(context: Context): void {
  const { command, place, seen, sink, path } = context;
  const listing = command?.verb === 'get' || command?.verb === 'describe' || command?.verb === 'events';
  if (command && !listing) return;
  const kinds = command ? command.kinds : place.complete && place.kind ? [place.kind] : [];
  if (kinds.length === 0) emitIncomplete(context);

  for (const resource of kinds) {
    const { kind, apiVersion } = resource;
    const shown = seen.kinds.has(kind) || seen.empty || seen.structured;
    if (!shown && (kinds.length === 1 || seen.cut)) continue;
    const namespace = namespaceOf(context, resource);
    sink.list({
      kind,
      ...(apiVersion ? { apiVersion } : {}),
      ...(namespace ? { namespace } : {}),
      complete: isComplete(context, resource, namespace),
      file: path,
    });
  }
}

/** Rows without a command: they exist, and nothing else is known. */
function emitIncomplete({ seen, sink, path, namespace }: Context): void {
  for (const kind of [...seen.kinds].sort()) {
    sink.list({ kind, ...(namespace ? { namespace } : {}), complete: false, file: path });
  }
}

function namespaceOf({ command, namespace, seen }: Context, resource: ResourceKind): string | undefined {
  if (!resource.namespaced || command?.allNamespaces) return undefined;
  return seen.emptyNamespace ?? namespace;
}

function isComplete({ command, place, seen }: Context, resource: ResourceKind, namespace: string | undefined): boolean {
  if (seen.cut) return false;
  // `get/<kind>.txt` promises all namespaces, which only a table that names them keeps.
  if (!command)
    return (
      place.complete && (!resource.namespaced || namespace !== undefined || seen.empty || seen.namespaces === true)
    );
  if (command.partial || command.names.length > 0) return false;
  // A list without a namespace would read as one of all namespaces, but it is that of whatever was current.
  return !resource.namespaced || command.allNamespaces || namespace !== undefined;
}
