import {
  ABOUT_WORDS,
  CONNECTION_WORDS,
  FUSED_ENDINGS,
  FUSED_WORDS,
  PASSWORD_WORDS,
  PLAIN_TOKENS,
  SECRET_KEY_KINDS,
  SECRET_REFERENCES,
  SECRET_SECRET_KINDS,
  SUSPECT_WORDS,
  TRANSPARENT_WORDS,
} from './name-words.ts';

/**
 * What a name says about its value. `certain`: a secret, unless it is evidence (`not set`, a reference). `nameable`: the
 * same, but it may be the name of a Secret object. `reference`: the name of an object, unless it looks random. `suspect`:
 * a secret only where it looks random. `connection`: credentials in a structure. `header`, `cookie`: their own grammar.
 * `applied`: a copy of a whole object.
 */
export type Sensitivity = {
  strength: 'certain' | 'nameable' | 'reference' | 'suspect' | 'connection' | 'header' | 'cookie' | 'applied';
  kind: string;
};

const KNOWN = new Map<string, Sensitivity | undefined>();
const MAX_KNOWN = 20_000;

/** Judges a name (`DB_PASSWORD`, `auth.postgresPassword`, `api key`); undefined where it says nothing of a secret. */
export function sensitivityOf(name: string): Sensitivity | undefined {
  if (KNOWN.has(name)) return KNOWN.get(name);
  const sensitivity = judge(name);
  if (KNOWN.size < MAX_KNOWN) KNOWN.set(name, sensitivity);
  return sensitivity;
}

function judge(name: string): Sensitivity | undefined {
  if (APPLIED.test(name)) return { strength: 'applied', kind: 'applied-state' };
  // The content of a key file is told by its shape.
  if (/\.(?:key|pem|crt)$/.test(name)) return undefined;
  const words = wordsOf(name);
  if (
    words.some((word) => word === 'checksum' || word === 'public' || word === 'existing') &&
    !isPassword(words.at(-1) ?? '')
  )
    return words.includes('existing') && words.at(-1) === 'secret'
      ? { strength: 'reference', kind: 'secret' }
      : undefined;
  while (words.length > 1 && TRANSPARENT_WORDS.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';

  // `tests pass: 12`
  if (name === 'pass') return { strength: 'certain', kind: 'pass' };
  if (isPassword(last)) return { strength: 'certain', kind: 'password' };
  if (last === 'authorization') return { strength: 'header', kind: 'authorization' };
  if (last === 'cookie' || last === 'cookies') return { strength: 'cookie', kind: 'cookie' };
  if (last === 'secrets') return { strength: 'reference', kind: 'secret' };
  if (last === 'tokens') return PLAIN_TOKENS.has(before) ? undefined : { strength: 'nameable', kind: 'token' };
  if (last === 'token') return PLAIN_TOKENS.has(before) ? undefined : { strength: 'nameable', kind: 'token' };
  if (last === 'secret') return secretBy(before);
  if (last === 'key' || last === 'keys') return keyBy(name, words);
  if (last === 'id' && before === 'secret') return { strength: 'certain', kind: 'secret' };
  if (last === 'credential' || last === 'credentials' || last === 'creds')
    return { strength: 'nameable', kind: 'credential' };
  const suspect = SUSPECT_WORDS.get(last) ?? (last === 'id' ? SUSPECT_WORDS.get(before) : undefined);
  if (suspect) return { strength: 'suspect', kind: suspect };
  if (CONNECTION_WORDS.has(last) || (last === 'string' && before === 'connection'))
    return { strength: 'connection', kind: 'password' };
  return fused(last) ?? elsewhere(words, last);
}

const APPLIED =
  /^(?!f:).*last-applied-configuration$|^(?!f:).*\/last-applied$|^objectset\.rio\.cattle\.io\/applied$|^kapp\.k14s\.io\/original$/;

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase().replace(/(?<=[a-z])\d{1,3}$/, ''))
    .filter((word, index) => word !== '' && (index === 0 || !/^\d{1,3}$/.test(word)));
}

function isPassword(word: string): boolean {
  return PASSWORD_WORDS.has(word) || FUSED_WORDS.has(word);
}

function secretBy(before: string): Sensitivity {
  if (SECRET_REFERENCES.has(before)) return { strength: 'reference', kind: 'secret' };
  return { strength: SECRET_SECRET_KINDS.has(before) ? 'certain' : 'nameable', kind: 'secret' };
}

function keyBy(name: string, words: string[]): Sensitivity | undefined {
  const before = words.at(-2) ?? '';
  // ExternalSecret, and many charts, name the key of a Secret with `secretKey`; `passwordKey` and `tokenKey` always do.
  if (before === 'secret' && /[a-z]Key$/.test(name)) return { strength: 'suspect', kind: 'key' };
  if (SECRET_KEY_KINDS.has(before) || /(?:api|access|secret|private|master|encryption)$/.test(before))
    return { strength: 'certain', kind: 'key' };
  if (isPassword(before) || before === 'token') return undefined;
  return words.length > 1 && !PLAIN_KEYS.has(before) ? { strength: 'suspect', kind: 'key' } : undefined;
}

const PLAIN_KEYS = new Set([
  ...['public', 'primary', 'foreign', 'cache', 'partition', 'sort', 'topology', 'label', 'config', 'object', 'unique'],
  ...[
    'ca',
    'tls',
    'cert',
    'group',
    'routing',
    'index',
    'lock',
    'queue',
    'registry',
    'host',
    'hash',
    'map',
    'row',
    'host',
  ],
  ...['username', 'user', 'database', 'endpoint', 'url', 'template', 'annotation', 'instance', 'idempotency', 'i18n'],
]);

/** `PASSWORD_ADMIN`, `API_KEY_OPENAI`: the word stands further in front. */
function elsewhere(words: string[], last: string): Sensitivity | undefined {
  if (ABOUT_WORDS.has(last)) return undefined;
  if (words.some(isPassword)) return { strength: 'suspect', kind: 'password' };
  const key = words.some((word, index) => word === 'key' && SECRET_KEY_KINDS.has(words[index - 1] ?? ''));
  return key || words.includes('secret') || words.includes('token')
    ? { strength: 'suspect', kind: key ? 'key' : 'token' }
    : undefined;
}

function fused(word: string): Sensitivity | undefined {
  const ending = FUSED_ENDINGS.find(([text]) => word.endsWith(text) && word.length > text.length - 1);
  if (!ending) return undefined;
  const strength = ending[1] === 'secret' || ending[1] === 'token' ? 'nameable' : 'certain';
  return { strength, kind: ending[1] };
}
