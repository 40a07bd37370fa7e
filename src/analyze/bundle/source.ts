import type { Member, RandomAccess } from './member.ts';

/** The bytes of a bundle, wherever they come from (disk.ts makes the ones on disk). */
export type BundleSource =
  /** An archive or a single file; `name` is its name without folders. `path`: where it is one file on disk. */
  | { type: 'file'; name: string; bytes: AsyncIterable<Uint8Array>; random?: RandomAccess; path?: string }
  /** A folder, or several files read as one bundle. */
  | { type: 'folder'; name: string; members: AsyncIterable<Member> };
