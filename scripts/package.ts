/**
 * Writes what can be carried into an air gap: `dist/casefile.cjs`, one file that needs Node only, with rules and templates
 * inside; and `dist/casefile-<version>.tgz`, a package that installs without a registry: what it needs lies in its `dist`.
 * Expects a finished build.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleProgram } from './bundle.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

await bundleProgram('dist/casefile.cjs', 'inline');
chmodSync('dist/casefile.cjs', 0o755);

const archive = packAlone();
for (const file of ['dist/casefile.cjs', archive]) {
  console.log(`${file}  ${(statSync(file).size / 1024 ** 2).toFixed(1)} MiB`);
}

/** `npm install <archive>` needs no registry: the manifest in it names no package. */
function packAlone(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-package-'));
  try {
    const alone = { ...manifest, dependencies: undefined, devDependencies: undefined, scripts: undefined };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(alone, null, 2));
    for (const name of ['dist', 'rules', 'templates', 'schema', 'docs', 'LICENSE', 'README.md', 'CHANGELOG.md']) {
      cpSync(name, path.join(folder, name), { recursive: true, filter: (file) => !/\.(?:cjs|tgz)$/.test(file) });
    }
    execFileSync('npm', ['pack', folder, '--pack-destination', 'dist', '--silent', '--ignore-scripts'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return path.join('dist', `casefile-${manifest.version}.tgz`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
