import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import glob from 'fast-glob';

/** Files that the program reads at run time, by the name under which it asks for them. */
export async function embeddedFiles(): Promise<Record<string, string>> {
  const templates = (await glob('templates/*')).sort();
  return Object.fromEntries([['rules.json', 'dist/rules.json'], ...templates.map((file) => [file, file])]);
}

/**
 * Bundles the program and its dependencies into one CommonJS file. `inline`: the embedded files lie in it as texts.
 * `asset`: they are assets of a single executable, read when they are asked for.
 */
export async function bundleProgram(outfile: string, files: 'inline' | 'asset'): Promise<void> {
  const names = await embeddedFiles();
  await build({
    entryPoints: ['src/cli.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // What is embedded in an executable has nobody to ask for a module; `require` knows those of Node.
    supported: { 'dynamic-import': false },
    // CommonJS has no import.meta; what asks for it gets the place of the file itself.
    define: { 'import.meta.url': 'casefileUrl' },
    banner: { js: `${files === 'asset' ? OWN_ARGUMENTS : ''}${OWN_URL}` },
    legalComments: 'none',
    plugins: [embedded(files === 'inline' ? asTexts(names) : asAssets(names)), ...packagesInside],
    logLevel: 'warning',
  });
}

const OWN_URL = 'const casefileUrl = require("node:url").pathToFileURL(__filename).href;';
/** `fork` puts the program's path first, which an executable that is its own program takes for an argument. */
const OWN_ARGUMENTS = 'if (process.argv[2] === process.execPath) process.argv.splice(2, 1);';

function asTexts(names: Record<string, string>): string {
  const texts = Object.entries(names).map(([name, file]) => [name, readFileSync(file, 'utf8')]);
  return `export const EMBEDDED = ${JSON.stringify(Object.fromEntries(texts))};`;
}

function asAssets(names: Record<string, string>): string {
  return `import { getAsset } from 'node:sea';
    const asset = (name) => [name, { enumerable: true, get: () => getAsset(name, 'utf8') }];
    export const EMBEDDED = Object.defineProperties({}, Object.fromEntries(${JSON.stringify(Object.keys(names))}.map(asset)));`;
}

const embedded = (contents: string): Plugin => ({
  name: 'embedded-files',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]commands[\\/]embedded\.ts$/ }, () => ({ contents, loader: 'js' }));
  },
});

/** In one scope with the rest js-yaml is fast without being required. */
const yamlInside: Plugin = {
  name: 'yaml-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]yaml[\\/]js-yaml\.ts$/ }, ({ path: file }) => ({
      contents: `export { CORE_SCHEMA, load, YAMLException } from 'js-yaml';`,
      resolveDir: path.dirname(file),
      loader: 'js',
    }));
  },
};

/** Emscripten reads the code of Lua from beside its own file, of which nothing is left: it gets the bytes instead. */
const wasmInside: Plugin = {
  name: 'wasm-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]wasmoon[\\/]dist[\\/]index\.js$/ }, ({ path: file }) => {
      const wasm = readFileSync(path.join(path.dirname(file), 'glue.wasm')).toString('base64');
      const written = readFileSync(file, 'utf8');
      const contents = written.replace(
        /if\((\w+)\)return \1\(\w+\);throw ?"both async and sync fetching of the wasm failed"/,
        `return Buffer.from("${wasm}","base64")`,
      );
      if (contents === written) throw new Error('wasmoon reads its code in another way: scripts/bundle.ts must follow');
      return { contents, loader: 'js' };
    });
  },
};

/** For packages that a bundle takes from their own files. */
export const packagesInside: Plugin[] = [yamlInside, wasmInside];
