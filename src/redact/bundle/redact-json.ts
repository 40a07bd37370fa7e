import type { StreamingRedactor } from '../redact.ts';

/** An indent as JSON writers use it, before the first name or item. */
const INDENT = /^\s*[[{]\r?\n([ \t]{1,8})["{[\d]/;

/** The redacted text of a JSON document, indented as it was; undefined for what is not one document. */
export function redactJson(text: string, redactor: StreamingRedactor): string | undefined {
  const document = parsed(text.replace(/^\ufeff/, ''));
  if (typeof document !== 'object' || document === null) return undefined;
  const redacted = JSON.stringify(redactor.object(document), null, INDENT.exec(text)?.[1] ?? '');
  return `${redacted}${/\n\s*$/.test(text) ? '\n' : ''}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut, several documents, or something else that begins with a brace: it is judged as text.
    return undefined;
  }
}
