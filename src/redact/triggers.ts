import { compileLiterals } from './literals.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** Parts of names after which a value may be a secret; `nameAround` finds the whole name. */
const NAMES = [
  ...['pass', 'pwd', 'psw', 'kennwort', 'senha', 'contrasena', 'wachtwoord', 'haslo', 'pw=', 'pw:', 'pw"', 'pw '],
  ...['secret', 'token', 'key', 'cred', 'auth', 'cookie', 'dsn', 'connectionstring', 'connection string', 'connstr'],
  ...['session', 'sessid', 'sid=', 'csrf', 'xsrf', 'signature', 'sig=', 'otp=', 'otp"', 'otp:', 'pin=', 'pin"', 'pin:'],
  ...['salt', 'jwt', 'licen', 'last-applied', '/applied', '/original'],
  ...[
    'api key',
    'access key',
    'secret key',
    'private key',
    'account key',
    'encryption key',
    'master key',
    'signing key',
  ],
  ...['license key', 'shared key', 'auth key', 'webhook key', 'session key', 'unseal key'],
];

/** What else begins a secret, or text that holds one. */
const STRUCTURES = {
  '://': 'url',
  'bearer ': 'scheme',
  'bearer%20': 'scheme',
  'bearer+': 'scheme',
  'bearer:': 'scheme',
  'bearer\\t': 'scheme',
  'basic ': 'scheme',
  'basic%20': 'scheme',
  '@tcp(': 'driver',
  '@unix(': 'driver',
  '@(': 'driver',
  'thin:': 'oracle',
  ' -u ': 'user-flag',
  '--user ': 'user-flag',
  '--user=': 'user-flag',
  'identified by ': 'sql',
  ' -p': 'mysql-flag',
  ' -a ': 'redis-flag',
  ' -w ': 'ldap-flag',
  '-begin': 'pem',
  ' begin ': 'pem',
  'begin%20': 'pem',
  'begin+': 'pem',
  'putty-user-key-file': 'putty',
  eyj: 'jwt',
  ls0tls1: 'base64',
  h4si: 'base64',
  '%2f': 'percent',
  '%3a': 'percent',
  '%24': 'percent',
  '%3d': 'percent',
  '%2b': 'percent',
  'data:': 'data',
  'data":': 'data',
  'data\\': 'data',
  '"kind":"secret': 'secret-object',
} as const;

export type Structure = (typeof STRUCTURES)[keyof typeof STRUCTURES];

/** What a literal found in a line calls for. */
export type Trigger =
  | { type: 'name'; length: number; tail: number }
  | { type: 'shape'; shape: (typeof TOKEN_SHAPES)[number] }
  | { type: 'structure'; structure: Structure; length: number };

const ENTRIES: readonly (readonly [string, Trigger])[] = [
  ...NAMES.map((literal): [string, Trigger] => [
    literal,
    { type: 'name', length: literal.length, tail: /[=:" ]$/.test(literal) ? 1 : 0 },
  ]),
  ...TOKEN_SHAPES.map((shape): [string, Trigger] => [shape.literal, { type: 'shape', shape }]),
  ...Object.entries(STRUCTURES).map(([literal, structure]): [string, Trigger] => [
    literal,
    { type: 'structure', structure, length: literal.length },
  ]),
];

export const TRIGGERS: readonly Trigger[] = ENTRIES.map(([, trigger]) => trigger);
export const TRIGGER_LITERALS = compileLiterals(ENTRIES.map(([literal]) => literal));
