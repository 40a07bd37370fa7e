/** `more` items of a list are not shown. */
export type Capped<T> = { items: T[]; more: number };

/** The first `max` items of a list, and how many others there are. */
export function capped<T>(items: readonly T[], max: number): Capped<T> {
  return { items: items.slice(0, max), more: Math.max(0, items.length - max) };
}

/** `a, b and 3 more`. */
export function listed({ items, more }: Capped<string>): string {
  return `${items.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}`;
}
