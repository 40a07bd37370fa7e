import { counted } from '../readable.ts';
import { code } from './escape.ts';

/** A list that ends with how many items are not shown. */
export function bullets(items: readonly string[], more = 0, noun = 'more'): string {
  const rest = more > 0 ? [`- and ${more.toLocaleString('en-US')} ${noun}`] : [];
  return [...items.map((item) => `- ${item}`), ...rest].join('\n');
}

/** A table; `columns` are ours, and every cell of `rows` is escaped already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], more = 0): string {
  const lines = [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
  const rest = more > 0 ? `\n\nAnd ${counted(more, 'more row', 'more rows')}.` : '';
  return `${lines.join('\n')}${rest}`;
}

/** `code` for each, joined by commas. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** A folded part: the only raw HTML in the report, around a summary of our own words. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
