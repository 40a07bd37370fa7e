import type { KubernetesObject } from './objects.ts';

/** `a=b`, `a==b`, `a!=b`, joined by commas, over the fields of an object. */
export function matchesFields(object: KubernetesObject, selector: string): boolean {
  return terms(selector).every(({ key, negative, value }) => (fieldOf(object, key) === value) !== negative);
}

/** As fields, over labels; a bare key asks that the label exists. */
export function matchesLabels(object: KubernetesObject, selector: string): boolean {
  const labels = object.metadata.labels ?? {};
  return terms(selector).every(({ key, negative, value }) =>
    value === undefined ? key in labels : (labels[key] === value) !== negative,
  );
}

function terms(selector: string) {
  return selector
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const [, key = '', operator, value] = /^([^=!]+)(?:(!=|==|=)(.*))?$/.exec(term) ?? [];
      return { key, negative: operator === '!=', value };
    });
}

function fieldOf(object: KubernetesObject, field: string): string {
  let current: unknown = object;
  for (const step of field.split('.')) current = (current as Record<string, unknown> | undefined)?.[step];
  return current === undefined || current === null ? '' : String(current);
}
