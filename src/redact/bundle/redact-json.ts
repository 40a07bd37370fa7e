import type { StreamingRedactor } from '../redact.ts';
import { splitList } from './split-list.ts';

/** An indent as JSON writers use it, before the first name or item. */
const INDENT = /^\s*[[{]\r?\n([ \t]{1,8})["{[\d]/;

/** The redacted text of a JSON document, indented as it was; undefined for what is not one document. */
export function redactJson(text: string, redactor: StreamingRedactor): string | undefined {
  const document = parsed(text.replace(/^\ufeff/, ''));
  if (typeof document !== 'object' || document === null) return undefined;
  const redacted = JSON.stringify(redactor.object(document), null, INDENT.exec(text)?.[1] ?? '');
  return `${redacted}${text.endsWith('\n') ? '\n' : ''}`;
}

/** A JSON list of any length, its items judged as objects one after the other, what stands around them as text. */
export async function* redactJsonList(
  chunks: AsyncIterable<Uint8Array>,
  redactor: StreamingRedactor,
): AsyncGenerator<string> {
  let kind: string | undefined;
  let margin = '';
  let text = redactor.stream();
  for await (const { isItem, bytes } of splitList(chunks)) {
    const written = bytes.toString('utf8');
    if (isItem) {
      yield text.end();
      text = redactor.stream();
      const redacted = redactItem(written, kind, redactor);
      yield redacted === undefined ? redactor.text(written) : indented(redacted, unitOf(written, margin), margin);
      continue;
    }
    kind ??= LIST_KIND.exec(written)?.[1];
    margin = /\n([ \t]*)$/.exec(written.slice(-256))?.[1] ?? margin;
    yield text.write(written);
  }
  yield text.end();
}

const LIST_KIND = /"kind"\s{0,16}:\s{0,16}"(\w{1,100})List"/;

/** Items of a typed list do not repeat their kind; what has data and a type is a Secret, wherever its list says so. */
function redactItem(text: string, kind: string | undefined, redactor: StreamingRedactor): unknown {
  const item = parsed(text);
  if (typeof item !== 'object' || item === null) return undefined;
  const isSecret =
    !('kind' in item) && (kind === 'Secret' || ('type' in item && ('data' in item || 'stringData' in item)));
  if (!isSecret) return redactor.object(item);
  const { kind: _, ...rest } = redactor.object({ kind: 'Secret', ...item });
  return rest;
}

/** The indent of an item's own names. */
function unitOf(item: string, margin: string): string {
  const indent = /^\{\r?\n([ \t]{1,64})/.exec(item)?.[1] ?? '';
  return indent.slice(margin.length, margin.length + 8);
}

/** As it stands in a list whose items begin at the margin. JSON has no line feed within its texts. */
function indented(value: unknown, unit: string, margin: string): string {
  const text = JSON.stringify(value, null, unit);
  return unit === '' ? text : text.replaceAll('\n', `\n${margin}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut, several documents, or something else that begins with a brace: it is judged as text.
    return undefined;
  }
}
