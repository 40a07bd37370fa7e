import { writeFile } from 'node:fs/promises';
import { CasefileError } from '../errors.ts';

/**
 * Writes a text to a file, or to standard output where none is given, and waits until it is through.
 * @throws CasefileError OUTPUT_NOT_WRITABLE.
 */
export async function writeText(text: string, file: string | undefined): Promise<void> {
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
