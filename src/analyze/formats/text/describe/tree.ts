import { expandTabs, indentOf, isBlank, type Line } from '../lines.ts';

/** A field of a description: `Key:  value`, with everything that is indented below it. */
export type Field = {
  key: string;
  value: string;
  line: number;
  indent: number;
  /** The fields one level deeper. */
  fields: Field[];
  /** All lines below it, whatever they look like: list items, further labels, a message that goes on. */
  below: Line[];
};

const MAX_DEPTH = 40;
const MAX_KEY = 253;

/** Reads indented `Key: value` lines into a tree. Lines without a key belong to the field above them. */
export function treeOf(lines: readonly Line[]): Field[] {
  const root: Field = { key: '', value: '', line: 0, indent: -1, fields: [], below: [] };
  let stack: Field[] = [root];
  for (const line of lines) {
    if (isBlank(line)) {
      stack.at(-1)?.below.push(line);
      continue;
    }
    const indent = indentOf(line.text);
    stack = stack.filter((field) => field.indent < indent);
    for (const field of stack.slice(1)) field.below.push(line);
    const field = fieldOf(line, indent);
    if (!field) continue;
    stack.at(-1)?.fields.push(field);
    if (stack.length < MAX_DEPTH) stack.push(field);
  }
  return root.fields;
}

function fieldOf(line: Line, indent: number): Field | undefined {
  const text = expandTabs(line.text).trim();
  const colon = keyEnd(text);
  if (colon < 0) return undefined;
  return {
    key: text.slice(0, colon),
    value: text.slice(colon + 1).trim(),
    line: line.number,
    indent,
    fields: [],
    below: [],
  };
}

/** The first colon that white space or the line's end follows. */
function keyEnd(text: string): number {
  for (let at = text.indexOf(':'); at > 0 && at <= MAX_KEY; at = text.indexOf(':', at + 1)) {
    const next = text[at + 1];
    if (next === undefined || next === ' ' || next === '\t') return at;
  }
  return -1;
}

export function fieldNamed(fields: readonly Field[] | undefined, ...keys: string[]): Field | undefined {
  return fields?.find(({ key }) => keys.includes(key));
}

/** The value of a field; undefined where it is not there, empty, or one of kubectl's words for nothing. */
export function textAt(fields: readonly Field[] | undefined, ...keys: string[]): string | undefined {
  return setValue(fieldNamed(fields, ...keys)?.value);
}

export function setValue(value: string | undefined): string | undefined {
  return value === undefined || /^(?:|<none>|<unset>|<unknown>|<nil>|n\/a)$/i.test(value) ? undefined : value;
}

/** A value with the lines that it goes on for. */
export function longTextAt(fields: readonly Field[] | undefined, ...keys: string[]): string | undefined {
  const field = fieldNamed(fields, ...keys);
  if (!field) return undefined;
  return setValue([field.value, ...trimmedBelow(field)].join('\n').trim());
}

export function numberOf(value: string | undefined): number | undefined {
  const match = /^-?\d{1,15}/.exec(value ?? '');
  return match ? Number(match[0]) : undefined;
}

/** The lines below a field without their indentation and without blank ones at the end. */
export function trimmedBelow(field: Field): string[] {
  const texts = field.below.map(({ text }) => text.trim());
  while (texts.at(-1) === '') texts.pop();
  return texts;
}
