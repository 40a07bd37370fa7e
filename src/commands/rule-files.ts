import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleFile } from '../analyze/rules/read-rules.ts';
import type { RuleSet } from '../analyze/rules/rule.ts';
import { CasefileError } from '../errors.ts';
import { IS_BUILT, OWN_FOLDER } from '../own-files.ts';
import { EMBEDDED } from './embedded.ts';

/** Files larger than this are no rules. */
const MAX_BYTES = 1024 * 1024;

/** Written by `npm run build`, and read by what it built. */
const COMPILED = fileURLToPath(new URL('dist/rules.json', OWN_FOLDER));
export const RULES_FOLDER = fileURLToPath(new URL('rules', OWN_FOLDER));

/** The rule files of a folder or of an archive of one. */
export async function ruleFilesIn(folder: string): Promise<RuleFile[]> {
  if (!existsSync(folder)) throw noPack(folder);
  if (statSync(folder).isFile()) return ruleFilesOfArchive(folder);
  // Synchronously: of hundreds of small files, waiting for each takes three times as long as reading it.
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .filter((file) => statSync(path.join(folder, file)).size <= MAX_BYTES)
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

function noPack(folder: string): CasefileError {
  const hint = 'Check the path; a rule pack is a folder of YAML files, or an archive of one.';
  return new CasefileError('NOT_FOUND', `${folder} does not exist`, { hint });
}

async function ruleFilesOfArchive(archive: string): Promise<RuleFile[]> {
  const { sourceFromPath } = await import('../analyze/bundle/disk.ts');
  const { openBundle } = await import('../analyze/bundle/open-bundle.ts');
  const files: RuleFile[] = [];
  for await (const entry of openBundle(await sourceFromPath(archive), {}).entries) {
    if (entry.type !== 'file') continue;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of entry.content) {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
    }
    if (/\.ya?ml$/.test(entry.path) && bytes <= MAX_BYTES) {
      files.push({ path: entry.path, text: Buffer.concat(chunks).toString('utf8') });
    }
  }
  return files;
}

let loaded: Promise<RuleSet> | undefined;

/** The rules that come with casefile, loaded once: they are data that nobody changes. */
export function builtinRules(): Promise<RuleSet> {
  loaded ??= loadBuiltinRules();
  return loaded;
}

/** Compiled at build, read from their YAML where the sources run as they are. */
async function loadBuiltinRules(): Promise<RuleSet> {
  const inside = EMBEDDED?.['rules.json'];
  if (inside !== undefined) return JSON.parse(inside) as RuleSet;
  if (IS_BUILT) return JSON.parse(await readFile(COMPILED, 'utf8')) as RuleSet;
  const { readSoundRules } = await import('../analyze/rules/read-rules.ts');
  return readSoundRules(await ruleFilesIn(RULES_FOLDER));
}

/** The built-in rules (unless dropped) with the packs of other folders. Throws BROKEN_RULE with the first problems. */
export async function rulesFrom(folders: readonly string[], options: { builtin?: boolean } = {}): Promise<RuleSet> {
  const builtin = options.builtin === false ? { rules: [], needles: [], packs: [] } : await builtinRules();
  if (folders.length === 0) return builtin;
  const { readSoundRules, joinRuleSets } = await import('../analyze/rules/read-rules.ts');
  let all = builtin;
  for (const folder of folders) {
    all = joinRuleSets(all, await readSoundRules(await ruleFilesIn(folder), all.rules));
  }
  return all;
}
