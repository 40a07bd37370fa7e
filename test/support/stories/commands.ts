/** One program of a command line with its arguments; quotes are resolved and pipes are cut. */
export type Call = { program: string; args: string[] };

const SUBSTITUTION = /\$\(([^)]*)\)/g;

/** The calls of a command line: `kubectl get pods | sort` is two, and so is `kubectl annotate pod x at=$(date)`. */
export function callsOf(commandLine: string): Call[] {
  const inner = [...commandLine.matchAll(SUBSTITUTION)].flatMap(([, command = '']) => callsOf(command));
  return [...plainCalls(commandLine.replaceAll(SUBSTITUTION, 'substituted')), ...inner];
}

function plainCalls(commandLine: string): Call[] {
  const calls: string[][] = [[]];
  for (const [word, single, double] of commandLine.matchAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\|\||&&|[|;]|[^\s|;&'"]+(?:'[^']*'|"[^"]*")?[^\s|;&'"]*/g,
  )) {
    if (/^(?:[|;]|\|\||&&)$/.test(word)) calls.push([]);
    else calls.at(-1)?.push(single ?? double ?? word);
  }
  return calls.flatMap(([program, ...args]) => (program === undefined ? [] : [{ program, args }]));
}

/** Flags that stand before the verb, as `kubectl -n shop get pods` has them, take the next word. */
const TAKES_VALUE = new Set(['-n', '--namespace', '--context', '--kubeconfig']);

/** `['certificate', 'approve', 'csr-1']` and the flags of a kubectl call; what follows `--` is another program's. */
export function partsOf(args: readonly string[]): { words: string[]; flags: string[] } {
  const words: string[] = [];
  const flags: string[] = [];
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  for (let at = 0; at < own.length; at += 1) {
    const word = own[at] ?? '';
    if (!/^--?[A-Za-z]/.test(word)) words.push(word);
    else {
      // `-it` is two of them.
      const [flag = ''] = word.split('=');
      flags.push(...(/^-[a-z]{2,}$/i.test(flag) ? [...flag.slice(1)].map((letter) => `-${letter}`) : [flag]));
      if (TAKES_VALUE.has(word)) at += 1;
    }
  }
  return { words, flags };
}
