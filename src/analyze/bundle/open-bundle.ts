import { createHash } from 'node:crypto';
import type { InflatedFile } from './aside/inflated-file.ts';
import { ByteReader } from './byte-reader.ts';
import { counted } from './decompress.ts';
import type { Entry } from './entry.ts';
import { isJunk, normalisePath } from './entry-path.ts';
import type { Digest } from './hashing.ts';
import { hashing } from './hashing.ts';
import type { Budget, Limits, Work } from './limits.ts';
import { createBudget, DEFAULT_LIMITS } from './limits.ts';
import { type Member, walkOf } from './member.ts';
import { bundlePlace } from './place.ts';
import { type Emit, pulled } from './pulled.ts';
import type { Reading } from './reading.ts';
import { createReading, giveLastProblems } from './reading.ts';
import type { BundleSource } from './source.ts';
import { entriesOf, entriesOfFile } from './walk.ts';

/** What is known of a bundle once its last entry was taken. */
export type BundleSummary = {
  /** `tar.gz`, `tar`, `zip`, `gz`, `folder`, `file` ... */
  container: string;
  /** Bytes of the archive, or of all files of a folder. */
  bytes: number;
  /**
   * Of the archive's bytes; of a folder over its sorted `path NUL sha256(content)` lines. Where a limit ended the
   * reading of a folder, over the files up to there.
   */
  sha256: string;
  /** Files, links and folders, over all levels. */
  entries: number;
  /** The bundle was cut, or a limit ended its reading. */
  truncated: boolean;
};

export type OpenedBundle = {
  /** In archive order, once. What is not read of an entry is passed over when the next is asked for. */
  entries: AsyncIterable<Entry>;
  /** Valid after the last entry. */
  summary(): BundleSummary;
  work(): Readonly<Work>;
};

/** Has a gzip file on disk inflated while it is read; undefined where that does not pay or cannot be had. */
export type InflateAside = (file: { path: string; size: number }, budget: Budget) => Promise<InflatedFile | undefined>;

/**
 * Opens any container in one streaming pass; nothing is written anywhere.
 * @throws CasefileError NOT_A_BUNDLE, NOT_FOUND or NOT_READABLE, with the first entry that is asked for.
 */
export function openBundle(
  source: BundleSource,
  limits: Partial<Limits> = {},
  inflateAside?: InflateAside,
): OpenedBundle {
  const budget = createBudget({ ...DEFAULT_LIMITS, ...limits });
  const reading = createReading(source.name, budget);
  let digest: Digest | undefined;

  async function read(emit: Emit<Entry>): Promise<void> {
    const pass = source.type === 'folder' ? folderPass(source, reading) : filePass(source, reading, inflateAside);
    try {
      await pass.walk(emit);
      await giveLastProblems(reading, emit);
      digest = await pass.digest();
    } finally {
      await pass.close();
    }
  }

  return {
    entries: pulled(read),
    work: () => ({ ...budget.work }),
    summary() {
      if (!digest) throw new Error('the summary of a bundle is known after its last entry');
      return {
        container: containerOf(source, reading),
        ...digest,
        entries: budget.work.entries,
        truncated: reading.truncated,
      };
    },
  };
}

type Pass = { walk(emit: Emit<Entry>): Promise<void>; digest(): Promise<Digest>; close(): Promise<void> };

const SUFFIX: Record<string, string> = { gzip: 'gz', zstd: 'zst', xz: 'xz', bzip2: 'bz2', tar: 'tar', zip: 'zip' };

function containerOf(source: BundleSource, reading: Reading): string {
  if (source.type === 'folder') return 'folder';
  const layers = reading.layers.filter((layer) => layer !== 'file').map((layer) => SUFFIX[layer] ?? layer);
  return layers.reverse().join('.') || 'file';
}

function filePass(
  source: Extract<BundleSource, { type: 'file' }>,
  reading: Reading,
  inflateAside?: InflateAside,
): Pass {
  const { path, random } = source;
  const { budget } = reading;
  const hashed = hashing(source.bytes, budget);
  const reader = new ByteReader(hashed.bytes);
  let aside: InflatedFile | undefined;

  const inflated = async () => {
    if (path === undefined || !random) return undefined;
    aside = await inflateAside?.({ path, size: random.size }, budget);
    if (!aside) return undefined;
    reading.isPerishable = true;
    return new ByteReader(counted(aside.chunks, budget));
  };

  return {
    walk: (emit) => entriesOfFile({ reader, random, inflated }, bundlePlace(source.name), reading, emit),
    digest: () => (aside ? aside.digest() : hashed.finish()),
    async close() {
      await hashed.close();
      await aside?.close();
    },
  };
}

function folderPass(source: Extract<BundleSource, { type: 'folder' }>, reading: Reading): Pass {
  const lines: string[] = [];
  let bytes = 0;

  async function* hashed(member: Extract<Member, { type: 'file' }>): AsyncGenerator<Member> {
    const content = hashing(member.bytes, reading.budget);
    try {
      yield { ...member, bytes: content.bytes };
      const digest = await content.finish();
      lines.push(`${normalisePath(member.name)}\0${digest.sha256}\n`);
      bytes += digest.bytes;
    } finally {
      await content.close();
    }
  }

  async function* members(): AsyncGenerator<Member> {
    for await (const member of source.members) {
      if (member.type === 'file' && !isJunk(normalisePath(member.name))) yield* hashed(member);
      else yield member;
    }
  }

  return {
    walk: (emit) => entriesOf(walkOf(members()), { prefix: '', depth: 0, ofBundle: true }, reading, emit),
    async digest() {
      const hash = createHash('sha256');
      for (const line of lines.sort()) hash.update(line);
      return { bytes, sha256: hash.digest('hex') };
    },
    close: async () => {},
  };
}
