/** What a file holds, as far as its path tells; its content decides first. */
export type Place = ObjectsPlace | LogPlace | NotePlace;

export type ObjectsPlace = {
  role: 'objects';
  kind?: string;
  apiVersion?: string;
  /** `<plural>.<group>` of a custom resource, whose kind its definition tells. */
  resource?: string;
  namespace?: string;
  /** True where the family's layout promises that a list in this file holds everything of its kind (and namespace). */
  complete: boolean;
  /** Only in a bundle of this format is the promise kept, and the namespace meant. */
  onlyIn?: string;
  /** Empty texts are written as `null`. */
  nullTexts?: boolean;
};

export type LogPlace = {
  role: 'log';
  namespace?: string;
  pod?: string;
  container?: string;
  previous?: boolean;
  nodeLog?: boolean;
  node?: string;
  /** An empty file means that the log could not be had, not that nothing was logged. */
  emptyIsGap?: boolean;
  /** `<namespace>-<pod>` in one word, to be split once the namespaces are known. */
  joined?: string;
  /** Only in a bundle of this format are namespace, pod and container meant. */
  onlyIn?: string;
};

/** A file about the bundle itself, read by the function of that name in `notes/`. */
export type NotePlace = {
  role: 'note';
  note:
    | 'manifest'
    | 'errors'
    | 'stderr'
    | 'cluster-version'
    | 'timestamp'
    | 'kit-metadata'
    | 'kit-errors'
    | 'gathers'
    | 'gather-log'
    | 'issues'
    | 'collectors'
    | 'secret-probe'
    | 'configmap-probe'
    | 'pull-secret'
    | 'permissions'
    | 'discovery'
    | 'ignored';
  /** What the note is about. */
  about?: { kind?: string; namespace?: string; name?: string; what?: string };
};

/** A maker of bundles: how its bundles are recognised, and what its paths mean. */
export type Family = {
  format: string;
  /** Judged over all paths of the bundle, once the last entry is read. */
  recognises(paths: BundlePaths): boolean;
  place(path: string): Place | undefined;
};

/** Questions that families ask about all paths of a bundle. */
export type BundlePaths = {
  /** True where some path fits. */
  some(pattern: RegExp): boolean;
  has(path: string): boolean;
  /** The folders that hold files of all these names. */
  foldersWith(names: readonly string[]): string[];
  /** A file holds the markers with which `kubectl cluster-info dump` separates logs. */
  dumpMarkers: boolean;
  /** The file's tool, where a manifest names one: `casefile`, `mistral-support-bundle`. */
  tool?: string;
};
