import type { Json } from '../kube-object.ts';

/**
 * Support-bundle-kit writes every empty string, and every JSON null, as the text `null`
 * (rancher/support-bundle-kit:pkg/manager/collectors/common.go@1efdd22); such a text becomes null again.
 */
export function withoutNullTexts(value: Json): Json {
  if (value === 'null') return null;
  if (Array.isArray(value)) return value.map(withoutNullTexts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNullTexts(inner)]));
}
