import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { LineDetector } from './redact-text.ts';
import type { Span } from './spans.ts';

/**
 * The tokens of providers as secretlint's recommended rules know them: a second opinion, maintained elsewhere, on lines
 * in which a literal of a token stands. Only what writes a bundle loads it.
 */
export const providerSpans: LineDetector = (line) => {
  if (line.length > MAX_LINE) return [];
  found = [];
  const source = { content: line, contentType: 'text', filePath: '', ext: '' };
  for (const rule of RULES) rule.file?.(source);
  return found;
};

/** Its patterns look back and ahead: on lines of this length they were measured, longer ones have our own rules alone. */
const MAX_LINE = 64 * 1024;

/**
 * Left out are the rules that mark more than the secret (whole connection strings, whose hosts are evidence), that need
 * several lines (keys), that ask the disk (Google's key files) or that obey comments in the text.
 */
const LEFT_OUT = /-(?:aws|gcp|privatekey|basicauth|database-connection-string|filter-comments)$/;

type Report = { range: readonly [start: number, end: number] };
type Rule = { file?(source: object): unknown };
type RuleCreator = { meta: { id: string }; create(context: object, options: object): Rule };

let found: Span[] = [];

const RULES: readonly Rule[] = (creator as unknown as { rules: readonly RuleCreator[] }).rules
  .filter(({ meta }) => !LEFT_OUT.test(meta.id))
  .map(({ meta, create }) => create(contextOf(meta.id), {}));

/** What a rule asks of its host (secretlint/secretlint:packages/@secretlint/core/src/RuleContext.ts@18346ba3). */
function contextOf(id: string): object {
  const kind = `${id.replace(/^.*-rule-/, '')}-token`;
  return {
    sharedOptions: {},
    createTranslator: () => () => ({}),
    ignore: () => undefined,
    report: ({ range: [start, end] }: Report) => found.push({ start, end, kind }),
  };
}
