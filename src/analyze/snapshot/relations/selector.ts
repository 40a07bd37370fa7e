import type { Json } from '../../formats/kube-object.ts';
import { isJsonObject, objectsOf } from '../../formats/kube-object.ts';

/**
 * Whether a LabelSelector (or a plain map of labels, as Services have) selects these labels.
 * An empty LabelSelector selects everything; an empty or absent map selects nothing.
 */
export function selects(selector: Json | undefined, labels: Readonly<Record<string, string>>): boolean {
  if (!isJsonObject(selector)) return false;
  const isLabelSelector = isJsonObject(selector.matchLabels) || Array.isArray(selector.matchExpressions);
  if (!isLabelSelector) return Object.keys(selector).length > 0 && matchesMap(selector, labels);
  const map = isJsonObject(selector.matchLabels) ? selector.matchLabels : {};
  return matchesMap(map, labels) && objectsOf(selector.matchExpressions).every((rule) => matchesRule(rule, labels));
}

function matchesMap(map: { [key: string]: Json }, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(map).every(([key, value]) => labels[key] === String(value));
}

function matchesRule(rule: { [key: string]: Json }, labels: Readonly<Record<string, string>>): boolean {
  const actual = typeof rule.key === 'string' ? labels[rule.key] : undefined;
  const values = Array.isArray(rule.values) ? rule.values.map(String) : [];
  if (rule.operator === 'In') return actual !== undefined && values.includes(actual);
  if (rule.operator === 'NotIn') return actual === undefined || !values.includes(actual);
  if (rule.operator === 'Exists') return actual !== undefined;
  return rule.operator === 'DoesNotExist' && actual === undefined;
}
