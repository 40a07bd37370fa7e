import { setFlagsFromString } from 'node:v8';

/** The last major version of V8 in which the flag was tried; an unknown flag makes V8 complain on standard error. */
const LAST_TRIED = 13;

/**
 * Keeps the space for new objects as small as it is. V8 doubles it whenever enough has survived in it, up to 32 MB and
 * more, and does not give that back: the more bytes are read, the more memory a program takes that keeps none of them.
 */
export function keepYoungGenerationSmall(): void {
  if (Number.parseInt(process.versions.v8, 10) <= LAST_TRIED) setFlagsFromString('--semi-space-growth-factor=1');
}
