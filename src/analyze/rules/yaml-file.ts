import type { Document } from 'yaml';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { loadYaml } from '../formats/yaml/load-yaml.ts';
import type { RuleProblem } from './problem.ts';

type Path = readonly PropertyKey[];

/** A YAML file held against a schema: the value, or what is wrong with it and where. */
export type YamlFile<T> = {
  value?: T;
  problems: RuleProblem[];
  /** The problem at a path of the document, or at the nearest parent that exists. */
  problemAt(path: Path, message: string): RuleProblem;
};

/**
 * Reads one file of a rule pack. The document with its positions, which takes five times as long, is read when there is a
 * problem to place. Aliases are bounded; the caller bounds the size.
 */
export function readYamlFile<S extends z.ZodType>(file: string, text: string, schema: S): YamlFile<z.output<S>> {
  const plain = loadYaml(text, { depth: 50, nodes: 20_000 });
  if ('value' in plain && !plain.duplicateKeys) {
    const parsed = schema.safeParse(plain.value);
    if (parsed.success) {
      let placed: YamlFile<z.output<S>> | undefined;
      const problemAt = (path: Path, message: string) => {
        placed ??= readPlacedFile(file, text, schema);
        return placed.problemAt(path, message);
      };
      return { value: parsed.data, problems: [], problemAt };
    }
  }
  return readPlacedFile(file, text, schema);
}

function readPlacedFile<S extends z.ZodType>(file: string, text: string, schema: S): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  const at = (offset: number, message: string): RuleProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const problemAt = (path: Path, message: string) => at(offsetOf(document, path), message);

  const syntax = document.errors.map((error) => at(error.pos[0], `not valid YAML: ${error.message}`));
  if (syntax.length > 0) return { problems: syntax, problemAt };

  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { value: parsed.data, problems: [], problemAt };

  const problems = parsed.error.issues.flatMap((issue) => {
    const where = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => problemAt([...issue.path, key], `${where ? `${where}: ` : ''}unknown key ${key}`));
    }
    return [problemAt(issue.path, `${where || 'document'}: ${explained(issue, document)}`)];
  });
  return { problems, problemAt };
}

function explained(issue: z.core.$ZodIssue, document: Document): string {
  const expected =
    issue.code === 'invalid_type'
      ? `expected ${issue.expected === 'record' ? 'a mapping' : issue.expected}`
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
