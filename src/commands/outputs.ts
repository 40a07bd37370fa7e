import { CasefileError } from '../errors.ts';

const FORMATS = ['html', 'md', 'json', 'sarif', 'junit', 'troubleshoot'] as const;
export type Format = (typeof FORMATS)[number];

/** Where a report goes: to a file, or to standard output. */
export type Output = { format: Format; file: string | undefined };

/** `troubleshoot` is JSON too, and has to be asked for. */
const EXTENSIONS: Record<string, Format> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'md',
  '.json': 'json',
  '.sarif': 'sarif',
  '.xml': 'junit',
};

/**
 * Pairs `--format` and `--output` in the order in which they were given. A format without an output goes to standard
 * output, an output without a format takes its own extension; without either the HTML goes to the default file.
 * @throws CasefileError USAGE.
 */
export function pairOutputs(formats: readonly string[], files: readonly string[], defaultFile: string): Output[] {
  const known = formats.map(knownFormat);
  if (known.length === 0 && files.length === 0) return [{ format: 'html', file: defaultFile }];

  const outputs = Array.from({ length: Math.max(known.length, files.length) }, (_, index): Output => {
    const file = files[index];
    const format = known[index] ?? formatOf(file);
    return { format, file: file === '-' ? undefined : file };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new CasefileError('USAGE', 'only one report can go to standard output', {
      hint: 'Give each --format an --output file.',
    });
  }
  return outputs;
}

/** @throws CasefileError USAGE. */
export function knownFormat(format: string): Format {
  const found = FORMATS.find((candidate) => candidate === format);
  if (found) return found;
  throw new CasefileError('USAGE', `there is no format ${format}`, { detail: `Formats: ${FORMATS.join(', ')}.` });
}

function formatOf(file: string | undefined): Format {
  const extension = /\.[^./\\]+$/.exec(file ?? '')?.[0].toLowerCase() ?? '';
  const format = EXTENSIONS[extension];
  if (format) return format;
  throw new CasefileError('USAGE', `the format of ${file} cannot be told from its name`, {
    hint: `Add --format (${FORMATS.join(', ')}), or use one of the extensions .html, .md, .json, .sarif, .xml.`,
  });
}

/** The bundle's name without the suffixes of archives: `ticket-42` of `ticket-42.tar.gz`. */
export function stemOf(name: string): string {
  return name.replace(/(?:\.(?:tar|tgz|gz|zst|xz|bz2|zip|\d{3}))+$/i, '') || name;
}
