/** Bounds on hostile input; each that is reached becomes a gap of its file. */
export type ReadLimits = {
  /** Bytes of one object, or of one document that is not a list. */
  objectBytes: number;
  /** Bytes of a YAML or text file, which are read as a whole. */
  fileBytes: number;
  /** Nesting of objects and lists; real objects stay below 40. */
  depth: number;
  /** Values of a YAML document with its aliases written out. */
  nodes: number;
};

export const DEFAULT_LIMITS: ReadLimits = {
  objectBytes: 64 << 20,
  fileBytes: 64 << 20,
  depth: 200,
  nodes: 2_000_000,
};
