/** Something wrong in a rule file, with its place. Lines and columns are 1-based. */
export type RuleProblem = { file: string; line: number; column: number; message: string };

/** `rules/x/y.yaml:3:7: match.log.pattern: ...`, as editors and terminals link it. */
export function problemLine({ file, line, column, message }: RuleProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}
