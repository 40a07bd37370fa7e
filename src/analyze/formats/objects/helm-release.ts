import type { OpenFile } from '../bundle-reading.ts';
import { type JsonObject, KubeObject, objectsOf } from '../kube-object.ts';
import { timeIn } from '../time.ts';

/** A revision of a release as its Secret's labels would tell it. `changed` is RFC 3339. */
type Revision = { release: string; namespace?: string; revision: string; status: string; changed?: string };

/**
 * What tools tell of Helm releases: `helm list -o json`, and `helm/<namespace>.json` with the history of each release
 * (replicatedhq/troubleshoot:pkg/collect/helm.go@019eb480, and `casefile collect`). Undefined for anything else.
 */
function revisionsOf(value: JsonObject): Revision[] | undefined {
  const release = textOf(value.releaseName) ?? (value.app_version !== undefined ? textOf(value.name) : undefined);
  if (release === undefined || value.kind !== undefined) return undefined;
  const namespace = textOf(value.namespace);
  const history = value.releaseName === undefined ? [value] : objectsOf(value.releaseHistory);
  return history.flatMap((entry) => {
    const [revision, status] = [textOf(entry.revision), textOf(entry.status)];
    if (!revision || !status) return [];
    const changed = timeIn(textOf(entry.date) ?? textOf(entry.updated) ?? '');
    return [{ release, revision, status, ...(namespace ? { namespace } : {}), ...(changed ? { changed } : {}) }];
  });
}

/**
 * The Secret in which Helm keeps a revision, as far as such a list tells of it: its labels
 * (helm/helm:pkg/storage/driver/secrets.go@e9b85e4de). What captured the Secret itself knows better.
 */
function secretOf({ release, namespace, revision, status, changed }: Revision, source: KubeObject['source']) {
  const name = `sh.helm.release.v1.${release}.v${revision}`;
  const labels = {
    owner: 'helm',
    name: release,
    version: revision,
    status,
    ...(changed ? { modifiedAt: String(Date.parse(changed) / 1000) } : {}),
  };
  const metadata = { name, ...(namespace ? { namespace } : {}), labels };
  return new KubeObject({
    kind: 'Secret',
    apiVersion: 'v1',
    name,
    ...(namespace ? { namespace } : {}),
    fidelity: 'table',
    source,
    body: { apiVersion: 'v1', kind: 'Secret', metadata, type: 'helm.sh/release.v1', keys: { release: 0 } },
  });
}

/** Takes a release; false where the value is none. */
export function readRelease(value: JsonObject, line: number, file: OpenFile): boolean {
  const revisions = revisionsOf(value);
  if (!revisions) return false;
  for (const revision of revisions) file.bundle.sink.object(secretOf(revision, { file: file.path, line }));
  file.used = true;
  return true;
}

function textOf(value: JsonObject[string] | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
