import { kindOfWord, kindsOfArgument, type ResourceKind } from './kinds.ts';

/** A command line, read as far as it tells what its output is. */
export type Command = {
  /** `kubectl` stands for its aliases as well. */
  tool: string;
  verb: string;
  kinds: ResourceKind[];
  /** The resource argument as typed, for kinds that are not known here. */
  resource?: string;
  names: string[];
  namespace?: string;
  allNamespaces: boolean;
  /** `wide`, `yaml`, `json`, `jsonpath=...`. */
  output?: string;
  /** Selectors, pipes or a watch: the output is not all that there is. */
  partial: boolean;
  container?: string;
  selector?: string;
  previous: boolean;
};

const KUBECTL = /^(?:\S*\/)?(?:kubectl|kubectl\.exe|oc|k|kc|kubecolor|microk8s\.kubectl)$/;
const WRAPPERS = /^(?:microk8s|k3s|rke2|minikube|k0s)$/;
const OTHER_TOOLS =
  /^(?:helm|helmfile|argocd|flux|crictl|docker|podman|nerdctl|journalctl|stern|kubetail|cat|kubens|istioctl)$/;
/** Aliases that shell plugins define. */
const ALIASES: Record<string, string[]> = {
  kg: ['get'],
  kd: ['describe'],
  kl: ['logs'],
  kgp: ['get', 'pods'],
  kgpa: ['get', 'pods', '-A'],
  kgd: ['get', 'deployments'],
  kgs: ['get', 'services'],
  kgno: ['get', 'nodes'],
  kgns: ['get', 'namespaces'],
  kdp: ['describe', 'pods'],
  kdd: ['describe', 'deployments'],
};
const VERBS = new Set(
  'get describe logs log events apply create delete edit exec run expose patch replace scale rollout label annotate top drain cordon uncordon taint explain version config cluster-info api-resources api-versions wait debug port-forward cp auth adm project projects new-project status'.split(
    ' ',
  ),
);
/** Flags whose value is the next word; `-f` and `-p` depend on the verb. */
const VALUE_FLAGS = new Set(
  '--namespace --selector --output --container --context --kubeconfig --cluster --user --as --as-group --server --token --field-selector --sort-by --since --since-time --tail --filename --kustomize --template --label-columns --chunk-size --timeout --request-timeout --for --types --limit-bytes --max-log-requests --patch --type --image --profile --replicas'.split(
    ' ',
  ),
);
const SHORT: Record<string, string> = {
  n: 'namespace',
  l: 'selector',
  o: 'output',
  c: 'container',
  s: 'server',
  L: 'label-columns',
  k: 'kustomize',
};
/** A filter that passes everything on. */
const PASSING = /^(?:cat|less|more|tee|column|sort|pbcopy|clip)\b/;
const NAME = /^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/i;

/** Reads one command line, without its prompt; undefined where no known tool is in it. */
export function parseCommand(text: string): Command | undefined {
  const commands = splitAt(wordsOf(text), new Set([';', '&&', '||']));
  const read = commands.map(parseSimple).filter((command) => command !== undefined);
  const first = read.find(({ verb }) => READING.has(verb)) ?? read[0];
  if (!first) return undefined;
  return read.length > 1 ? { ...first, partial: true } : first;
}

const READING = new Set(['get', 'describe', 'logs', 'events']);

function parseSimple(words: string[]): Command | undefined {
  const [own = [], ...filters] = splitAt(words, new Set(['|']));
  const at = own.slice(0, 9).findIndex((word) => toolOf(word) !== undefined || WRAPPERS.test(word));
  if (at < 0) return undefined;
  const head = own[at] ?? '';
  const wrapped = WRAPPERS.test(head);
  if (wrapped && own[at + 1] !== 'kubectl') return undefined;
  const tool = wrapped ? 'kubectl' : (toolOf(head) ?? head);
  const args = [...(ALIASES[head] ?? []), ...own.slice(at + (wrapped ? 2 : 1))];

  const command = parseArguments(tool, args);
  if (tool === 'kubectl' && !VERBS.has(command.verb)) return undefined;
  const filtered = filters.some((filter) => !PASSING.test(filter.join(' ')));
  return filtered ? { ...command, partial: true } : command;
}

function toolOf(word: string): string | undefined {
  if (KUBECTL.test(word) || Object.hasOwn(ALIASES, word)) return 'kubectl';
  return OTHER_TOOLS.test(word) ? word : undefined;
}

