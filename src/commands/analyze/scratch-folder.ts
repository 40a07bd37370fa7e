import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs with a folder that only its owner may enter, and that is gone afterwards, however the program ends. */
export async function withScratchFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const interrupted = () => process.exit(130);
  const terminated = () => process.exit(143);
  // A reader that closes the pipe ends the program too.
  process.once('exit', remove).once('SIGINT', interrupted).once('SIGTERM', terminated);
  try {
    return await use(folder);
  } finally {
    process.off('exit', remove).off('SIGINT', interrupted).off('SIGTERM', terminated);
    remove();
  }
}
