import type { OpenFile } from '../bundle-reading.ts';
import { decodeText, withoutTrailingNuls } from '../content.ts';
import type { Json } from '../kube-object.ts';
import type { NotePlace } from '../place.ts';
import { readDiscovery, readPermissions } from './api-surface.ts';
import { readCollectorErrors, readGathers, readIssues } from './collector-reports.ts';
import { readErrors, readKitErrors, readStderr } from './errors.ts';
import { readGatherLog } from './gather-log.ts';
import { readManifest } from './manifest.ts';
import { readProbe, readPullSecret } from './probes.ts';
import { readClusterVersion, readKitMetadata, readTimestamp } from './versions.ts';

/** Reads a file about the bundle; false where it does not hold what its path promises. */
export type NoteReader = (note: Note, about: NonNullable<NotePlace['about']>, file: OpenFile) => boolean;

/** `json` is the file's value, undefined where it is no JSON. */
type Note = { text: string; json: Json | undefined };

const READERS: Record<NotePlace['note'], NoteReader> = {
  manifest: readManifest,
  errors: readErrors,
  stderr: readStderr,
  'cluster-version': readClusterVersion,
  timestamp: readTimestamp,
  'kit-metadata': readKitMetadata,
  'kit-errors': readKitErrors,
  gathers: readGathers,
  'gather-log': readGatherLog,
  issues: readIssues,
  collectors: readCollectorErrors,
  'secret-probe': readProbe,
  'configmap-probe': readProbe,
  'pull-secret': readPullSecret,
  permissions: readPermissions,
  discovery: readDiscovery,
  ignored: () => true,
};

/** Reads a file about the bundle itself: errors of its collector, versions, times, captures. */
export function readNote(bytes: Uint8Array, place: NotePlace, file: OpenFile): boolean {
  const text = withoutTrailingNuls(decodeText(bytes));
  return READERS[place.note]({ text, json: parsed(text) }, place.about ?? {}, file);
}

function parsed(text: string): Json | undefined {
  if (!/^\s*[{["]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON, or several values; each reader knows what else its file may hold.
    return undefined;
  }
}
