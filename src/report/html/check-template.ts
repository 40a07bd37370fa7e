import Handlebars from 'handlebars';
import { CasefileError } from '../../errors.ts';

/** What a node of Handlebars' tree may hold, as far as it matters here. */
type TreeNode = { type?: unknown; escaped?: unknown; loc?: { start?: { line?: unknown } } };

/**
 * A template that others wrote may show what is in the report, and nothing unescaped: with `{{{` or `{{&` a line of a
 * bundle would be markup.
 * @throws CasefileError BROKEN_TEMPLATE.
 */
export function checkTemplate(name: string, text: string): void {
  const tree = parsed(name, text);
  visit(tree, (node) => {
    const line = node.loc?.start?.line;
    const where = `${name}:${typeof line === 'number' ? line : 1}`;
    if (node.type === 'MustacheStatement' && node.escaped === false) {
      throw new CasefileError('BROKEN_TEMPLATE', `${where} writes unescaped`, {
        detail: 'Neither {{{name}}} nor {{&name}} is allowed: what a bundle holds must not become markup.',
        hint: 'Write {{name}}. The style sheet, the script and the figures of a report are marked as safe already.',
      });
    }
    if (node.type === 'Decorator' || node.type === 'DecoratorBlock') {
      throw new CasefileError('BROKEN_TEMPLATE', `${where} has a decorator, which templates of reports cannot have`);
    }
  });
}

function parsed(name: string, text: string): unknown {
  try {
    return Handlebars.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CasefileError('BROKEN_TEMPLATE', `${name} is no Handlebars template`, { detail: why, cause });
  }
}

function visit(value: unknown, see: (node: TreeNode) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) see(value);
  for (const child of Object.values(value)) visit(child, see);
}
