import type { Command } from './command.ts';
import { parseCommand } from './command.ts';
import { dedent, isBlank, type Line } from './lines.ts';
import { promptLineOf } from './prompt.ts';

/** An output with the command that printed it, where that is in the text. */
export type Segment = {
  command?: Command;
  /** A namespace that an earlier command of the session switched to. */
  namespace?: string;
  lines: Line[];
  /** Words around fenced blocks: never a table, never an object. */
  prose?: boolean;
};

/** More distinct prompts than any session has: a guard against text that looks like prompts all over. */
const MAX_PROMPTS = 20;

/** Takes a text apart into outputs: fenced blocks of Markdown first, then prompts. */
export function segmentsOf(lines: readonly Line[]): Segment[] {
  const blocks = fencedBlocks(lines);
  if (!blocks) return sessionOf(lines);
  return blocks.flatMap((block) => {
    if (!block.fenced) return [{ lines: block.lines, prose: true }];
    const inside = sessionOf(block.lines);
    const first = inside[0];
    if (first && !first.command && block.announced) first.command = { ...block.announced, partial: true };
    return inside;
  });
}

type Block = { fenced: boolean; lines: Line[]; announced?: Command };

const FENCE = /^\s{0,8}(?:> ?)?(?:```|~~~)/;

/** Undefined where the text has no pair of fences. */
function fencedBlocks(lines: readonly Line[]): Block[] | undefined {
  const fences = lines.filter(({ text }) => FENCE.test(text)).length;
  if (fences < 2) return undefined;
  const blocks: Block[] = [{ fenced: false, lines: [] }];
  for (const line of lines) {
    const current = blocks.at(-1);
    if (!current) break;
    if (!FENCE.test(line.text)) {
      current.lines.push(line);
      continue;
    }
    const announced = current.fenced ? undefined : announcedBy(current.lines);
    blocks.push({ fenced: !current.fenced, lines: [], ...(announced ? { announced } : {}) });
  }
  return blocks.filter((block) => block.lines.some((line) => !isBlank(line)));
}

/** The command in the words before a block: "Output of `kubectl describe certificate web`:". */
function announcedBy(prose: readonly Line[]): Command | undefined {
  const near = prose.filter((line) => !isBlank(line)).slice(-2);
  for (const { text } of near.reverse()) {
    for (const [, quoted] of text.slice(0, 1000).matchAll(/`([^`]{3,300})`/g)) {
      const command = parseCommand(quoted ?? '');
      if (command) return command;
    }
  }
  return undefined;
}

function sessionOf(lines: readonly Line[]): Segment[] {
  const seen = new Set<string>();
  const segments: Segment[] = [{ lines: [] }];
  let namespace: string | undefined;
  let logOf: string | undefined;

  const dedented = dedent(unquoted(lines));
  for (let index = 0; index < dedented.length; index += 1) {
    const line = dedented[index] as Line;
    const typed = promptLineOf(line.text, { seen, ...(logOf === undefined ? {} : { logOf }) });
    if (!typed) {
      segments.at(-1)?.lines.push(line);
      continue;
    }
    if (typed.prompt !== '' && seen.size < MAX_PROMPTS) seen.add(typed.prompt);
    const whole = joinContinued(dedented, index, typed.typed);
    index = skipHereDocument(dedented, whole.last, whole.text);
    const command = whole.last === index && whole.text === typed.typed ? typed.command : parseCommand(whole.text);
    logOf = command && printsLog(command) ? typed.prompt : undefined;
    namespace = switchedNamespace(command, whole.text) ?? namespace;
    segments.push({ ...(command ? { command } : {}), ...(namespace ? { namespace } : {}), lines: [] });
  }
  return segments.filter((segment) => segment.command || segment.lines.some((line) => !isBlank(line)));
}

/** A block that was quoted in a mail or an issue: every line begins with `>`. */
function unquoted(lines: readonly Line[]): readonly Line[] {
  const set = lines.filter((line) => !isBlank(line));
  // A single line may be a prompt.
  if (set.length < 2 || !set.every(({ text }) => /^\s*>(?: |$)/.test(text))) return lines;
  return lines.map((line) => ({ ...line, text: line.text.replace(/^\s*> ?/, '') }));
}

/** True for commands whose output is a log. */
export function printsLog({ tool, verb }: Command): boolean {
  return verb === 'logs' || tool === 'journalctl' || tool === 'stern' || tool === 'kubetail';
}

/** A command that goes on after a backslash (or a backtick, in PowerShell). */
function joinContinued(lines: readonly Line[], at: number, typed: string): { text: string; last: number } {
  let text = typed;
  let last = at;
  while (/[\\`]\s*$/.test(text) && last + 1 < lines.length && last - at < 20) {
    last += 1;
    text = `${text.replace(/[\\`]\s*$/, '')} ${(lines[last]?.text ?? '').replace(/^\s*>?\s*/, '')}`;
  }
  return { text, last };
}

/** What was typed into a here-document is no output. Returns the index of its last line. */
function skipHereDocument(lines: readonly Line[], at: number, typed: string): number {
  const word = /<<-?\s*["']?(\w{1,40})["']?/.exec(typed)?.[1];
  if (!word) return at;
  const end = lines.findIndex((line, index) => index > at && line.text.replace(/^\s*>?\s*/, '').trimEnd() === word);
  return end < 0 ? at : end;
}

function switchedNamespace(command: Command | undefined, typed: string): string | undefined {
  if (!command) return undefined;
  if (command.tool === 'kubens') return command.verb || undefined;
  if (command.verb === 'project') return command.names[0];
  if (command.verb === 'config' && /set-context/.test(typed)) return command.namespace;
  return undefined;
}
