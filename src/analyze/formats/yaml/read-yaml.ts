import type { OpenFile } from '../bundle-reading.ts';
import { oneLine } from '../gaps.ts';
import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject } from '../kube-object.ts';
import { addList } from '../objects/add-list.ts';
import { hintsOf, itemsOf, objectsPlace } from '../objects/hints.ts';
import { readItem } from '../objects/read-item.ts';
import { loadYaml, type YamlLimits } from './load-yaml.ts';
import { countLines, hasContent, splitYaml, type YamlDocument } from './split-yaml.ts';

/**
 * Reads a YAML text: documents, lists, sequences of objects, single objects. Prompts, output of other commands and cut
 * ends around them are left out. Values that are no objects of the API go to `other`.
 */
export function readYaml(
  text: string,
  file: OpenFile,
  other: (value: Json, line: number) => void,
  firstLine = 1,
): void {
  for (const document of splitYaml(text.replaceAll('\0', ''), firstLine)) {
    if (document.list) readList(document, document.list, file, other);
    else readDocument(document, file, other);
  }
}

function readList(
  document: YamlDocument,
  list: NonNullable<YamlDocument['list']>,
  file: OpenFile,
  other: (value: Json, line: number) => void,
): void {
  const { limits } = file.bundle;
  const envelope = list.bare ? {} : envelopeOf(list.envelope, limits);
  const hints = hintsOf(envelope ?? {}, file);

  let complete = envelope !== undefined;
  let taken = 0;
  const others: Json[] = [];
  for (const item of list.items) {
    const loaded = loadForgiving(item.text, item.line, file);
    if (loaded.cut) complete = false;
    const value = Array.isArray(loaded.value) ? loaded.value[0] : undefined;
    if (value === undefined) continue;
    const read = { value, line: item.line, bytes: item.text.length, ...(loaded.cut ? { partial: true } : {}) };
    if (readItem(read, hints, file)) taken++;
    else others.push(value);
  }
  if (taken === 0 && others.length > 0) other({ ...envelope, items: others }, document.line);
  else addList(envelope ?? {}, hints, file, { complete, items: list.items.length, bare: list.bare });
}

function readDocument(document: YamlDocument, file: OpenFile, other: (value: Json, line: number) => void): void {
  const start = /^(?:apiVersion|kind|metadata|items|Items): ?/m.exec(document.text);
  const skipped = start ? document.text.slice(0, start.index) : '';
  // What stands before is a prompt or another command's output, unless the document itself has begun by then.
  const isIntroduced = hasContent(skipped) && !/^[A-Za-z]\w*:(?: |$)/m.test(skipped);
  const text = isIntroduced ? document.text.slice(skipped.length) : document.text;
  const firstLine = document.line + (isIntroduced ? countLines(skipped) : 0);
  const line = firstLine + countLines(text.slice(0, text.search(/\S/)));

  const { value, cut } = loadForgiving(text, firstLine, file);
  if (value === undefined || value === null || typeof value === 'string') return;
  const list = isJsonObject(value) ? itemsOf(value) : undefined;
  if (list && list.length === 0 && isJsonObject(value)) {
    addList(value, hintsOf(value, file), file, { complete: true, items: 0 });
  } else if (Array.isArray(value) && value.length === 0) {
    addList({}, hintsOf({}, file), file, { complete: true, items: 0, bare: true });
  } else {
    const item = { value, line, bytes: text.length, ...(cut ? { partial: true } : {}) };
    if (!readItem(item, hintsOf({}, file), file)) other(value, line);
  }
}

/** What stands around the items of a list; undefined where that is broken, and with it the list's end. */
function envelopeOf(text: string, limits: YamlLimits): JsonObject | undefined {
  const loaded = loadYaml(text, limits);
  if (!('value' in loaded)) {
    const start = upTo(text, loaded.line, limits);
    return isJsonObject(start) ? start : undefined;
  }
  return isJsonObject(loaded.value) ? loaded.value : {};
}

/**
 * Loads a text; one that breaks is read up to the line that breaks it, and the rest becomes a gap. `cut` says that
 * something of the value is lost.
 */
function loadForgiving(text: string, line: number, file: OpenFile): { value?: Json; cut: boolean } {
  const { limits, sink } = file.bundle;
  const whole = loadYaml(text, limits);
  if ('value' in whole) {
    if (whole.duplicateKeys) {
      sink.gap({
        what: 'repeated key',
        why: `a key stands twice; the last one was read (from line ${line})`,
        file: file.path,
      });
    }
    return { value: whole.value, cut: false };
  }

  const snipped = withoutSnips(text);
  const again = snipped === text ? whole : loadYaml(snipped, limits);
  if ('value' in again) return { value: again.value, cut: true };

  const partial = upTo(snipped, again.line, limits);
  const where = again.line === undefined ? `from line ${line}` : `line ${line + again.line}`;
  // Text after the end of an object (a prompt, the next command) is no loss.
  const isAround = partial !== undefined && again.line !== undefined && isPrompt(snipped.split('\n')[again.line] ?? '');
  if (!isAround && (partial !== undefined || file.place?.role === 'objects' || /^(?:- )?apiVersion:/m.test(text))) {
    file.used = true;
    sink.gap({
      what: objectsPlace(file)?.kind ?? 'part of a file',
      why: `not valid YAML: ${oneLine(again.error)} (${where})`,
      file: file.path,
    });
  }
  return partial === undefined ? { cut: true } : { value: partial, cut: !isAround };
}

/** The value of the lines before the one that breaks: the error may be noticed a few lines late. */
function upTo(text: string, errorLine: number | undefined, limits: YamlLimits): Json | undefined {
  if (errorLine === undefined || errorLine < 1) return undefined;
  const lines = text.split('\n');
  for (let end = errorLine; end > Math.max(0, errorLine - 3); end--) {
    const loaded = loadYaml(lines.slice(0, end).join('\n'), limits);
    if ('value' in loaded && typeof loaded.value === 'object' && loaded.value !== null) return loaded.value;
  }
  return undefined;
}

/** Lines of dots with which people mark what they left out. */
function withoutSnips(text: string): string {
  return text.replaceAll(/^[ \t]*(?:-[ \t]+)?(?:\.\.\.+|…|\[\.\.\.\]|<snip>)[ \t]*\r?$/gm, '');
}

function isPrompt(line: string): boolean {
  return /^(?:[$#%>]|\S+@\S+|\[\S+@|PS |NAME\s)/.test(line) || /^\S*[$#%] /.test(line);
}
