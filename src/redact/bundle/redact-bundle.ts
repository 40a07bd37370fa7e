import path from 'node:path';
import type { Entry, FileEntry, ProblemEntry } from '../../analyze/bundle/entry.ts';
import type { StreamingRedactor } from '../redact.ts';
import { createTally, type RedactionRow } from '../summary.ts';
import type { Archive } from './archive.ts';
import { redactFile } from './redact-file.ts';

/** What the copy says about itself, `casefile-redaction.json`: counts and names, never a value. */
type RedactionSummary = {
  schemaVersion: 1;
  tool: { name: 'casefile'; version: string };
  /** Secrets taken out, by rule. */
  counts: Record<string, number>;
  files: RedactionRow[];
  /** Files replaced by a note because they could not be redacted. */
  withheld: string[];
  /** Files replaced by a note because they are binary. */
  binary: string[];
  /** What could not be read of the original. */
  problems: { file?: string; why: string }[];
};

export const SUMMARY_FILE = 'casefile-redaction.json';

export type RedactedBundle = RedactionSummary & { entries: number };

/**
 * Copies a bundle into an archive, every file redacted under the name that it had. Files of nested archives stand under
 * the path that `analyze` shows for them, `node.zip!/kubelet.log`; links stay links unless they lead out.
 */
export async function redactBundle(
  entries: AsyncIterable<Entry>,
  archive: Archive,
  redactor: StreamingRedactor,
  toolVersion: string,
): Promise<RedactedBundle> {
  const tally = createTally(redactor);
  const withheld: string[] = [];
  const binary: string[] = [];
  const problems: ProblemEntry[] = [];
  let top: string | undefined;
  let count = 0;

  const copyFile = async (entry: FileEntry): Promise<void> => {
    // A reader of the copy must meet the same name twice, as the last one counts.
    const name = entry.sameNameAs ?? entry.path;
    const { content, outcome } = redactFile(entry.content, redactor);
    const before = redactor.counts();
    await archive.file(name, content);
    tally.since(before, entry.path);
    if (outcome() === 'binary') binary.push(entry.path);
    if (outcome() === 'withheld') withheld.push(entry.path);
  };

  for await (const entry of entries) {
    if (entry.type === 'problem') {
      problems.push(entry);
      continue;
    }
    if (entry.type === 'link' && entry.target === undefined) continue;
    count += 1;
    top = commonTop(top, entry.path);
    if (entry.type === 'file') await copyFile(entry);
    else await archive.link(entry.path, path.posix.relative(path.posix.dirname(entry.path), entry.target ?? ''));
  }

  const summary: RedactionSummary = {
    schemaVersion: 1,
    tool: { name: 'casefile', version: toolVersion },
    counts: redactor.counts(),
    files: tally.rows(),
    withheld,
    binary,
    problems: problems.map(({ path: file, why }) => ({ ...(file === undefined ? {} : { file }), why })),
  };
  await archive.file(`${top ? `${top}/` : ''}${SUMMARY_FILE}`, once(`${JSON.stringify(summary, null, 2)}\n`));
  return { ...summary, entries: count };
}

/** The folder that all paths so far lie in; empty where there is none. */
function commonTop(top: string | undefined, file: string): string {
  const own = file.includes('/') ? (file.split('/')[0] ?? '') : '';
  return top === undefined || top === own ? own : '';
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
