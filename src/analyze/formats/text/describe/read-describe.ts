import { plainNames } from '../command.ts';
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
  const isWhole = isDescribeStart(lines, at);
  if (!isWhole && !isFragmentStart(lines, at, context)) return undefined;
  const block = blockOf(lines, at, isEnd);
  const fields = treeOf(block.body);
  const resource = kindOfDescription(fields, block.body, context);
  const name = isWhole ? textAt(fields, 'Name') : plainNames(context.command)[0];
  if (!resource || !name) return undefined;

  const namespace = textAt(fields, 'Namespace') ?? context.namespace;
  const identity = { name, namespace };
  const described = DESCRIBERS[resource.kind] ?? describedGeneric;
  emitObject(context, resource, 'describe', lines[at]?.number ?? 0, identity, partsOf(described, fields, block.body));
  if (block.eventsAt === undefined) return block.end;
  const involved = { kind: resource.kind, name, ...(resource.namespaced && namespace ? { namespace } : {}) };
  return readEventSection(lines, block.eventsAt, context, isEnd, involved) ?? block.end;
}

/** The lines of a description: its fields up to the events, and where it ends. */
function blockOf(lines: readonly Line[], at: number, isEnd: (at: number) => boolean) {
  const base = indentOf(lines[at]?.text ?? '');
  const end = endOf(lines, at, base, isEnd);
  let eventsAt: number | undefined;
  for (let next = at; next < end && eventsAt === undefined; next += 1) {
    const text = lines[next]?.text ?? '';
    if (/^\s*Events:/.test(text) && indentOf(text) === base) eventsAt = next;
  }
  return { body: lines.slice(at, eventsAt ?? end).filter(({ text }) => !isEllipsis(text)), eventsAt, end };
}

const FRAGMENT =
  /^\s*(?:Status|Node|Containers|Init Containers|Conditions|Labels|Annotations|Controlled By|Replicas|Pods Status(?:es)?|Taints|Spec|Volumes|Rules|Selector):(?:\s|$)/;

/**
 * Of a description that was cut at its head only the command tells the name; one such part is taken for each command. What
 * is left after `grep` is too little to stand for the object.
 */
function isFragmentStart(lines: readonly Line[], at: number, { command, seen }: Context): boolean {
  if (command?.verb !== 'describe' || command.partial || command.kinds.length !== 1 || command.names.length !== 1)
    return false;
  const [name] = plainNames(command);
  return name !== undefined && !seen.kinds.has(command.kinds[0]?.kind ?? '') && FRAGMENT.test(lines[at]?.text ?? '');
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
