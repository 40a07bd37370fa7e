/** `{{name}}`: a capture, or one of the subject's names. */
const PLACEHOLDER = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** What every template may use beside the captures of its rule. */
export const SUBJECT_NAMES = ['kind', 'namespace', 'name', 'container', 'node'] as const;

/** The names that a template uses. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');
}

/** Puts the values in. What has no value here is said to be unknown. */
export function fillText(template: string, values: Record<string, string | undefined>): string {
  return template.replace(PLACEHOLDER, (_, name: string) => values[name] || `(unknown ${name})`);
}

/** DNS names, and what else may be part of a Kubernetes name: nothing that a shell would interpret. */
const SHELL_SAFE = /^[A-Za-z0-9]([A-Za-z0-9._:@/-]*[A-Za-z0-9])?$/;

/** As fillText, for a command line: a value that is not a plain name is quoted, since captures come from the bundle. */
export function fillCommand(template: string, values: Record<string, string | undefined>): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (!value) return `<${name}>`;
    return SHELL_SAFE.test(value) ? value : `'${value.replace(/[\r\n\t]+/g, ' ').replaceAll("'", `'\\''`)}'`;
  });
}
