import { stat } from 'node:fs/promises';
import { archivesIn, firstPieceOf, sourceFromPath, sourceFromPaths, sourceFromStream } from '../analyze/bundle/disk.ts';
import type { BundleSource } from '../analyze/bundle/source.ts';

/** The bundle that the arguments of a command name: one path, `-` for standard input, or several paths read as one. */
export async function bundleFrom(paths: readonly string[]): Promise<BundleSource> {
  const [first = ''] = paths;
  if (paths.length > 1) return sourceFromPaths([...paths]);
  return first === '-' ? sourceFromStream(process.stdin) : sourceFromPath(first);
}

/**
 * The paths of the bundles that arguments name, each once and in their order: the pieces of a split archive are one
 * bundle, and a folder that holds nothing but archives is as many as it holds.
 */
export async function bundlesNamed(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await bundlesAt(path)));
  return [...new Set(found)];
}

async function bundlesAt(path: string): Promise<string[]> {
  // What does not exist is said by whoever opens it, so that the other bundles are still analysed.
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [await firstPieceOf(path)];
  const archives = await archivesIn(path).catch(() => []);
  return archives.length > 0 ? archives : [path];
}
