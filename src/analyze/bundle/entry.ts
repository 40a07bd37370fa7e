/**
 * A file of the bundle, in archive order. Its content can be read once, while it is the current entry.
 *
 * Archives in the bundle are opened: `node.zip` and `node.tar.gz` become their files, `node.zip!/logs/a.log`. A single
 * compressed file is an archive of itself, `a.log.gz!/a.log`; given as the bundle it is simply `a.log`.
 */
export type FileEntry = {
  type: 'file';
  /** Normalised: `/` between names, no `.`, `..`, drive letter or leading slash; `outer.zip!/inner.log` inside a nested archive. */
  path: string;
  /** Bytes, where the container tells them. */
  size?: number;
  /** Another entry of the same name came before, with this path; `path` then ends in `#2`, `#3` ... */
  sameNameAs?: string;
  /**
   * Text comes in UTF-8, its lines ended by `\n` or `\r\n`, whatever the file has. A chunk may be overwritten once two
   * more were asked for: whoever keeps its bytes longer copies them.
   */
  content: AsyncIterable<Uint8Array>;
};

/** A symbolic or hard link. `target` is the normalised path inside the archive, absent when it leads out of it. */
export type LinkEntry = { type: 'link'; path: string; target?: string };

/** Something that could not be read, or a limit that was reached; the stream goes on where it can. */
export type ProblemEntry = {
  type: 'problem';
  problem: 'truncated' | 'damaged' | 'limit' | 'unreadable' | 'link';
  /** The entry concerned, where one is. */
  path?: string;
  /** One sentence for the report. */
  why: string;
};

export type Entry = FileEntry | LinkEntry | ProblemEntry;
