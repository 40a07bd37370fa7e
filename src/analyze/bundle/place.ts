import { normalisePath } from './entry-path.ts';

/** Where a file stands. */
export type Place = {
  path: string;
  /** What stands before the paths of what is inside it. */
  inside: string;
  /** Layers of archive and compression around it. */
  depth: number;
  /** It is the bundle itself, or what is compressed in it; the damage of any other file is not the bundle's. */
  isBundle: boolean;
  sameNameAs?: string;
};

/** Where the members of a container stand. */
export type MemberPlace = {
  prefix: string;
  depth: number;
  /** They are the bundle's own: where they end early, the bundle was cut. */
  ofBundle: boolean;
};

export function bundlePlace(name: string): Place {
  return { path: nameOf(name), inside: '', depth: 0, isBundle: true };
}

/** @param path as registered; `wanted` is what it would be if it were the first of its name. */
export function memberPlace(path: string, wanted: string, at: MemberPlace): Place {
  const place: Place = { path, inside: `${path}!/`, depth: at.depth, isBundle: false };
  if (path !== wanted) place.sameNameAs = wanted;
  return place;
}

/** Where the members of the archive at this place stand. */
export function placeOfMembers(place: Place): MemberPlace {
  return { prefix: place.inside, depth: place.depth + 1, ofBundle: place.isBundle };
}

/**
 * Where the content of a compressed file stands. A compressed archive counts as one container (`a.tar.gz!/x`), any
 * other file as a container of itself without the suffix (`x.log.gz!/x.log`); given as the bundle it is that file.
 */
export function placeOfContent(place: Place, holdsArchive: boolean): Place {
  const depth = place.depth + 1;
  if (holdsArchive) return { ...place, depth };
  const path = place.inside + withoutSuffix(place.path.slice(place.path.lastIndexOf('/') + 1));
  return { ...place, path, inside: place.isBundle ? place.inside : `${path}!/`, depth };
}

const withoutSuffix = (name: string) => name.replace(/(?<=.)\.(gz|zst|zstd|xz|bz2)(?=$|#)/i, '');

export const nameOf = (raw: string) => normalisePath(raw) || 'unnamed';
