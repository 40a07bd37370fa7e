import type { Fault } from './fault.ts';

/** Bytes that can be read at any place: a file on disk, or one held in memory. A zip is read from its end. */
export type RandomAccess = {
  size: number;
  /** At most `length` bytes; fewer only at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
  close?(): Promise<void>;
};

/**
 * What a container holds, one after the other, as the container says it: names are raw. A file's bytes are read while
 * it is the current member, or not at all; the container passes over what was left.
 */
export type Member =
  | { type: 'file'; name: string; size?: number; bytes: AsyncIterable<Uint8Array> | Uint8Array; random?: RandomAccess }
  /** The target of a symbolic link starts at the link's folder, that of a hard link at the archive's root. */
  | { type: 'link'; name: string; target: string; from: 'folder' | 'root' }
  /** A folder: nothing to read, but counted. */
  | { type: 'folder' }
  | { type: 'fault'; fault: Fault; name?: string };

/** Visits what a container holds, one after the other; a visit that gives false is the last. */
export type MemberWalk = (visit: (member: Member) => Promise<boolean>) => Promise<void>;

export const walkOf =
  (members: AsyncIterable<Member>): MemberWalk =>
  async (visit) => {
    for await (const member of members) if (!(await visit(member))) return;
  };
