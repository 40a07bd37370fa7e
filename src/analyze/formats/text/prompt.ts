import { type Command, parseCommand } from './command.ts';

/** A line on which somebody typed something. */
export type PromptLine = {
  /** What stands before the command; empty for a bare one. */
  prompt: string;
  /** Undefined for an empty prompt, or a command that is not known here. */
  command?: Command;
  typed: string;
};

/** What is known of the session when the next line is looked at. */
export type SessionState = {
  /** The prompts so far. */
  seen: ReadonlySet<string>;
  /** The prompt of the command whose log is being printed: a program may print lines like prompts. */
  logOf?: string;
};

/** Words that begin a command we know; checked before anything costlier. */
const COMMAND_WORD =
  /(?:^|[\s>$#%)])(?:sudo |time |watch |\S{0,200}\/)?(?:kubectl(?:\.exe)?|oc|k|kc|kg|kd|kl|kgp|kgpa|kgd|kgs|kgno|kgns|kdp|kdd|kubecolor|microk8s(?:\.kubectl)?|k3s|rke2|minikube|k0s|helm|helmfile|argocd|flux|crictl|docker|podman|nerdctl|journalctl|stern|kubetail|kubens|istioctl) /;
/** What a prompt may look like before a known command: anything short that ends with a sigil. */
const LOOSE_PROMPT = /^\s*(?:.{0,120}[$#%>❯➜»›λ⟩~])?\s*(?:\([^()]{1,60}\)\s*)?(?:❯|➜|\$|#|>)?\s*$/u;
const KNOWN_VERB_BARE = /^(?:get|describe|logs|events|apply|create|delete|rollout|top|cluster-info|version)$/;

/** Prompts that are prompts whatever follows. Each is anchored and bounded. */
const STRONG_PROMPTS = [
  /^[\p{L}\p{N}._-]{1,40}@[\p{L}\p{N}._-]{1,80}[:\s][^$#%>]{0,100}[$#%>](?=\s|$)\s?/u,
  /^\[[^\]@\s]{1,40}@[^\]]{1,100}\]\s?[$#%>](?=\s|$)\s?/,
  /^(?:\([^()]{1,40}\)\s?)?PS\s(?:[A-Za-z]:\\|\/|~)[^>]{0,150}>\s?/,
  /^[A-Za-z]:\\[^>"]{0,150}>\s?/,
  /^(?:bash|sh|zsh|ash)-\d[.\d]{0,6}[$#]\s?/,
];
/** Prompts that programs print as well: `yarn` shows what it runs behind a dollar. */
const WEAK_PROMPTS = [/^[➜❯]\s{1,3}/u, /^\$(?=\s|$)\s?/];

/** Recognises a prompt line. */
export function promptLineOf(text: string, { seen, logOf }: SessionState): PromptLine | undefined {
  if (text.length > 2000) return undefined;
  const strong = matched(text, STRONG_PROMPTS) ?? seenPrompt(text, seen);
  if (logOf === undefined) return knownCommand(text) ?? strong ?? matched(text, WEAK_PROMPTS);
  // Within a log only what looks like the session itself ends it.
  const known = knownCommand(text);
  if (known && (known.prompt === logOf || known.prompt.length > 3)) return known;
  return strong && (strong.prompt.length > 3 || strong.typed.trim() === '') ? strong : undefined;
}

function knownCommand(text: string): PromptLine | undefined {
  const match = COMMAND_WORD.exec(text);
  if (!match) return undefined;
  const at = match.index + (/^[\s>$#%)]/.test(match[0]) ? 1 : 0);
  const prompt = text.slice(0, at).trim();
  const isBare = prompt === '' || prompt === '+';
  if (!isBare && !LOOSE_PROMPT.test(text.slice(0, at))) return undefined;
  const typed = text.slice(at);
  const command = parseCommand(typed);
  if (!command) return undefined;
  // Without a prompt a sentence may begin like a command: "kubectl logs show nothing".
  if (isBare && !(command.tool === 'kubectl' && isPlausible(command, typed))) return undefined;
  return { prompt, command, typed };
}

function isPlausible(command: Command, typed: string): boolean {
  if (!KNOWN_VERB_BARE.test(command.verb) || /[.,;:?!]$/.test(typed.trimEnd())) return false;
  if (command.verb === 'get' || command.verb === 'describe') {
    return command.kinds.length > 0 || /^[\w-]+(?:\.[\w-]+)+$/.test(command.resource ?? '');
  }
  if (command.verb !== 'logs') return true;
  return Boolean(command.selector || command.namespace) || /[-/\d]/.test(command.names[0] ?? '');
}

function matched(text: string, patterns: readonly RegExp[]): PromptLine | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return made(match[0].trim(), text.slice(match[0].length));
  }
  return undefined;
}

function seenPrompt(text: string, seen: ReadonlySet<string>): PromptLine | undefined {
  for (const prompt of seen) {
    if (text.trimEnd() === prompt) return made(prompt, '');
    if (text.startsWith(`${prompt} `)) return made(prompt, text.slice(prompt.length + 1));
  }
  return undefined;
}

function made(prompt: string, typed: string): PromptLine {
  const command = parseCommand(typed);
  return { prompt, typed, ...(command ? { command } : {}) };
}
