/**
 * Writes a single executable for this platform to `release/`, for those who have no Node: the program itself, an archive
 * `casefile-<version>-<system>-<processor>.tar.gz` with the licences of what is in it, SHA256SUMS, and the manifest of the
 * krew plugin over all such archives there. Expects a finished build. The executable is a copy of the Node that runs this.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'postject';
import { bundleProgram, embeddedFiles } from './bundle.ts';
import { type BinaryArchive, krewManifest } from './krew.ts';

/** What Node looks for in its own file (nodejs/node:doc/api/single-executable-applications.md@v20.20.2). */
const BLOB = { name: 'NODE_SEA_BLOB', sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2' };
const RELEASE = 'release';
const LICENCES_OF_NODE = [
  path.join(path.dirname(process.execPath), '..', 'LICENSE'),
  path.join(path.dirname(process.execPath), 'LICENSE'),
  '/usr/share/doc/nodejs/LICENSE',
  '/usr/share/doc/nodejs/copyright',
];
const ARCHIVE = /^casefile-[\w.-]+-(linux|darwin|windows)-(amd64|arm64)\.tar\.gz$/;
const SYSTEM: Record<string, string> = { win32: 'windows' };
const PROCESSOR: Record<string, string> = { x64: 'amd64' };

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const system = SYSTEM[process.platform] ?? process.platform;
const processor = PROCESSOR[process.arch] ?? process.arch;
const program = system === 'windows' ? 'casefile.exe' : 'casefile';

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-binary-'));
try {
  await buildExecutable(path.join(folder, program));
  copyFileSync('LICENSE', path.join(folder, 'LICENSE'));
  copyFileSync('docs/licences.md', path.join(folder, 'LICENCES.md'));
  const nodes = LICENCES_OF_NODE.find((file) => existsSync(file));
  if (nodes) copyFileSync(nodes, path.join(folder, 'LICENSE.node'));
  else console.warn('the licence of Node.js was not found beside it: add it before you pass the archive on');

  mkdirSync(RELEASE, { recursive: true });
  copyFileSync(path.join(folder, program), path.join(RELEASE, program));
  const archive = path.join(RELEASE, `casefile-${version}-${system}-${processor}.tar.gz`);
  const files = [program, 'LICENSE', 'LICENCES.md', ...(nodes ? ['LICENSE.node'] : [])];
  execFileSync('tar', ['czf', archive, '-C', folder, ...files]);
  console.log(`${archive}  ${mebibytes(archive)}, the program in it ${mebibytes(path.join(folder, program))}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const archives = binaryArchives();
writeFileSync(path.join(RELEASE, 'SHA256SUMS'), archives.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
writeFileSync(path.join(RELEASE, 'casefile-krew.yaml'), krewManifest(version, archives));
console.log(`${RELEASE}/SHA256SUMS, ${RELEASE}/casefile-krew.yaml`);

async function buildExecutable(file: string): Promise<void> {
  const at = (name: string) => path.join(folder, name);
  await bundleProgram(at('main.cjs'), 'asset');
  const config = {
    // Relative, so that no name of this machine stands in the executable.
    main: 'main.cjs',
    output: 'blob',
    assets: absolute(await embeddedFiles()),
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
  };
  writeFileSync(at('sea.json'), JSON.stringify(config));
  execFileSync(process.execPath, ['--experimental-sea-config', 'sea.json'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  copyFileSync(process.execPath, file);
  chmodSync(file, 0o755);
  // A signature does not survive a change of the file, and macOS runs nothing with a broken one.
  if (system === 'darwin') execFileSync('codesign', ['--remove-signature', file]);
  const { name, sentinelFuse } = BLOB;
  await inject(file, name, readFileSync(at('blob')), {
    sentinelFuse,
    ...(system === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
  });
  if (system === 'darwin') execFileSync('codesign', ['--sign', '-', file]);
}

function absolute(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, path.resolve(file)]));
}

/** The archives of this version in `release/`, those of other systems too when they were copied there. */
function binaryArchives(): BinaryArchive[] {
  return readdirSync(RELEASE)
    .filter((name) => name.startsWith(`casefile-${version}-`) && ARCHIVE.test(name))
    .sort()
    .map((name) => {
      const [, os = '', arch = ''] = ARCHIVE.exec(name) ?? [];
      const sha256 = createHash('sha256')
        .update(readFileSync(path.join(RELEASE, name)))
        .digest('hex');
      return { name, os, arch, sha256 };
    });
}

function mebibytes(file: string): string {
  return `${(statSync(file).size / 1024 ** 2).toFixed(1)} MiB`;
}
