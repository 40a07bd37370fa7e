import path from 'node:path';
import { Command } from 'commander';
import { openBundle } from '../analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../analyze/bundle/source.ts';
import { CasefileError } from '../errors.ts';
import { createArchive } from '../redact/bundle/archive.ts';
import { type RedactedBundle, redactBundle, SUMMARY_FILE } from '../redact/bundle/redact-bundle.ts';
import { VERSION } from '../report-format/version.ts';
import { bundleFrom } from './bundle-argument.ts';
import { printable } from './printable.ts';
import { addRedactionOptions, bundleRedactor, type RedactionFlags } from './redaction-options.ts';

type Flags = RedactionFlags & { output: string };

/** Exit code of a copy that lacks something of the original. */
const PARTIAL = 4;

/** `casefile redact <bundle> -o <out>`. */
export function redactCommand(): Command {
  const command = new Command('redact')
    .description('Copy a bundle, whoever made it, without the secrets in it. File names, hosts and users stay.')
    .argument('<bundle>', 'archive, folder, file, or - for standard input')
    .requiredOption('-o, --output <file>', 'archive to write: .tar.gz, .tgz or .tar')
    .action(redact);
  return addRedactionOptions(command);
}

async function redact(bundle: string, flags: Flags): Promise<void> {
  const { output } = flags;
  if (!/\.(?:tar\.gz|tgz|tar)$/.test(output)) {
    throw new CasefileError('USAGE', `${output} names no archive that redact can write`, {
      hint: 'End the name in .tar.gz, .tgz or .tar.',
    });
  }
  const redactor = await bundleRedactor(flags);
  const source = await bundleFrom([bundle]);
  refuseWithin(source, bundle, output);

  const archive = await createArchive(output);
  const release = onInterrupt(() => archive.discard());
  try {
    const redacted = await redactBundle(openBundle(source).entries, archive, redactor, VERSION);
    process.stdout.write(summaryOf(output, redacted, await archive.finish()));
    const isWhole = redacted.withheld.length + redacted.problems.length === 0;
    process.exitCode = isWhole ? 0 : PARTIAL;
  } catch (error) {
    await archive.discard();
    throw error;
  } finally {
    release();
  }
}

/** A copy that grows within the folder that is read would be read too. */
function refuseWithin(source: BundleSource, folder: string, output: string): void {
  const place = path.relative(path.resolve(folder), path.resolve(output));
  if (source.type === 'folder' && !place.startsWith('..') && !path.isAbsolute(place)) {
    throw new CasefileError('USAGE', `${output} lies in the folder that is read`, { hint: 'Write it elsewhere.' });
  }
}

/** Nothing half-written is left behind by Ctrl-C. */
function onInterrupt(discard: () => Promise<void>): () => void {
  const handlers = [['SIGINT', 130] as const, ['SIGTERM', 143] as const].map(([signal, code]) => {
    const handler = () => void discard().finally(() => process.exit(code));
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const off of handlers) off();
  };
}

function summaryOf(file: string, redacted: RedactedBundle, written: { bytes: number; sha256: string }): string {
  const { counts, files, withheld, binary, problems, entries } = redacted;
  const secrets = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rows: [string, string][] = [
    ['files', String(entries)],
    ['redacted', `${secrets} values in ${new Set(files.map((row) => row.file)).size} files`],
    ...Object.entries(counts).map(([rule, count]): [string, string] => ['', `${String(count).padStart(7)} ${rule}`]),
    ['size', `${written.bytes} bytes`],
    ['sha256', written.sha256],
    ['file', file],
  ];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(9)} ${value}`),
    ...listed('Withheld, it could not be redacted:', withheld),
    ...listed('Left out, binary content:', binary),
    ...listed(
      'Not read:',
      problems.map(({ file: of, why }) => (of === undefined ? why : `${of}: ${why}`)),
    ),
    `What was taken out of which file stands in ${SUMMARY_FILE}, in the archive.`,
    '',
  ].join('\n');
}

function listed(title: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, 20).map((line) => `  ${printable(line)}`);
  const more = lines.length - shown.length;
  return lines.length === 0 ? [] : [title, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}
