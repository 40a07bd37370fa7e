import type { Gap } from '../../report-format/report.ts';
import type { OpenFile } from './bundle-reading.ts';
import { knownKind, pluralOf } from './objects/kinds.ts';
import type { LogPlace, ObjectsPlace } from './place.ts';

/** Names the objects of a kind that could not be had, with the command that would list them. */
export function objectsGap(
  place: Pick<ObjectsPlace, 'kind' | 'namespace' | 'resource' | 'onlyIn'>,
  why: string,
  file?: string,
): Gap {
  const what = place.kind ?? place.resource ?? file ?? 'objects';
  const known = place.kind ? knownKind(place.kind) : undefined;
  const resource = place.resource ?? (place.kind ? pluralOf(place.kind.toLowerCase()) : undefined);
  const namespace = place.onlyIn ? undefined : place.namespace;
  const scope = namespace ? ` -n ${shellWord(namespace)}` : known?.namespaced ? ' -A' : '';
  return {
    what: namespace ? `${what} in namespace ${namespace}` : what,
    why,
    ...(file ? { file } : {}),
    // Values of Secrets never belong into a bundle, so the command that fills this gap prints none.
    ...(resource
      ? { command: `kubectl get ${shellWord(resource)}${scope}${place.kind === 'Secret' ? '' : ' -o json'}` }
      : {}),
  };
}

/** Names a log that could not be had. */
export function logGap(place: Omit<LogPlace, 'role'>, why: string, file: string): Gap {
  if (!place.pod) return { what: `log ${file}`, why, file };
  const owner = [place.namespace, place.pod].filter(Boolean).join('/');
  const command = [
    'kubectl logs',
    place.namespace ? `-n ${shellWord(place.namespace)}` : '',
    shellWord(place.pod),
    place.container ? `-c ${shellWord(place.container)}` : '',
    place.previous ? '--previous' : '',
  ];
  return {
    what: `log of ${owner}${place.container ? ` container ${place.container}` : ''}${place.previous ? ' (previous)' : ''}`,
    why,
    file,
    command: command.filter(Boolean).join(' '),
  };
}

/** A captured name as one word of a shell command. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The first line of a message, cut to what a report can show. */
export function oneLine(text: string): string {
  const line =
    text
      .trim()
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? '';
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Says that a file was passed over because it would have to be in memory as a whole. */
export function noteLarge({ path, bundle }: OpenFile): void {
  bundle.sink.gap({ what: path, why: 'larger than the limit for files that are read as a whole', file: path });
}
