import path from 'node:path';

/** The folder under which everything of an archive lies: its name without what tells that it is one. */
export function topFolderOf(file: string): string {
  return path.basename(file).replace(/\.(tar\.gz|tgz)$/, '') || 'casefile';
}
