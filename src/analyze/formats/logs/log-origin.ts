import type { LogOrigin } from '../facts.ts';
import type { LogPlace } from '../place.ts';

/** Whose log a file is, as far as its path tells. */
export function originOf(file: string, place: LogPlace | undefined): LogOrigin {
  return {
    file,
    firstLine: 1,
    ...(place?.namespace && !place.onlyIn ? { namespace: place.namespace } : {}),
    ...(place?.pod && !place.onlyIn ? { pod: place.pod } : {}),
    ...(place?.container && !place.onlyIn ? { container: place.container } : {}),
    previous: place?.previous ?? false,
    ...(place?.nodeLog ? { nodeLog: true } : {}),
    ...(place?.node ? { node: place.node } : {}),
    stem: stemOf(file),
  };
}

/** The file's name without what says that it is a log, an old one or a text: `web-0-previous.log` → `web-0`. */
function stemOf(file: string): string {
  const name = file.split('/').at(-1) ?? file;
  return name
    .replace(/(?:\.(?:log|txt|out|json|gz|\d{1,3}))+$/i, '')
    .replace(/[-_.]prev(?:ious)?$/i, '')
    .replace(/[-_.]logs?$/i, '');
}
