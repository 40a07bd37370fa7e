import { CasefileError } from '../../errors.ts';
import type { Entry, LinkEntry } from '../bundle/entry.ts';
import { createBundleReading, type OpenFile, tellGaps } from './bundle-reading.ts';
import type { FactSink } from './facts.ts';
import { placeOf } from './families/index.ts';
import { finishBundle } from './finish-bundle.ts';
import { oneLine } from './gaps.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts';
import { readFile } from './read-file.ts';

export type ReadOptions = {
  /** The bundle's name, which may carry the time of the capture. */
  name?: string;
  limits?: Partial<ReadLimits>;
};

/** What is known once the last entry is read. */
export type ReadSummary = {
  /** The family: `casefile`, `support-bundle`, `must-gather` ... or `folder`. */
  format: string;
  /** Folder that only wraps the bundle, without a slash at the end; to be stripped from all `file` paths. */
  topFolder: string;
  /** Files and links. */
  entries: number;
  /** The archive was cut off or damaged. */
  truncated: boolean;
  /** Links to other files of the bundle: what is said of `to` holds for `from`. */
  links: { from: string; to: string }[];
};

/**
 * Reads all files of a bundle into facts, in archive order and once. Origins of logs may be completed (namespace, pod)
 * until it resolves; lists, gaps and metadata are told after the last entry, when family, kinds and captures are settled.
 * Never throws for what a file holds: it becomes a gap.
 */
export async function readEntries(
  entries: AsyncIterable<Entry>,
  sink: FactSink,
  options: ReadOptions = {},
): Promise<ReadSummary> {
  const bundle = createBundleReading(sink, { ...DEFAULT_LIMITS, ...options.limits });
  const paths: string[] = [];
  const links: LinkEntry[] = [];
  let truncated = false;

  for await (const entry of entries) {
    if (entry.type === 'problem') {
      truncated ||= entry.problem === 'truncated' || entry.problem === 'damaged';
      bundle.sink.gap({
        what: entry.path ?? 'the bundle',
        why: entry.why,
        ...(entry.path === undefined ? {} : { file: entry.path }),
      });
      continue;
    }
    paths.push(entry.path);
    if (entry.type === 'link') {
      links.push(entry);
      continue;
    }
    const file: OpenFile = {
      path: entry.path,
      place: placeOf(entry.sameNameAs ?? entry.path),
      bundle,
      used: false,
      foreign: false,
    };
    await readOrNote(entry.content, file);
  }

  const settled = finishBundle(bundle, paths, links, options.name);
  tellGaps(sink, bundle.gaps, settled.topFolder);
  return { ...settled, entries: paths.length, truncated };
}

/** One bad file costs one line of the coverage, whatever it did to its reader. */
async function readOrNote(content: AsyncIterable<Uint8Array>, file: OpenFile): Promise<void> {
  try {
    await readFile(content, file);
  } catch (error) {
    if (error instanceof CasefileError) throw error;
    const why = `could not be read: ${oneLine(error instanceof Error ? error.message : String(error))}`;
    file.bundle.sink.gap({ what: file.path, why, file: file.path });
  }
}
