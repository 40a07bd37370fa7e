import { containersOf } from '../pod.ts';
import type { Snapshot } from '../snapshot.ts';

/** The version of Argo CD, from the image of its controller; undefined where that is pinned by digest or not captured. */
export function argocdVersionOf({ objects }: Pick<Snapshot, 'objects'>): string | undefined {
  const images = objects.ofKind('Pod').flatMap((pod) => containersOf(pod).map(({ image }) => image ?? ''));
  const versions = images.flatMap((image) => /\/argo-?cd[^/:@]*:v?(\d+\.\d+\.\d+)/.exec(image)?.[1] ?? []);
  return versions.sort()[0];
}
