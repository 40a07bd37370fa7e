import type * as z from 'zod';
import { loadYaml } from '../formats/yaml/load-yaml.ts';
import type { RuleProblem } from './problem.ts';

export type Path = readonly PropertyKey[];

/** A YAML file held against a schema: the value, or what is wrong with it and where. */
export type YamlFile<T> = {
  value?: T;
  problems: RuleProblem[];
  /** The problem at a path of the document, or at the nearest parent that exists. */
  problemAt(path: Path, message: string): Promise<RuleProblem>;
};

/**
 * Reads one file of a rule pack. What reads YAML with its positions is loaded when there is a problem to place. Aliases are
 * bounded; the caller bounds the size.
 */
export async function readYamlFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): Promise<YamlFile<z.output<S>>> {
  const plain = loadYaml(text, { depth: 50, nodes: 20_000 });
  const placed = async () => (await import('./placed-yaml-file.ts')).readPlacedFile(file, text, schema);
  if ('value' in plain && !plain.duplicateKeys) {
    const parsed = schema.safeParse(plain.value);
    if (parsed.success) {
      const problemAt = async (path: Path, message: string) => (await placed()).problemAt(path, message);
      return { value: parsed.data, problems: [], problemAt };
    }
  }
  return placed();
}
