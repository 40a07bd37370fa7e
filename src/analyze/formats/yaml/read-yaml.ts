import type { OpenFile } from '../bundle-reading.ts';
import { oneLine } from '../gaps.ts';
import { isJsonObject, type Json } from '../kube-object.ts';
import type { Leftovers } from '../leftovers.ts';
import { addList } from '../objects/add-list.ts';
import { hintsOf, itemsOf, objectsPlace } from '../objects/hints.ts';
import { readItem } from '../objects/read-item.ts';
import { type Forgiven, loadForgiving } from './load-forgiving.ts';
import { countLines, hasContent, splitYaml, type YamlDocument, type YamlList } from './split-yaml.ts';

/**
 * Reads a YAML text: documents, lists, sequences of objects, single objects. Prompts, output of other commands and cut
 * ends around them are left over, as are values that are no objects of the API.
 */
export function readYaml(text: string, file: OpenFile, leftovers: Leftovers, firstLine = 1): void {
  for (const document of splitYaml(text.replaceAll('\0', ''), firstLine)) {
    if (document.list) readList(document, document.list, file, leftovers);
    else readDocument(document, file, leftovers);
  }
}

function readList(document: YamlDocument, list: YamlList, file: OpenFile, leftovers: Leftovers): void {
  const { limits } = file.bundle;
  const around = list.bare ? {} : loadForgiving(list.head + list.tail, limits);
  const envelope = isJsonObject(around.value) ? around.value : {};
  const hints = hintsOf(envelope, file);
  const headLines = countLines(list.head);
  tellRest(around, (line) => (line < headLines ? document.line + line : list.tailLine + line - headLines), leftovers);

  let whole = !around.lost;
  let taken = 0;
  for (const item of list.items) {
    const loaded = loadForgiving(item.text, limits);
    tellLoss(loaded, item.line, file);
    tellRest(loaded, (line) => item.line + line, leftovers);
    if (isPartial(loaded)) whole = false;
    const value = Array.isArray(loaded.value) ? loaded.value[0] : undefined;
    if (value !== undefined && readItem(itemOf(value, loaded, item), hints, file)) taken++;
  }
  if (taken === 0 && list.items.length > 0 && whole) leftovers.other(envelope, document.line);
  else addList(envelope, hints, file, { whole, items: list.items.length, bare: list.bare });
}

function readDocument(document: YamlDocument, file: OpenFile, leftovers: Leftovers): void {
  const { text, line } = withoutIntroduction(document, leftovers);
  const loaded = loadForgiving(text, file.bundle.limits);
  // A file that is neither named after objects nor begins like one may be any text, and none of it is missed.
  if (loaded.value !== undefined || objectsPlace(file) || /^(?:- )?apiVersion:/m.test(text))
    tellLoss(loaded, line, file);
  tellRest(loaded, (at) => line + at, leftovers);

  const { value } = loaded;
  if (typeof value !== 'object' || value === null) return;
  const items = isJsonObject(value) ? itemsOf(value) : value;
  if (items?.length === 0) {
    const envelope = isJsonObject(value) ? value : {};
    addList(envelope, hintsOf(envelope, file), file, { whole: !loaded.lost, items: 0, bare: Array.isArray(value) });
    return;
  }
  const item = itemOf(value, loaded, { text, line: line + countLines(text.slice(0, text.search(/\S/))) });
  if (!readItem(item, hintsOf({}, file), file)) leftovers.other(value, line);
}

function itemOf(value: Json, loaded: Forgiven, { text, line }: { text: string; line: number }) {
  return { value, line, bytes: text.length, ...(isPartial(loaded) ? { partial: true } : {}) };
}

function isPartial(loaded: Forgiven): boolean {
  return loaded.lost !== undefined || loaded.shortened === true;
}

/** Leaves out what stands before an object: a prompt or another command's output, unless the document has begun by then. */
function withoutIntroduction({ text, line }: YamlDocument, leftovers: Leftovers): { text: string; line: number } {
  const start = text.search(/^(?:apiVersion|kind|metadata|items|Items): ?/m);
  const before = start < 0 ? '' : text.slice(0, start);
  if (!hasContent(before) || /^[A-Za-z]\w*:(?: |$)/m.test(before)) return { text, line };
  for (const [index, introduction] of before.split('\n').entries()) leftovers.textLine(introduction, line + index);
  return { text: text.slice(start), line: line + countLines(before) };
}

function tellLoss({ duplicateKeys, lost }: Forgiven, line: number, file: OpenFile): void {
  const { sink } = file.bundle;
  if (duplicateKeys) {
    const why = `a key stands twice; the last one was read (from line ${line})`;
    sink.gap({ what: 'repeated key', why, file: file.path });
  }
  if (!lost) return;
  const where = lost.line === undefined ? `from line ${line}` : `line ${line + lost.line}`;
  const what = objectsPlace(file)?.kind ?? 'part of a file';
  sink.gap({ what, why: `not valid YAML: ${oneLine(lost.error)} (${where})`, file: file.path });
  file.used = true;
}

function tellRest({ rest }: Forgiven, lineOf: (line: number) => number, leftovers: Leftovers): void {
  for (const [index, text] of (rest?.lines ?? []).entries())
    leftovers.textLine(text, lineOf((rest?.line ?? 0) + index));
}
