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
  const known = PROMISED.get(pattern);
  if (known) return known;
  const parser = { pattern, at: 0 };
  const { promised } = alternatives(parser);
  const all = parser.at === pattern.length ? promised.map((literals) => [...new Set(literals)]) : [];
  PROMISED.set(pattern, all);
  return all;
}

/** Of each pattern that was asked for: the check of a rule asks, and its compilation again. */
const PROMISED = new Map<string, Promised>();

type Parser = { pattern: string; at: number };
/** `exact`: every text that the part can match, in lower case, where these are few. */
type Part = { exact?: string[]; promised: Promised };

/** Spellings of one stretch that are told apart, such as `env var`, `env-var`, `environment variable`. */
const MAX_SPELLINGS = 24;

/** Of several branches only what the best promise of each makes together. */
function alternatives(parser: Parser): Part {
  const branches = [sequence(parser)];
  while (parser.pattern[parser.at] === '|') {
    parser.at++;
    branches.push(sequence(parser));
  }
  const [only] = branches;
  if (branches.length === 1 && only) return only;
  const bests = branches.map(({ promised }) => best(promised));
  const promised = bests.every((literals) => literals !== undefined) ? [bests.flat()] : [];
  const exacts = branches.map(({ exact }) => exact);
  const all = exacts.every((exact) => exact !== undefined) ? exacts.flat() : undefined;
  return all && all.length <= MAX_SPELLINGS ? { exact: all, promised } : { promised };
}

/** The promises of the parts of a sequence: stretches of text in their spellings, and groups that must occur. */
function sequence(parser: Parser): Part {
  const promised: Promised = [];
  let spellings = [''];
  let isExact = true;
  const endStretch = () => {
    const literals = withoutContained(spellings);
    if (literals.every(({ length }) => length >= MIN_LITERAL_BYTES)) promised.push(literals);
    spellings = [''];
    isExact = false;
  };
  const append = (texts: string[]) => {
    if (spellings.length * texts.length > MAX_SPELLINGS) endStretch();
    if (texts.length === 1) spellings = spellings.map((head) => head + texts[0]);
    else spellings = spellings.flatMap((head) => texts.map((text) => head + text));
  };

  while (parser.at < parser.pattern.length && !'|)'.includes(parser.pattern[parser.at] ?? '')) {
    const part = nextPart(parser);
    const times = quantifier(parser);
    if (part.exact && times === 'once') append(part.exact);
    else if (part.exact && times === 'maybe') append(['', ...part.exact]);
    else {
      // `ab+c`: the stretch may go on up to the repeated character, not over it.
      if (part.exact && times === 'many') append(part.exact);
      endStretch();
    }
    if (!part.exact && (times === 'once' || times === 'many')) promised.push(...part.promised);
  }
  const exact = isExact ? spellings : undefined;
  endStretch();
  return exact ? { exact, promised } : { promised };
}

/** A text that holds another of them is found with it. */
function withoutContained(texts: readonly string[]): string[] {
  const unique = [...new Set(texts)];
  return unique.filter((text) => !unique.some((other) => other !== text && text.includes(other)));
}

/** Of lists alike, the one with fewer spellings: ` not found` is rarer than `namespace ` or `namespaces `. */
function best(promised: Promised): string[] | undefined {
  return promised.reduce<string[] | undefined>(
    (found, next) => (found === undefined || isBetter(next, found) ? next : found),
    undefined,
  );
}

function isBetter(next: string[], found: string[]): boolean {
  const gain = shortest(next) - shortest(found);
  return gain > 0 || (gain === 0 && next.length < found.length);
}

const shortest = (literals: string[]) => Math.min(...literals.map(({ length }) => length));

const ANYTHING: Part = { promised: [] };

function nextPart(parser: Parser): Part {
  const { pattern } = parser;
  const char = pattern[parser.at++] ?? '';
  if (char === '(') return group(parser);
  if (char === '[') return characterClass(parser);
  if (char === '\\') {
    const escaped = pattern[parser.at++] ?? '';
    if (escaped === 'p' || escaped === 'P') {
      parser.at = pattern[parser.at] === '{' ? pattern.indexOf('}', parser.at) + 1 : parser.at + 1;
      return ANYTHING;
    }
    if (escaped === 'x') {
      parser.at = pattern[parser.at] === '{' ? pattern.indexOf('}', parser.at) + 1 : parser.at + 2;
      return ANYTHING;
    }
    // Letters and digits after a backslash are classes, anchors, controls or octal; anything else is itself.
    return /[a-z0-9]/i.test(escaped) ? ANYTHING : plain(escaped);
  }
  return '.^$'.includes(char) ? ANYTHING : plain(char);
}

function plain(char: string): Part {
  return ALTERED.test(char) ? ANYTHING : { exact: [char.toLowerCase()], promised: [] };
}

function group(parser: Parser): Part {
  const { pattern } = parser;
  const head = /\?(?:P?<[A-Za-z0-9_]+>|[imsU-]*:)/y;
  head.lastIndex = parser.at;
  const found = head.exec(pattern);
  if (found) parser.at += found[0].length;
  else if (pattern[parser.at] === '?') parser.at = Math.max(pattern.indexOf(')', parser.at), parser.at);
  const part = alternatives(parser);
  if (pattern[parser.at] === ')') parser.at++;
  return part;
}

/** A class of a few plain characters, `[ _-]`, is one of them; any other is anything. */
function characterClass(parser: Parser): Part {
  const { pattern } = parser;
  const start = parser.at;
  if (pattern[parser.at] === '^') parser.at++;
  if (pattern[parser.at] === ']') parser.at++;
  while (parser.at < pattern.length && pattern[parser.at] !== ']') {
    const posix = pattern.startsWith('[:', parser.at) ? pattern.indexOf(':]', parser.at) : -1;
    if (posix >= 0) parser.at = posix + 2;
    else parser.at += pattern[parser.at] === '\\' ? 2 : 1;
  }
  const body = pattern.slice(start, parser.at++);
  // A hyphen at an end is itself; one in the middle makes a range.
  const isPlain = body.length <= 4 && !/[\^\\\]:]|.-./.test(body) && !ALTERED.test(body);
  return isPlain && body !== '' ? { exact: [...new Set(body.toLowerCase())], promised: [] } : ANYTHING;
}

function quantifier(parser: Parser): 'once' | 'many' | 'maybe' | 'optional' {
  const found = /(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/y;
  found.lastIndex = parser.at;
  const match = found.exec(parser.pattern);
  if (!match) return 'once';
  parser.at += match[0].length;
  if (match[0].startsWith('?')) return 'maybe';
  return match[0].startsWith('+') || Number(match[1] ?? 0) > 0 ? 'many' : 'optional';
}
