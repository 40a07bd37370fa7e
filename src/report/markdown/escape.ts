import { readable } from '../readable.ts';

/** What can start markup in the middle of a line. Underscores within a word, as in `API_KEY`, are no emphasis. */
const MARKUP = /[\\`*[\]<{}|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])|(?<!\d):(?=\/\/|[a-z0-9_+-]+:)/g;

/** What means something at the start of a line only: headings, quotes, lists and rules. */
const OPENING = /^(?:[#>+=-]|\d+(?=[.)]))/;

/** Trackers turn these into links to people, issues and merge requests, even where they stand escaped. */
const MENTION = /([@#!])(?=[\p{L}\p{N}])/gu;
const WORD_JOINER = '\u2060';

/** Bundle text as prose: on one line, with no character that could start markup, a link or a mention. */
export function prose(text: string): string {
  return readable(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(MARKUP, '\\$&')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(OPENING, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(MENTION, (mark) => `${mark}${WORD_JOINER}`);
}

/** Bundle text as a code span that it cannot leave: the fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const line = readable(text).replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A code span for a table cell, where a bar ends the cell even in code. */
export function cell(text: string): string {
  return code(text.replaceAll('\\|', '\\ |')).replaceAll('|', '\\|');
}

/** A fenced block whose fence its content cannot close. */
export function fenced(text: string, language = ''): string {
  const lines = readable(text);
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

/** Folded over the runs, not spread as arguments: a long text may hold more of them than a call may have. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
