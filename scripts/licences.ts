import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type LockEntry = { version?: string; license?: string; dev?: boolean };
type Shipped = { name: string; version: string; licence: string; text: string };

/** docs/licences.md: every package that is shipped with the program, and the text of its licence. */
export function licencesMarkdown(): string {
  const shipped = shippedPackages();
  const texts = new Map<string, Shipped[]>();
  for (const one of shipped) texts.set(one.text, [...(texts.get(one.text) ?? []), one]);
  return [
    '# Licences of what is shipped',
    '',
    'casefile itself is licensed under Apache-2.0 (LICENSE). The package, the single file and the executable contain the',
    'packages below; the executable also contains Node.js, whose own licence lies beside it where it was found.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
    ...[...texts].flatMap(([text, of]) => [
      `## ${of.map(({ name }) => name).join(', ')}`,
      '',
      ...(text === ''
        ? [`The package has no licence file; its manifest says ${of[0]?.licence}.`]
        : ['```text', text, '```']),
      '',
    ]),
  ].join('\n');
}

/** What `npm install --omit=dev` installs, by the lock file. */
function shippedPackages(): Shipped[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> };
  return Object.entries(lock.packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { version = '', license }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? licenceOf(place),
      text: licenceText(place),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function licenceOf(place: string): string {
  const file = path.join(place, 'package.json');
  const { license } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LockEntry) : {};
  if (typeof license !== 'string') throw new Error(`${place} names no licence: find out before it is shipped`);
  return license;
}

function licenceText(place: string): string {
  const names = existsSync(place)
    ? readdirSync(place).filter((name) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(name))
    : [];
  return names
    .sort()
    .map((name) => readFileSync(path.join(place, name), 'utf8').replace(/\r\n/g, '\n').trim())
    .join('\n\n');
}
