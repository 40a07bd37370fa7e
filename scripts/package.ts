/**
 * Writes what can be carried into an air gap: `dist/casefile.cjs`, one file that needs Node only, with rules and templates
 * inside; and `dist/casefile-<version>.tgz`, a package with its dependencies that installs without a registry.
 * Expects a finished build.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleProgram } from './bundle.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: object };

await bundleProgram('dist/casefile.cjs', 'inline');
chmodSync('dist/casefile.cjs', 0o755);

const archive = await packWithDependencies();
for (const file of ['dist/casefile.cjs', archive]) {
  console.log(`${file}  ${(statSync(file).size / 1024 ** 2).toFixed(1)} MiB`);
}

/** `npm install <archive>` needs no registry: every dependency lies in the archive. */
async function packWithDependencies(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-package-'));
  try {
    const bundled = {
      ...manifest,
      devDependencies: undefined,
      scripts: undefined,
      bundleDependencies: Object.keys(manifest.dependencies),
    };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(bundled, null, 2));
    for (const name of ['dist', 'rules', 'templates', 'schema', 'docs', 'LICENSE', 'README.md', 'CHANGELOG.md']) {
      cpSync(name, path.join(folder, name), { recursive: true, filter: (file) => !/\.(?:cjs|tgz)$/.test(file) });
    }
    // The very packages that are installed here, so that packing needs no network either.
    const tree = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { encoding: 'utf8' });
    for (const source of tree.trim().split('\n').slice(1)) {
      cpSync(source, path.join(folder, path.relative(process.cwd(), source)), { recursive: true });
    }
    mkdirSync('dist', { recursive: true });
    execFileSync('npm', ['pack', folder, '--pack-destination', 'dist', '--silent', '--ignore-scripts'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return path.join('dist', `casefile-${manifest.version}.tgz`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
