import { createInterface } from 'node:readline/promises';
import { CasefileError } from '../errors.ts';

type Terminal = { input: NodeJS.ReadStream; output: NodeJS.WriteStream };

/**
 * Asks on the terminal whether to go on. @throws CasefileError USAGE, where the answer is not `yes` and where nobody can
 * be asked.
 */
export async function confirm(
  warning: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<void> {
  if (!input.isTTY || !output.isTTY) {
    throw new CasefileError('USAGE', warning, { hint: 'Nobody can be asked here: add --yes if that is meant.' });
  }
  const asked = createInterface({ input, output });
  try {
    const answer = await asked.question(`${warning}\nGo on? Type yes: `);
    if (answer.trim().toLowerCase() === 'yes') return;
  } finally {
    asked.close();
  }
  throw new CasefileError('USAGE', 'nothing was captured', {
    hint: 'Leave out --no-redact to capture with redaction.',
  });
}
