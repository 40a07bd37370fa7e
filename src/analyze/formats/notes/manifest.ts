import { oneLine } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import { toUtc } from '../time.ts';
import type { NoteReader } from './read-note.ts';

/**
 * `casefile.json` of our own bundles, and `manifest.json` of makers with the same idea. Ours is written first as a plan,
 * then again, so it is kept and read after the last entry: the last one counts.
 */
export const readManifest: NoteReader = ({ json }, _about, file) => {
  if (!isJsonObject(json)) return false;
  const { metadata } = file.bundle;
  const tool = isJsonObject(json.tool) ? json.tool.name : json.tool;
  if (typeof tool === 'string') metadata.tool = tool;
  if (tool === 'casefile') file.bundle.manifest = { file: file.path, value: json };
  for (const { name, status, note } of objectsOf(json.collectors)) {
    if (status === 'ok' || typeof name !== 'string') continue;
    file.bundle.sink.gap({
      what: `collector ${name}`,
      why: oneLine(`${text(status)}: ${text(note)}`),
      file: file.path,
    });
  }
  return true;
};

/** What our own manifest says once all of it is there: time, versions, and the captures that failed or were cut. */
export function finishManifest(
  manifest: { file: string; value: JsonObject },
  tell: {
    gap(gap: { what: string; why: string; file: string; command?: string }): void;
    capturedAt(time: string | undefined): void;
    set(notes: {
      kubernetesVersion?: string;
      clusterName?: string;
      provider?: string;
      redactionMarkers?: number;
    }): void;
    /** The output of a capture that failed or was cut short. */
    incomplete(output: string): void;
  },
): void {
  const { file, value } = manifest;
  const cluster = isJsonObject(value.cluster) ? value.cluster : {};
  tell.capturedAt(toUtc(text(value.capturedAt)));
  const notes = {
    kubernetesVersion: text(cluster.kubernetesVersion) || text(cluster.version),
    clusterName: text(cluster.name),
    provider: text(cluster.provider),
  };
  tell.set(Object.fromEntries(Object.entries(notes).filter(([, note]) => note !== '')));
  const markers = countOf(value.redaction);
  if (markers > 0) tell.set({ redactionMarkers: markers });

  if (value.complete === false) tell.gap({ what: 'rest of the capture', why: 'the collector was interrupted', file });
  for (const { command, output, exitCode, truncated, error } of objectsOf(value.captures)) {
    const failed = typeof exitCode === 'number' && exitCode !== 0;
    if (!failed && truncated !== true) continue;
    const line = Array.isArray(command) ? command.map(String).join(' ') : text(command);
    if (text(output)) tell.incomplete(text(output));
    tell.gap({
      what: text(output) || line || 'a capture',
      why: oneLine(failed ? text(error) || `exit code ${exitCode}` : 'cut at the limit of the collector'),
      file,
      ...(line ? { command: line } : {}),
    });
  }
}

/** The redaction summary counts marks by kind, directly or below `counts`. */
function countOf(summary: Json | undefined): number {
  if (typeof summary === 'number') return summary;
  if (!isJsonObject(summary)) return 0;
  const counts = isJsonObject(summary.counts) ? summary.counts : summary;
  return Object.values(counts).reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
