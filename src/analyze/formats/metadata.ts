import type { BundleMetadata } from './facts.ts';

type CaptureSource = NonNullable<BundleMetadata['capturedAtSource']>;

/** How well a source knows the time of the capture; a name's time has no zone and no better word for it than metadata. */
const TRUST = ['manifest', 'timestamp-file', 'metadata', 'name'] as const;
type Trust = (typeof TRUST)[number];

/** Collects what files of the bundle say about the bundle; the most trusted source of the time wins. */
export type MetadataNotes = {
  capturedAt(time: string | undefined, source: Trust): void;
  /** The first value that is told for a field stays. */
  set(notes: Omit<BundleMetadata, 'capturedAt' | 'capturedAtSource'>): void;
  /** As `set`, for what was only concluded: it yields to what is told, whenever that comes. */
  conclude(notes: Omit<BundleMetadata, 'capturedAt' | 'capturedAtSource'>): void;
  tool?: string;
  result(): BundleMetadata;
};

export function createMetadata(): MetadataNotes {
  const known: BundleMetadata = {};
  const concluded: BundleMetadata = {};
  let trusted: number = TRUST.length;
  return {
    capturedAt(time, source) {
      const trust = TRUST.indexOf(source);
      // A collector stamps its start and its end; the state is that of the end.
      if (!time || trust > trusted || (trust === trusted && time <= (known.capturedAt ?? ''))) return;
      trusted = trust;
      known.capturedAt = time;
      known.capturedAtSource = (source === 'name' ? 'metadata' : source) satisfies CaptureSource;
    },
    set: (notes) => fill(known, notes),
    conclude: (notes) => fill(concluded, notes),
    result: () => ({ ...concluded, ...known }),
  };
}

function fill(target: BundleMetadata, notes: BundleMetadata): void {
  for (const [key, value] of Object.entries(notes)) {
    if (value !== undefined && !(key in target)) Object.assign(target, { [key]: value });
  }
}
