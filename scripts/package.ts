/**
 * Writes what can be carried into an air gap: `dist/casefile.cjs`, one file that needs Node only, with rules and templates
 * inside; and `dist/casefile-<version>.tgz`, a package with its dependencies that installs without a registry.
 * Expects a finished build.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import glob from 'fast-glob';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: object };

const embedded: Plugin = {
  name: 'embedded-files',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]commands[\\/]embedded\.ts$/ }, async () => {
      const templates = (await glob('templates/*')).sort();
      const files = [['rules.json', 'dist/rules.json'], ...templates.map((file) => [file, file])];
      const texts = Object.fromEntries(files.map(([name = '', file = '']) => [name, readFileSync(file, 'utf8')]));
      return { contents: `export const EMBEDDED = ${JSON.stringify(texts)};`, loader: 'js' };
    });
    // In one scope with the rest it is fast without being required.
    onLoad({ filter: /[\\/]yaml[\\/]js-yaml\.ts$/ }, ({ path: file }) => ({
      contents: `export { CORE_SCHEMA, load, YAMLException } from 'js-yaml';`,
      resolveDir: path.dirname(file),
      loader: 'js',
    }));
  },
};

await build({
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/casefile.cjs',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // CommonJS has no import.meta; what asks for it gets the place of the file itself.
  define: { 'import.meta.url': 'casefileUrl' },
  banner: { js: 'const casefileUrl = require("node:url").pathToFileURL(__filename).href;' },
  legalComments: 'none',
  plugins: [embedded],
  logLevel: 'warning',
});
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
