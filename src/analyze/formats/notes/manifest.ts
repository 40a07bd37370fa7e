import type { Gap } from '../../../report-format/report.ts';
import type { BundleReading } from '../bundle-reading.ts';
import { placeOf } from '../families/index.ts';
import { logGap, objectsGap, oneLine } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, objectsOf } from '../kube-object.ts';
import type { Place } from '../place.ts';
import { toUtc } from '../time.ts';
import type { NoteReader } from './read-note.ts';

/** The copies that stand before the last one count for nothing, nor does its number. */
const COPY = /#\d+$/;

export type ManifestFile = { file: string; value: JsonObject };

/** True for a file whose capture failed or was cut short. */
export type IncompleteOutputs = (path: string) => boolean;

/**
 * `casefile.json` of our own bundles, and `manifest.json` of makers with the same idea. Ours is written first as a plan,
 * then again, so it is kept and read after the last entry: the last one counts.
 */
export const readManifest: NoteReader = ({ json }, _about, file) => {
  if (!isJsonObject(json)) return false;
  const { metadata } = file.bundle;
  const tool = isJsonObject(json.tool) ? json.tool.name : json.tool;
  if (typeof tool === 'string') metadata.tool = tool;
  if (tool === 'casefile') file.bundle.manifest = { file: file.path.replace(COPY, ''), value: json };
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
export function finishManifest({ file, value }: ManifestFile, bundle: BundleReading): IncompleteOutputs {
  const { metadata, sink } = bundle;
  const cluster = isJsonObject(value.cluster) ? value.cluster : {};
  const told = {
    kubernetesVersion: text(cluster.version),
    clusterName: text(cluster.name) || text(cluster.context),
    redactionMarkers: countOf(value.redaction) || '',
  };
  metadata.capturedAt(toUtc(text(value.capturedAt)), 'manifest');
  metadata.set(Object.fromEntries(Object.entries(told).filter(([, note]) => note !== '')));
  if (value.complete === false) sink.gap({ what: 'rest of the capture', why: 'the collector was interrupted', file });

  // What failed has an error file of its own, which tells it in the words of its kind.
  const reasons = new Set([...bundle.gaps.values()].map(({ why }) => why));
  const root = file.replace(/[^/]*$/, '');
  const incomplete: string[] = [];
  for (const capture of objectsOf(value.captures)) {
    const failed = capture.exitCode !== 0 && capture.expected !== true;
    if (!failed && capture.truncated !== true) continue;
    const output = text(capture.output);
    const why = oneLine(failed ? text(capture.error) || exitOf(capture.exitCode) : 'it was cut to keep a limit');
    if (output !== '') incomplete.push(root + output);
    else if (reasons.has(why)) continue;
    sink.gap(captureGap(output, text(capture.command), why, file));
  }
  return (path) => incomplete.some((output) => (output.endsWith('/') ? path.startsWith(output) : path === output));
}

/** Names what the output would have held, so that it reads like any other gap of the same thing. */
function captureGap(output: string, command: string, why: string, file: string): Gap {
  // A folder holds one list per namespace; what is missing is then the kind.
  const ofFolder = output.endsWith('/') ? objectsGapOf(placeOf(`${output}any.json`), why) : undefined;
  const place = ofFolder ? undefined : placeOf(output);
  const gap =
    ofFolder ??
    (place?.role === 'objects'
      ? objectsGap(place, why, output)
      : place?.role === 'log'
        ? logGap(place, why, output)
        : { what: output || command || 'a capture', why, file });
  return { ...gap, file, ...(command === '' ? {} : { command }) };
}

function objectsGapOf(place: Place | undefined, why: string): Gap | undefined {
  return place?.role === 'objects' ? objectsGap({ ...place, namespace: '' }, why) : undefined;
}

function exitOf(code: Json | undefined): string {
  return typeof code === 'number' ? `exit code ${code}` : 'killed';
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
