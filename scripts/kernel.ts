import { readFileSync } from 'node:fs';
import path from 'node:path';
import wabt from 'wabt';

/** A module that holds the WebAssembly of a text, so that neither a build nor a run needs a compiler for it. */
export async function kernelBytes(file: string): Promise<string> {
  const { parseWat } = await wabt();
  const parsed = parseWat(file, readFileSync(file), { simd: true });
  parsed.validate();
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  parsed.destroy();
  const lines = (base64.match(/.{1,110}/g) ?? []).map((line) => `  '${line}',`);
  return [
    `/** ${path.basename(file)}, compiled by \`npm run generate\`; in base64. */`,
    `export const KERNEL = [`,
    ...lines,
    `].join('');`,
    '',
  ].join('\n');
}
