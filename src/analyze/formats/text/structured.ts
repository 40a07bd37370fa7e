import type { Context } from './context.ts';
import { isBlank, type Line, textOf } from './lines.ts';

const YAML_START = /^(?:apiVersion: *\S|kind: *[A-Z]|- apiVersion: *\S|items:\s*$)/;
const JSON_START = /^\s*(?:\{\s*$|\{\s*"(?:apiVersion|kind|items|metadata)"|\[\s*\{?\s*$)/;

/** True where an object in YAML or JSON begins. A lone brace counts only where `"apiVersion"` or `"kind"` follows soon. */
export function isStructuredStart(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (YAML_START.test(text)) {
    return (
      /^- apiVersion|^items:/.test(text) ||
      lines.slice(at, at + 40).some((line) => /^(?:kind|metadata|items):/.test(line.text))
    );
  }
  if (text.trim() === '---') {
    const next = lines[at + 1]?.text ?? '---';
    return next.trim() !== '---' && isStructuredStart(lines, at + 1);
  }
  return JSON_START.test(text) && lines.slice(at, at + 12).some((line) => /"(?:apiVersion|kind)"\s*:/.test(line.text));
}

/** Hands a document (or several, behind `---`) to the reader of structured files. */
export function readStructured(lines: readonly Line[], at: number, context: Context): number | undefined {
  if (!isStructuredStart(lines, at)) return undefined;
  const isJson = /^\s*[[{]/.test(lines[at]?.text ?? '');
  const end = isJson ? endOfJson(lines, at) : endOfYaml(lines, at);
  const firstLine = lines[at]?.number ?? 1;
  context.kept.set(`document/${firstLine}`, () => context.structured(textOf(lines.slice(at, end)), firstLine));
  context.seen.structured = true;
  return end;
}

/** YAML goes on as long as lines are indented, are an object's keys at the left margin, list items, comments or blank. */
function endOfYaml(lines: readonly Line[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    if (isBlank(line)) continue;
    if (!/^(?:\s|[a-z"'][\w."'/-]*:(?:\s|$)|- |-$|---|\.\.\.|#|[}\]])/.test(line.text)) break;
    end = at + 1;
  }
  return end;
}

/** JSON goes on to the brace that stands as far left as the first one. */
function endOfJson(lines: readonly Line[], start: number): number {
  const margin = /^\s*/.exec(lines[start]?.text ?? '')?.[0].length ?? 0;
  let end = lines.length;
  for (let at = start + 1; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    const indent = text.length - text.trimStart().length;
    if (indent <= margin && /^\s*[}\]],?\s*$/.test(text)) {
      end = at + 1;
      break;
    }
  }
  return /[}\]]\s*$/.test(lines[start]?.text ?? '') && isWhole(lines[start]) ? start + 1 : end;
}

/** A document on a single line. */
function isWhole(line: Line | undefined): boolean {
  const text = line?.full ?? line?.text ?? '';
  return /^\s*(?:\{.*\}|\[.*\])\s*$/s.test(text) && text.trim().length > 2;
}
