import { sourceFromStream } from '../../src/analyze/bundle/disk.ts';
import type { ProblemEntry } from '../../src/analyze/bundle/entry.ts';
import type { Limits, Work } from '../../src/analyze/bundle/limits.ts';
import type { BundleSummary, InflateAside } from '../../src/analyze/bundle/open-bundle.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../../src/analyze/bundle/source.ts';
import { inPieces } from './archives.ts';

/** Everything a bundle yields, read to the end: content by path, links by path, and the problems. */
export type Everything = {
  files: Record<string, string>;
  links: Record<string, string | undefined>;
  problems: Omit<ProblemEntry, 'type'>[];
  order: string[];
  summary: BundleSummary;
  work: Work;
};

export async function readAll(
  source: BundleSource,
  limits: Partial<Limits> = {},
  inflateAside?: InflateAside,
): Promise<Everything> {
  const bundle = openBundle(source, limits, inflateAside);
  const read: Pick<Everything, 'files' | 'links' | 'problems' | 'order'> = {
    files: {},
    links: {},
    problems: [],
    order: [],
  };
  for await (const entry of bundle.entries) {
    if (entry.type === 'problem') {
      const { type: _, ...problem } = entry;
      read.problems.push(problem);
      continue;
    }
    read.order.push(entry.path);
    if (entry.type === 'link') read.links[entry.path] = entry.target;
    else read.files[entry.path] = await textOf(entry.content);
  }
  return { ...read, summary: bundle.summary(), work: bundle.work() };
}

/** The same of bytes that arrive through a pipe. */
export function readBytes(
  bytes: Uint8Array,
  options: { name?: string; piece?: number; limits?: Partial<Limits> } = {},
): Promise<Everything> {
  return readAll(sourceFromStream(inPieces(bytes, options.piece ?? 64 * 1024), options.name), options.limits);
}

export async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(new Uint8Array(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