function parseArguments(tool: string, args: string[]): Command {
  const command: Command = {
    tool,
    verb: '',
    kinds: [],
    names: [],
    allNamespaces: false,
    partial: false,
    previous: false,
  };
  const positional: string[] = [];

  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--' && positional.length > 0) break;
    if (!arg.startsWith('-') || arg === '-') {
      // Redirections say where the output went, not what it is.
      if (/^\d?>/.test(arg)) index += /^\d?>+$/.test(arg) ? 1 : 0;
      else positional.push(arg);
      continue;
    }
    for (const [flag, value] of flagsOf(arg, positional[0] ?? '')) {
      const needs = value === undefined && takesValue(flag, positional[0] ?? '');
      if (needs) index += 1;
      setFlag(command, flag, needs ? (args[index] ?? '') : (value ?? ''));
    }
  }

  const [verb = '', ...rest] = positional;
  command.verb = verb === 'log' ? 'logs' : verb;
  return tool === 'kubectl' ? withArguments(command, rest) : { ...command, names: rest };
}

/** `-Aowide` is `-A -o wide`; `--output=wide` and `-o=wide` carry their value with them. */
function flagsOf(arg: string, verb: string): [flag: string, value: string | undefined][] {
  if (arg.startsWith('--')) {
    const equals = arg.indexOf('=');
    return [equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)]];
  }
  const flags: [string, string | undefined][] = [];
  for (let index = 1; index < arg.length && index < 12; index += 1) {
    const letter = arg[index] ?? '';
    const flag = SHORT[letter] ? `--${SHORT[letter]}` : `-${letter}`;
    const rest = arg.slice(index + 1).replace(/^=/, '');
    if (takesValue(flag, verb)) return [...flags, [flag, rest === '' ? undefined : rest]];
    flags.push([flag, undefined]);
  }
  return flags;
}

function takesValue(flag: string, verb: string): boolean {
  if (flag === '-f') return verb !== 'logs' && verb !== 'log';
  if (flag === '-p') return verb === 'patch';
  return VALUE_FLAGS.has(flag);
}

function setFlag(command: Command, flag: string, value: string): void {
  if (flag === '--namespace') command.namespace = NAME.test(value) ? value : undefined;
  else if (flag === '-A' || flag === '--all-namespaces') command.allNamespaces = value !== 'false';
  else if (flag === '--output') command.output = value;
  else if (flag === '--container') command.container = value;
  else if (flag === '-p' || flag === '--previous') command.previous = value !== 'false';
  else if (flag === '-w' || flag === '--watch' || flag === '--watch-only' || flag === '--field-selector')
    command.partial = true;
  else if (flag === '--selector') {
    command.selector = value;
    command.partial = true;
  }
}

function withArguments(command: Command, args: string[]): Command {
  const [first = '', ...others] = args;
  if (command.verb === 'logs') return withLogTarget(command, first, others);
  if (command.verb === 'events') return { ...command, kinds: kindsOfArgument('events') };
  if (command.verb === 'config' || !READING.has(command.verb)) return { ...command, names: args };

  const slashed = args.filter((arg) => arg.includes('/'));
  if (slashed.length > 0) {
    const parts = slashed.map((arg) => arg.split('/', 2) as [string, string]);
    const kinds = parts.map(([word]) => kindOfWord(word)).filter((kind) => kind !== undefined);
    return { ...command, kinds: [...new Set(kinds)], resource: parts[0]?.[0], names: parts.map(([, name]) => name) };
  }
  return {
    ...command,
    kinds: first ? kindsOfArgument(first) : [],
    ...(first ? { resource: first } : {}),
    names: others,
  };
}

function withLogTarget(command: Command, target: string, others: string[]): Command {
  const [word, name] = target.includes('/') ? target.split('/', 2) : ['pod', target];
  const kind = kindOfWord(word ?? '');
  // The old form names the container as a second argument.
  const container = command.container ?? (others[0] && NAME.test(others[0]) ? others[0] : undefined);
  return {
    ...command,
    kinds: kind ? [kind] : [],
    names: name && NAME.test(name) ? [name] : [],
    ...(container ? { container } : {}),
  };
}

/** The names of a command that are names, not variables or patterns. */
export function plainNames(command: Command | undefined): string[] {
  return command?.names.filter((name) => NAME.test(name)) ?? [];
}

/** Words as a shell would split them, quoted parts joined to what they touch; operators are words of their own. Linear, without expansion. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let end = -1;
  let joins = false;
  for (const match of text
    .slice(0, 4096)
    .matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\|\||&&|[|;])|((?:[^\s"'|;&]|&(?!&))+)/g)) {
    const [whole, quoted, single, operator, plain] = match;
    const part = quoted ?? single ?? operator ?? plain ?? '';
    if (operator === undefined && joins && match.index === end) words.push(`${words.pop() ?? ''}${part}`);
    else words.push(part);
    joins = operator === undefined;
    end = match.index + whole.length;
  }
  return words;
}

function splitAt(words: string[], separators: ReadonlySet<string>): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (separators.has(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}
