import type { Comparison } from '../../report-format/comparison.ts';
import { bullets, details, table } from '../markdown/blocks.ts';
import { cell, code, prose } from '../markdown/escape.ts';
import type { ComparisonView } from '../view/comparison.ts';
import { comparisonView } from '../view/comparison.ts';

/** What differs between two captures, as Markdown for a ticket. */
export function comparisonMarkdown(comparison: Comparison): string {
  const view = comparisonView(comparison);
  const blocks = [
    `# ${prose(view.headline)}`,
    bullets(view.sides.map(({ label, text }) => `**${label}**: ${prose(text)}`)),
    ...view.caveats.map(prose),
    ...view.groups.flatMap(groupBlocks),
    `${prose(view.findings.text)}.`,
    ...objectBlocks(view.objects),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function groupBlocks({ words, count, rows, more }: ComparisonView['groups'][number]): string[] {
  const lines = rows.map(({ severity, confidence, title, object, changes, note }) => {
    const further = [...changes, ...(note ? [note] : [])].map((text) => `\n  - ${prose(text)}`).join('');
    return `**${severity} \u00b7 ${confidence}** ${prose(title)} (${code(object)})${further}`;
  });
  return [`## ${words} (${count})`, bullets(lines, more)];
}

function objectBlocks(objects: ComparisonView['objects']): string[] {
  if (!objects.compared) return ['## Objects', prose(objects.why)];
  const { text, changed, added, removed, replaced, unseen } = objects;
  const rows = changed.items.flatMap(({ object, fields, more, partOfNew }) => [
    ...fields.map(({ path, before, after }, index) => [
      index === 0 ? `${cell(object)}${partOfNew ? ' (part of a new diagnosis)' : ''}` : '',
      cell(path),
      before === undefined ? '*not set*' : cell(before),
      after === undefined ? '*not set*' : cell(after),
    ]),
    ...(more > 0 ? [['', `and ${more} more fields`, '', '']] : []),
  ]);
  return [
    '## Objects',
    `${prose(text)}.`,
    ...(rows.length > 0 ? [table(['object', 'field', 'before', 'after'], rows, changed.more)] : []),
    ...folded('Added', added, code),
    ...folded('Removed', removed, code),
    ...folded('Replaced, by their owner', replaced, prose),
    ...folded('Came or went, which cannot be told', unseen, prose),
  ];
}

function folded(
  title: string,
  { items, more }: { items: string[]; more: number },
  as: (text: string) => string,
): string[] {
  return items.length === 0 ? [] : [details(`${title} (${items.length + more})`, bullets(items.map(as), more))];
}
