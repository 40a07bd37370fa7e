import { isJsonObject } from '../kube-object.ts';
import { timeIn } from '../time.ts';
import type { NoteReader } from './read-note.ts';

/** `cluster-info/cluster_version.json`; empty where the API did not answer. */
export const readClusterVersion: NoteReader = ({ text, json }, _about, file) => {
  if (!isJsonObject(json)) {
    if (text.trim() === '')
      file.bundle.sink.gap({
        what: 'version of the cluster',
        why: 'not collected',
        file: file.path,
        command: 'kubectl version',
      });
    return text.trim() === '';
  }
  const info = isJsonObject(json.info) ? json.info : isJsonObject(json.serverVersion) ? json.serverVersion : {};
  const version = typeof json.string === 'string' ? json.string : info.gitVersion;
  if (typeof version === 'string') file.bundle.metadata.set({ kubernetesVersion: version });
  return typeof version === 'string';
};

/** `timestamp` of a must-gather (its second line is the end) and `collected.timestamp` of crust-gather. */
export const readTimestamp: NoteReader = ({ text }, _about, file) => {
  const times = text.split('\n').flatMap((line) => timeIn(line) ?? []);
  for (const time of times) file.bundle.metadata.capturedAt(time, 'timestamp-file');
  return times.length > 0 || text.trim() === '';
};

/** `metadata.yaml` of support-bundle-kit: flat, so that lines are enough. */
export const readKitMetadata: NoteReader = ({ text }, _about, file) => {
  const value = (key: string) => new RegExp(`^${key}: *["']?([^"'\\r\\n]+)`, 'm').exec(text)?.[1];
  const created = value('bundlecreatedat');
  const version = value('kubernetesversion');
  if (created) file.bundle.metadata.capturedAt(timeIn(created), 'metadata');
  if (version && version !== 'null') file.bundle.metadata.set({ kubernetesVersion: version.trim() });
  return created !== undefined || version !== undefined;
};
