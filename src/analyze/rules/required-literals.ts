/** Shorter literals would make half of all lines candidates. */
export const MIN_LITERAL_BYTES = 3;

/** What an envelope may rewrite inside a message: JSON and logfmt escape some of these, HTML-safe JSON the others. */
const ALTERED = /["\\<>&']|[^ -~]/;

/** Whether a literal can be searched in raw bytes, whatever envelope the line came in. */
export function isPlainLiteral(literal: string): boolean {
  return literal.length >= MIN_LITERAL_BYTES && !ALTERED.test(literal);
}

/** Longest runs of a text that envelopes leave alone. */
export function plainRun(text: string): string {
  return text.split(ALTERED).reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/**
 * What every match of a pattern holds: of each list at least one literal. A prefilter that asks for too much would lose
 * findings, so whatever is not understood promises nothing.
 */
type Promised = string[][];

/**
 * Literals of which every match of an RE2 pattern holds at least one, in lower case; undefined where the pattern
 * promises none of at least MIN_LITERAL_BYTES.
 */
export function requiredLiterals(pattern: string): string[] | undefined {
  return best(promisedBy(pattern));
}

/** Every list of literals of which a match must hold one; the lines that lack one need no pattern. */
export function promisedBy(pattern: string): Promised {
  const parser = { pattern, at: 0 };
  const promised = alternatives(parser);
  return parser.at === pattern.length ? promised.map((literals) => [...new Set(literals)]) : [];
}

type Parser = { pattern: string; at: number };
type Atom = { char?: string; promised?: Promised };

/** Of several branches only what the best promise of each makes together. */
function alternatives(parser: Parser): Promised {
  const branches = [sequence(parser)];
  while (parser.pattern[parser.at] === '|') {
    parser.at++;
    branches.push(sequence(parser));
  }
  const [only] = branches;
  if (branches.length === 1 && only) return only;
  const bests = branches.map(best);
  return bests.every((literals) => literals !== undefined) ? [bests.flat()] : [];
}

/** The promises of the parts of a sequence: plain runs of characters, and groups that must occur. */
function sequence(parser: Parser): Promised {
  const promised: Promised = [];
  let run = '';
  const endRun = () => {
    if (run.length >= MIN_LITERAL_BYTES) promised.push([run]);
    run = '';
  };

  while (parser.at < parser.pattern.length && !'|)'.includes(parser.pattern[parser.at] ?? '')) {
    const atom = nextAtom(parser);
    const times = quantifier(parser);
    if (atom.char !== undefined && times === 'once') {
      run += atom.char;
      continue;
    }
    // `ab+c`: the run may go on up to the repeated character, not over it.
    if (atom.char !== undefined && times === 'many') run += atom.char;
    endRun();
    if (atom.promised && times !== 'optional') promised.push(...atom.promised);
  }
  endRun();
  return promised;
}

function best(promised: Promised): string[] | undefined {
  return promised.reduce<string[] | undefined>(
    (found, next) => (found === undefined || shortest(next) > shortest(found) ? next : found),
    undefined,
  );
}

const shortest = (literals: string[]) => Math.min(...literals.map(({ length }) => length));

const CLASS_ESCAPES = /[dDsSwWpPbBAzQEC]/;

function nextAtom(parser: Parser): Atom {
  const { pattern } = parser;
  const char = pattern[parser.at++] ?? '';
  if (char === '(') return group(parser);
  if (char === '[') return skipClass(parser);
  if (char === '\\') {
    const escaped = pattern[parser.at++] ?? '';
    if (escaped === 'p' || escaped === 'P') {
      parser.at = pattern[parser.at] === '{' ? pattern.indexOf('}', parser.at) + 1 : parser.at + 1;
      return {};
    }
    if (escaped === 'x') {
      parser.at = pattern[parser.at] === '{' ? pattern.indexOf('}', parser.at) + 1 : parser.at + 2;
      return {};
    }
    // Letters and digits after a backslash are classes, anchors, controls or octal; anything else is itself.
    return CLASS_ESCAPES.test(escaped) || /[a-z0-9]/i.test(escaped) ? {} : plain(escaped);
  }
  return '.^$'.includes(char) ? {} : plain(char);
}

function plain(char: string): Atom {
  return ALTERED.test(char) ? {} : { char: char.toLowerCase() };
}

function group(parser: Parser): Atom {
  const { pattern } = parser;
  const head = /\?(?:P?<[A-Za-z0-9_]+>|[imsU-]*:)/y;
  head.lastIndex = parser.at;
  const found = head.exec(pattern);
  if (found) parser.at += found[0].length;
  else if (pattern[parser.at] === '?') parser.at = Math.max(pattern.indexOf(')', parser.at), parser.at);
  const promised = alternatives(parser);
  if (pattern[parser.at] === ')') parser.at++;
  return { promised };
}

function skipClass(parser: Parser): Atom {
  const { pattern } = parser;
  if (pattern[parser.at] === '^') parser.at++;
  if (pattern[parser.at] === ']') parser.at++;
  while (parser.at < pattern.length && pattern[parser.at] !== ']') {
    const posix = pattern.startsWith('[:', parser.at) ? pattern.indexOf(':]', parser.at) : -1;
    if (posix >= 0) parser.at = posix + 2;
    else parser.at += pattern[parser.at] === '\\' ? 2 : 1;
  }
  parser.at++;
  return {};
}

function quantifier(parser: Parser): 'once' | 'many' | 'optional' {
  const found = /(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/y;
  found.lastIndex = parser.at;
  const match = found.exec(parser.pattern);
  if (!match) return 'once';
  parser.at += match[0].length;
  return match[0].startsWith('+') || Number(match[1] ?? 0) > 0 ? 'many' : 'optional';
}
