import { sourceFromPath, sourceFromPaths, sourceFromStream } from '../analyze/bundle/disk.ts';
import type { BundleSource } from '../analyze/bundle/source.ts';

/** The bundle that the arguments of a command name: one path, `-` for standard input, or several paths read as one. */
export async function bundleFrom(paths: readonly string[]): Promise<BundleSource> {
  const [first = ''] = paths;
  if (paths.length > 1) return sourceFromPaths([...paths]);
  return first === '-' ? sourceFromStream(process.stdin) : sourceFromPath(first);
}
