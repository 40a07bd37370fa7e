import type { FactSink } from '../facts.ts';

/** What the caller knows of a text, and where it takes back what is not the text reader's. */
export type TextHints = {
  /** Kind and namespace that the file's path tells. */
  kind?: string;
  namespace?: string;
  /** Takes a block of YAML or JSON that stands inside the text; `firstLine` is its 1-based line in the file. */
  structured(text: string, firstLine: number): void;
};

/** True where the beginning of a text is the output of kubectl: a table, a description, a prompt with a command. */
export function looksLikeKubectlText(_head: string): boolean {
  return false;
}

/**
 * Reads the text of kubectl commands into facts. Says `read` where it did, `log` where the whole text is one log, and
 * `unread` where it is neither.
 */
export function readText(_path: string, _text: string, _sink: FactSink, _hints: TextHints): 'read' | 'log' | 'unread' {
  return 'unread';
}
