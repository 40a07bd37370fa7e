/**
 * What a single-file build carries inside: file name → text. The build of `dist/casefile.cjs` puts its own module in the
 * place of this one; a package on disk reads the files beside it.
 */
export const EMBEDDED: Readonly<Record<string, string>> | undefined = undefined;
