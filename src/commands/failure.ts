import { CasefileError } from '../errors.ts';

/** A failure as it is told: the code that scripts know, the sentence for a table, the lines for standard error. */
export type Failure = { exitCode: number; code: string; message: string; text: string };

/** Two to four lines for what was to be expected; a stack only for a fault of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CasefileError) {
    const { exitCode, code, message, hint } = error;
    const detail = error.detail ? `\n  ${error.detail}` : '';
    return { exitCode, code, message, text: `casefile: ${message} (${code})${detail}\n  ${hint}\n` };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const text = `casefile: this is a fault of casefile, not of your bundle; please report it.\n${stack}\n`;
  return { exitCode: 5, code: 'FAULT', message, text };
}
