import { fileURLToPath } from 'node:url';

/**
 * Where casefile itself lies: the folder above `src/`, and above `dist/`, whose files stand side by side. This file must
 * stay at the top of `src/` for that to be the same. A build in a single file has nothing beside it: see EMBEDDED.
 */
export const OWN_FOLDER = new URL('../', import.meta.url);

/** Whether this is what `npm run build` made, and not the sources as they are. */
export const IS_BUILT = !import.meta.url.endsWith('.ts');

/** The program as it is started. */
export const PROGRAM = fileURLToPath(new URL(IS_BUILT ? './cli.js' : './cli.ts', import.meta.url));
