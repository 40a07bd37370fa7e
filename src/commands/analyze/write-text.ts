import { writeFile } from 'node:fs/promises';
import { CasefileError } from '../../errors.ts';

/**
 * Writes a finished text to a file, or to standard output where `file` is undefined, and waits until it is out.
 * @throws CasefileError OUTPUT_NOT_WRITABLE.
 */
export async function writeText(file: string | undefined, text: string): Promise<void> {
  if (file === undefined) {
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    });
    return;
  }
  await writeFile(file, text).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('OUTPUT_NOT_WRITABLE', `${file} cannot be written`, { detail: why, cause });
  });
}
