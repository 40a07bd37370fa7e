/**
 * Fails when a lower stage imports a higher one. The order below is the pipeline of docs/architecture.md: a folder may
 * import itself and what stands above it in its list of permissions, nothing else.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';

const shared = ['errors.ts', 'bundle-format', 'report-format', 'redact'];
const reading = [...shared, 'analyze/bundle', 'analyze/formats', 'analyze/scan'];
const snapshot = [...reading, 'analyze/snapshot'];
const judging = [...snapshot, 'analyze/evidence.ts', 'analyze/rules'];

/** Longest prefix wins. `commands` and `cli.ts` may import everything. */
const MAY_IMPORT: Record<string, string[]> = {
  'errors.ts': [],
  'own-files.ts': [],
  'bundle-format': ['errors.ts'],
  'report-format': ['errors.ts'],
  redact: ['errors.ts'],
  'redact/bundle': ['errors.ts', 'bundle-format', 'redact', 'analyze/bundle'],
  collect: shared,
  'analyze/bundle': ['errors.ts'],
  'analyze/formats': ['errors.ts', 'bundle-format', 'report-format', 'analyze/bundle'],
  'analyze/scan': ['errors.ts', 'report-format'],
  'analyze/snapshot': reading.filter((folder) => folder !== 'redact'),
  'analyze/evidence.ts': snapshot,
  'analyze/rules': [...snapshot, 'analyze/evidence.ts', 'analyze/checks'],
  'analyze/checks': judging,
  'analyze/diagnose': judging.filter((folder) => folder !== 'redact'),
  'analyze/applications': [...judging.filter((folder) => folder !== 'redact'), 'analyze/diagnose'],
  analyze: [...judging, 'analyze/checks', 'analyze/diagnose', 'analyze/applications'],
  compare: ['errors.ts', 'report-format', 'analyze/snapshot', 'analyze/formats'],
  overview: ['report-format'],
  report: ['errors.ts', 'own-files.ts', 'report-format', 'bundle-format'],
};
const EVERYTHING = ['commands', 'cli.ts'];
const ONLY_EVIDENCE_REDACTS = /^analyze\/(?!evidence\.ts$)/;

const within = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);
const roomOf = (file: string) =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => within(file, folder))
    .sort((a, b) => b.length - a.length)[0];

const complaints: string[] = [];
for (const file of (await glob('**/*.ts', { cwd: 'src' })).sort()) {
  if (EVERYTHING.some((folder) => within(file, folder))) continue;
  const room = roomOf(file);
  if (!room) {
    complaints.push(`src/${file}: stands in no stage of the pipeline`);
    continue;
  }
  const imports = [...readFileSync(path.join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)];
  for (const [, specifier = ''] of imports) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    if (target.startsWith('..')) continue;
    const allowed = roomOf(target) === room || (MAY_IMPORT[room] ?? []).some((folder) => within(target, folder));
    if (!allowed) complaints.push(`src/${file}: ${room} must not import ${target}`);
    if (ONLY_EVIDENCE_REDACTS.test(file) && within(target, 'redact')) {
      complaints.push(`src/${file}: only analyze/evidence.ts may call redact/`);
    }
  }
}

for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log('layers: in order');
