import type { Document } from 'yaml';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { RuleProblem } from './problem.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** As readYamlFile, with the position of every value: takes five times as long. */
export function readPlacedFile<S extends z.ZodType>(file: string, text: string, schema: S): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  const at = (offset: number, message: string): RuleProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const placeOf = (path: Path, message: string) => at(offsetOf(document, path), message);
  const problemAt = async (path: Path, message: string) => placeOf(path, message);

  const syntax = document.errors.map((error) => at(error.pos[0], `not valid YAML: ${error.message}`));
  if (syntax.length > 0) return { problems: syntax, problemAt };

  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { value: parsed.data, problems: [], problemAt };

  const problems = parsed.error.issues.flatMap((issue) => {
    const where = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => placeOf([...issue.path, key], `${where ? `${where}: ` : ''}unknown key ${key}`));
    }
    return [placeOf(issue.path, `${where || 'document'}: ${explained(issue, document)}`)];
  });
  return { problems, problemAt };
}

function explained(issue: z.core.$ZodIssue, document: Document): string {
  const expected =
    issue.code === 'invalid_type'
      ? `expected ${issue.expected === 'record' || issue.expected === 'object' ? 'a mapping' : issue.expected}`
      : issue.code === 'invalid_value'
        ? `expected one of ${issue.values.join(', ')}`
        : issue.message;
  return `${expected}, got ${shown(document.getIn(issue.path))}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return isMap(value) ? 'a mapping' : 'a list';
  return JSON.stringify(value);
}

/** Where the key (or item) of a path begins; its parent where it is missing. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const key = parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key;
      if (isScalar(key) && key.range) return key.range[0];
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) return node.range[0];
    }
  }
  return document.contents?.range?.[0] ?? 0;
}
