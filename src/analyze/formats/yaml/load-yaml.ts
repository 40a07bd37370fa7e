import type { Json } from '../kube-object.ts';
import { CORE_SCHEMA, load, YAMLException } from './js-yaml.ts';

export type YamlLimits = { depth: number; nodes: number };

export type LoadedYaml = { value: Json; duplicateKeys: boolean } | { error: string; line?: number };

/**
 * Loads one YAML document as JSON values: timestamps stay texts, the last of two equal keys wins. Aliases are written
 * out within a budget of nodes, so that a few lines cannot become billions of values.
 */
export function loadYaml(text: string, limits: YamlLimits): LoadedYaml {
  const options = { schema: CORE_SCHEMA, maxDepth: limits.depth, maxAliases: 0 };
  const attempts = [
    { options, duplicateKeys: false, aliases: false },
    { options: { ...options, json: true }, duplicateKeys: true, aliases: false },
    { options: { ...options, json: true, maxAliases: 10_000 }, duplicateKeys: false, aliases: true },
  ];
  let failure: LoadedYaml = { error: 'empty' };
  for (const attempt of attempts) {
    try {
      const value = load(text, attempt.options);
      if (attempt.aliases) return writtenOut(value, limits.nodes);
      return { value: (value ?? null) as Json, duplicateKeys: attempt.duplicateKeys };
    } catch (error) {
      if (!(error instanceof YAMLException)) return { error: error instanceof Error ? error.message : String(error) };
      failure = { error: error.reason, ...(error.mark ? { line: error.mark.line } : {}) };
      // Only these two are forgiven; anything else fails alike on the next attempt.
      if (!/duplicated mapping key|aliases exceeded/.test(error.reason)) return failure;
    }
  }
  return failure;
}

/** A copy without shared parts, or the refusal of one that would be too large. Loaded values cannot be circular here. */
function writtenOut(value: unknown, budget: number): LoadedYaml {
  let left = budget;
  let depth = 0;
  const copy = (node: unknown): Json => {
    if (left-- <= 0 || depth > 500) throw new RangeError('aliases that unfold into too many values');
    if (typeof node !== 'object' || node === null) return node as Json;
    depth++;
    const copied = Array.isArray(node)
      ? node.map(copy)
      : Object.fromEntries(Object.entries(node).map(([key, inner]): [string, Json] => [key, copy(inner)]));
    depth--;
    return copied;
  };
  try {
    return { value: copy(value), duplicateKeys: false };
  } catch (error) {
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}
