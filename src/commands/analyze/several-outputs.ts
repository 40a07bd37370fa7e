import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { CasefileError } from '../../errors.ts';
import type { Format } from '../outputs.ts';
import { knownFormat, stemOf } from '../outputs.ts';

/** Where the reports of several bundles go in one format: into a folder, or one after the other to standard output. */
export type FolderOutput = { format: Format; folder: string | undefined };

const SUFFIXES: Record<Format, string> = {
  html: 'report.html',
  md: 'report.md',
  json: 'report.json',
  sarif: 'report.sarif',
  junit: 'report.xml',
  troubleshoot: 'analysis.json',
};

/**
 * Pairs `--format` and `--output` in order, as for one bundle, but an output is a folder, and of a folder without a format
 * HTML is expected. Without either the reports go to the working directory.
 * @throws CasefileError USAGE.
 */
export function pairFolders(formats: readonly string[], folders: readonly string[]): FolderOutput[] {
  const known = formats.map(knownFormat);
  if (known.length === 0 && folders.length === 0) return [{ format: 'html', folder: '.' }];
  const outputs = Array.from({ length: Math.max(known.length, folders.length) }, (_, index): FolderOutput => {
    const folder = folders[index];
    return { format: known[index] ?? 'html', folder: folder === '-' ? undefined : folder };
  });
  const [onStdout, second] = outputs.filter(({ folder }) => folder === undefined);
  if (second || (onStdout && onStdout.format !== 'json' && onStdout.format !== 'sarif')) {
    throw new CasefileError('USAGE', 'of several bundles, only JSON Lines or one SARIF log go to standard output', {
      hint: 'Name a folder for each --format with -o.',
    });
  }
  for (const { folder } of outputs) if (folder !== undefined) refuseFile(folder);
  return outputs;
}

/** True where an output can only be meant as a folder: it is one, or ends like one. */
export function namesFolder(output: string): boolean {
  return /[/\\]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
}

function refuseFile(folder: string): void {
  if (namesFolder(folder) || !/\.(?:html?|md|json|sarif|xml)$/i.test(folder)) return;
  throw new CasefileError('USAGE', `${folder} looks like a file, and several bundles need a folder`, {
    hint: 'Give -o a folder, and --format (html, md, json, sarif, junit, troubleshoot) what to write there.',
  });
}

/** A bundle of several: its name in tables, and the name that its reports begin with. */
export type NamedBundle = { path: string; name: string; stem: string };

/** Names by which bundles can be told apart; `taken` is what no report may be called. */
export function nameBundles(paths: readonly string[], taken: readonly string[] = []): NamedBundle[] {
  const bases = paths.map((file) => (file === '-' ? 'stdin' : path.basename(path.resolve(file)).replace(/\.001$/, '')));
  const stems = new Set(taken);
  return paths.map((file, index) => {
    const base = bases[index] ?? file;
    const plain = stemOf(base);
    let stem = plain;
    // File systems that ignore case would write two reports into one file.
    for (let copy = 2; stems.has(stem.toLowerCase()); copy += 1) stem = `${plain}-${copy}`;
    stems.add(stem.toLowerCase());
    return { path: file, name: bases.filter((other) => other === base).length > 1 ? file : base, stem };
  });
}

export function reportName({ stem }: NamedBundle, format: Format): string {
  return `${stem}.${SUFFIXES[format]}`;
}
