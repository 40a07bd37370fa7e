import { type Context, type Described, emitObject } from '../context.ts';
import { readEventSection } from '../events/read-events.ts';
import { indentOf, isBlank, isEllipsis, type Line } from '../lines.ts';
import { DESCRIBERS, type Describer } from './describers.ts';
import { describedGeneric } from './generic.ts';
import { kindOfDescription } from './kind-of.ts';
import { metadataOf } from './metadata.ts';
import { type Field, textAt, treeOf } from './tree.ts';

/** What follows `Name:` in a description; the rest of the world writes `Name:` as well. */
const SECOND =
  /^\s*(?:Namespace|Labels|Annotations|API Version|Address|Roles|Image|Node|Status|StorageClass|IsDefaultClass|Project|Priority|CreationTimestamp|Creation Timestamp|Kind|Controller|Start Time):(?:\s|$)/;

/** True where a description of an object begins: `Name:` with another of the usual fields soon after it. */
export function isDescribeStart(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (!/^\s*Name:[ \t]+\S+\s*$/.test(text)) return false;
  const indent = indentOf(text);
  return lines.slice(at + 1, at + 7).some((line) => indentOf(line.text) === indent && SECOND.test(line.text));
}

/** Reads one description with its events; undefined where its kind cannot be told. */
export function readDescription(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  if (!isDescribeStart(lines, at)) return undefined;
  const base = indentOf(lines[at]?.text ?? '');
  const end = endOf(lines, at, base, isEnd);
  const eventsAt = lines.findIndex(
    ({ text }, index) => index > at && index < end && /^\s*Events:/.test(text) && indentOf(text) === base,
  );
  const bodyEnd = eventsAt < 0 ? end : eventsAt;
  const body = lines.slice(at, bodyEnd).filter(({ text }) => !isEllipsis(text));
  const fields = treeOf(body);
  const resource = kindOfDescription(fields, context);
  const name = textAt(fields, 'Name');
  if (!resource || !name) return undefined;

  const namespace = textAt(fields, 'Namespace') ?? context.namespace;
  const described = DESCRIBERS[resource.kind] ?? describedGeneric;
  emitObject(
    context,
    resource,
    'describe',
    lines[at]?.number ?? 0,
    { name, namespace },
    partsOf(described, fields, body),
  );
  if (eventsAt < 0) return end;
  const involved = { kind: resource.kind, name, ...(resource.namespaced && namespace ? { namespace } : {}) };
  return readEventSection(lines, eventsAt, context, isEnd, involved) ?? end;
}

function partsOf(describer: Describer, fields: readonly Field[], body: readonly Line[]): Described {
  const { metadata, ...parts } = describer(fields, body);
  return { metadata: { ...metadataOf(fields), ...metadata }, ...parts };
}

/** Values of a ConfigMap are printed as they are, at the left margin: they may look like anything. */
const DATA = /^(?:Binary)?Data$/;
const LEFT_MARGIN = /^(?:No resource quota\.|No LimitRange|Data$|BinaryData$|=+$|-+$|Resource|Name |Type )/;

function endOf(lines: readonly Line[], start: number, base: number, isEnd: (at: number) => boolean): number {
  let inData = false;
  for (let at = start + 1; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if (text.trim() === '') continue;
    const indent = indentOf(text);
    if (DATA.test(text.trim()) && /^\s*====/.test(lines[at + 1]?.text ?? '')) inData = true;
    if (indent <= base && isDescribeStart(lines, at)) return at;
    if (/^\s*Events:/.test(text)) inData = false;
    if (inData) continue;
    if (indent < base) return at;
    if (indent > base || !isBlank(lines[at - 1])) continue;
    if (isEnd(at) && !/^\s*Events:/.test(text)) return at;
    if (!text.includes(':') && !LEFT_MARGIN.test(text.trim()) && text.trim().split(' ').length > 3) return at;
  }
  return lines.length;
}
