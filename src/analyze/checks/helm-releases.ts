import type { KubeObject } from '../formats/kube-object.ts';
import { secondsBetween } from '../snapshot/capture-time.ts';
import { groupBy } from '../snapshot/group-by.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The newest revision of a release, as the labels of its Secret tell it; `age` in seconds at capture, where known. */
export type Release = { secret: KubeObject; name: string; revision: number; status: string; age: number | undefined };

/**
 * The newest revision of each release. Helm keeps one Secret for each revision and its state in the labels, which stay
 * when the content is taken out (helm/helm:pkg/storage/driver/secrets.go@e9b85e4de).
 */
export function newestReleases({ objects, capturedAt }: Pick<Snapshot, 'objects' | 'capturedAt'>): Release[] {
  const revisions = objects.ofKind('Secret').flatMap((secret): Release[] => {
    const { owner, name, version, status, modifiedAt } = secret.texts('metadata.labels');
    if (owner !== 'helm' || !name || !status || !Number.isInteger(Number(version))) return [];
    const changed = Number(modifiedAt) > 0 ? isoOf(Number(modifiedAt)) : secret.string('metadata.creationTimestamp');
    return [{ secret, name, revision: Number(version), status, age: secondsBetween(changed, capturedAt) }];
  });
  return [...groupBy(revisions, ({ secret, name }) => `${secret.namespace ?? ''}/${name}`).values()].flatMap(
    (ofRelease) => ofRelease.reduce((newest, next) => (next.revision > newest.revision ? next : newest)),
  );
}

/** A time that no calendar holds is left out. */
function isoOf(seconds: number): string | undefined {
  return seconds < 8e12 ? new Date(seconds * 1000).toISOString() : undefined;
}
