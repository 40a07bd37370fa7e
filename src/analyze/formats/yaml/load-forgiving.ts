import type { Json } from '../kube-object.ts';
import { loadYaml, type YamlLimits } from './load-yaml.ts';

/** What could be loaded of a text. `line` is 0-based in it. */
export type Forgiven = {
  value?: Json;
  duplicateKeys?: boolean;
  /** Something of the value is lost, from that line on where one is known. */
  lost?: { error: string; line?: number };
  /** What follows the value and is none of it: a prompt, the next command. */
  rest?: { lines: string[]; line: number };
  /** Somebody left lines out and marked the place with dots. */
  shortened?: boolean;
};

/** Loads YAML as people paste it; one that breaks is read up to the line that breaks it. */
export function loadForgiving(text: string, limits: YamlLimits): Forgiven {
  const whole = loadYaml(text, limits);
  if ('value' in whole) return whole;

  const snipped = withoutSnips(text);
  const again = snipped === text ? whole : loadYaml(snipped, limits);
  if ('value' in again) return { ...again, shortened: true };

  const lines = snipped.split('\n');
  const foreign = lines.findIndex(isForeign);
  const before = foreign > 0 ? loadBefore(lines, foreign, limits) : undefined;
  if (before) return { value: before, rest: { lines: lines.slice(foreign), line: foreign } };

  const { error, line } = again;
  const lost = { error, ...(line === undefined ? {} : { line }) };
  const start = line === undefined ? undefined : upTo(lines, line, limits);
  return start === undefined ? { lost } : { value: start, lost };
}

/** The value of the lines before the one that breaks: the error may be noticed a few lines late. */
function upTo(lines: string[], errorLine: number, limits: YamlLimits): Json | undefined {
  for (let end = errorLine; end > Math.max(0, errorLine - 3); end--) {
    const value = loadBefore(lines, end, limits);
    if (value !== undefined) return value;
  }
  return undefined;
}

function loadBefore(lines: string[], end: number, limits: YamlLimits): Json | undefined {
  const loaded = loadYaml(lines.slice(0, end).join('\n'), limits);
  return 'value' in loaded && typeof loaded.value === 'object' && loaded.value !== null ? loaded.value : undefined;
}

/** True for a line at the left margin that no object or list has there: a prompt, a table, a message. */
function isForeign(line: string): boolean {
  return line !== '' && !/^(?:[\s#\]}]|- |---|\.\.\.|["']?[\w./-]+["']?[ \t]*:(?:\s|$))/.test(line);
}

/** Lines of dots with which people mark what they left out. */
function withoutSnips(text: string): string {
  return text.replaceAll(/^[ \t]*(?:-[ \t]+)?(?:\.\.\.+|…|\[\.\.\.\]|<snip>)[ \t]*\r?$/gm, '');
}
