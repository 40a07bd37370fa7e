import type { Member, RandomAccess } from './member.ts';

/** The bytes of a bundle, wherever they come from (disk.ts makes the ones on disk). */
export type BundleSource =
  /** An archive or a single file; `name` is its name without folders. */
  | { type: 'file'; name: string; bytes: AsyncIterable<Uint8Array>; random?: RandomAccess }
  /** A folder, or several files read as one bundle. */
  | { type: 'folder'; name: string; members: AsyncIterable<Member> };
