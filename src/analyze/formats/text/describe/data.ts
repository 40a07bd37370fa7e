import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import type { Line } from '../lines.ts';
import { type Field, textAt } from './tree.ts';

/** A Secret's description names its keys and their sizes, and no value: `tls.key:  1704 bytes`. */
export function describedSecret(fields: readonly Field[], body: readonly Line[]): Described {
  const keys: JsonObject = {};
  for (const { text } of sectionBelow(body, 'Data')) {
    const match = /^\s*([\w.-]{1,253}):\s+(\d{1,9}) bytes\s*$/.exec(text);
    if (match?.[1]) keys[match[1]] = Number(match[2]);
  }
  return defined({ type: textAt(fields, 'Type'), keys });
}

/** Values of a ConfigMap stand below `key:` and a line of dashes, as they are. */
export function describedConfigMap(_fields: readonly Field[], body: readonly Line[]): Described {
  const section = sectionBelow(body, 'Data');
  const starts = section.flatMap(({ text }, index) =>
    /^[\w.-]{1,253}:$/.test(text.trim()) && /^-{4}$/.test(section[index + 1]?.text.trim() ?? '') ? [index] : [],
  );
  const data: JsonObject = {};
  for (const [order, start] of starts.entries()) {
    const value = section.slice(start + 2, starts[order + 1]).map(({ text, full }) => full ?? text);
    while (value.at(-1)?.trim() === '') value.pop();
    data[(section[start]?.text.trim() ?? '').slice(0, -1)] = value.join('\n');
  }
  return { data };
}

/** The lines between a heading that is underlined with `====` and the next such heading. */
function sectionBelow(body: readonly Line[], heading: string): readonly Line[] {
  const isHeading = (at: number) => /^={4,}$/.test(body[at + 1]?.text.trim() ?? '');
  const start = body.findIndex(({ text }, at) => text.trim() === heading && isHeading(at));
  if (start < 0) return [];
  const end = body.findIndex((_, at) => at > start + 1 && isHeading(at));
  return body.slice(start + 2, end < 0 ? undefined : end);
}

/** `Image pull secrets:  regcred (not found)`. */
export function describedServiceAccount(fields: readonly Field[]): Described {
  return defined({
    imagePullSecrets: namesAt(fields, 'Image pull secrets'),
    secrets: namesAt(fields, 'Mountable secrets'),
  });
}

function namesAt(fields: readonly Field[], key: string): JsonObject[] | undefined {
  const field = fields.find((candidate) => candidate.key === key);
  const texts = field ? [field.value, ...field.below.map(({ text }) => text.trim())] : [];
  const names = texts.map((text) => text.replace(/ \(not found\)$/, '')).filter((name) => /^[a-z0-9]/.test(name));
  return names.length > 0 ? names.map((name) => ({ name })) : undefined;
}
