/** Words of names, as data: what the last word of a name says about its value. All lower-case. */
export const PASSWORD_WORDS = new Set([
  ...['password', 'passwords', 'passwd', 'passphrase', 'passphrases', 'passcode', 'pwd', 'pass', 'pw', 'passwort'],
  ...['kennwort', 'senha', 'contrasena', 'wachtwoord', 'motdepasse', 'haslo', 'psw', 'pswd', 'passwrd'],
]);

/** Endings of words that were written together: `PGPASSWORD`, `authtoken`, `clientsecret`. */
export const FUSED_ENDINGS: readonly (readonly [string, string])[] = [
  ['password', 'password'],
  ['passwords', 'password'],
  ['passwd', 'password'],
  ['passphrase', 'password'],
  ['passwort', 'password'],
  ['pwd', 'password'],
  ['secret', 'secret'],
  ['token', 'token'],
  ['apikey', 'key'],
  ['accesskey', 'key'],
  ['secretkey', 'key'],
  ['privatekey', 'key'],
  ['masterkey', 'key'],
  ['encryptionkey', 'key'],
  ['accountkey', 'key'],
  ['authkey', 'key'],
];

export const FUSED_WORDS = new Map([
  ...['requirepass', 'masterauth', 'dbpass', 'userpass', 'rootpass', 'adminpass', 'keypass', 'storepass'].map(
    (word) => [word, 'password'] as const,
  ),
  ...[
    'sshpass',
    'mypass',
    'bindpw',
    'rootpw',
    'userpw',
    'dbpw',
    'adminpw',
    'mypw',
    'pgpass',
    'authpass',
    'masterpass',
  ].map((word) => [word, 'password'] as const),
]);

/** `<one of these> key`: the key is a secret. */
export const SECRET_KEY_KINDS = new Set([
  ...['api', 'access', 'private', 'encryption', 'encrypt', 'decryption', 'signing', 'sign', 'master', 'license'],
  ...['licence', 'account', 'shared', 'session', 'cipher', 'auth', 'hmac', 'aes', 'jwt', 'ssh', 'deploy', 'admin'],
  ...['root', 'crypto', 'webhook', 'service', 'storage', 'subscription', 'salt', 'ingest', 'instrumentation', 'cookie'],
  ...['data', 'virtual', 'unseal', 'recovery', 'rsa', 'secret'],
]);

/** `<one of these> secret`: never the name of a Secret object. */
export const SECRET_SECRET_KINDS = new Set([
  ...['client', 'app', 'application', 'shared', 'jwt', 'session', 'webhook', 'signing', 'cookie', 'api', 'oauth'],
  ...['oidc', 'user', 'hmac', 'totp', 'consumer', 'aws', 'master', 'hook', 'secret', 'bot', 'nextauth', 'encryption'],
]);

/** `<one of these> secret`: a reference to a Secret object. */
export const SECRET_REFERENCES = new Set([
  'existing',
  'pull',
  'tls',
  'cert',
  'certificate',
  'target',
  'image',
  'ssl',
  'ca',
]);

/** `<one of these> token`: a token of a language model or of a paged list. */
export const PLAIN_TOKENS = new Set([
  ...[
    'eos',
    'bos',
    'pad',
    'unk',
    'mask',
    'cls',
    'sep',
    'stop',
    'special',
    'image',
    'think',
    'page',
    'next',
    'continue',
  ],
  ...[
    'max',
    'min',
    'num',
    'total',
    'prompt',
    'completion',
    'unexpected',
    'expected',
    'invalid',
    'per',
    'input',
    'output',
  ],
  ...['cached', 'reasoning', 'generated', 'new', 'continuation', 'start', 'end', 'last', 'first', 'tool'],
]);

/** Last words that say how the value is written, not what it is: the word before them decides. */
export const TRANSPARENT_WORDS = new Set([
  ...['value', 'val', 'data', 'text', 'plain', 'plaintext', 'raw', 'string', 'str', 'base64', 'b64', 'encoded', 'hash'],
  ...[
    'hashed',
    'default',
    'current',
    'new',
    'old',
    'prod',
    'dev',
    'staging',
    'test',
    'primary',
    'secondary',
    'override',
  ],
  ...['production', 'backup', 'bytes', 'env', 'var', 'x', 'json', 'md5', 'sha1', 'sha256', 'bcrypt', 'confirm', 'base'],
]);

/** Values that are secrets only where they look like one. */
export const SUSPECT_WORDS = new Map([
  ...['auth', 'jwt', 'bearer'].map((word) => [word, 'token'] as const),
  ...['session', 'sessionid', 'sid', 'jsessionid', 'phpsessid', 'sessid', 'csrf', 'xsrf', 'csrftoken'].map(
    (word) => [word, 'session'] as const,
  ),
  ...['signature', 'sig'].map((word) => [word, 'signature'] as const),
  ...['otp', 'pin', 'salt', 'pepper', 'sas', 'passkey', 'kek', 'dek', 'license', 'licence', 'nonce', 'seed'].map(
    (word) => [word, 'key'] as const,
  ),
]);

/** Names of values that hold credentials in a structure of their own. */
export const CONNECTION_WORDS = new Set([
  'dsn',
  'connectionstring',
  'connstr',
  'conn',
  'connection',
  'url',
  'uri',
  'database',
]);

/** Last words that say something about a secret without holding it. */
export const ABOUT_WORDS = new Set([
  ...[
    'name',
    'names',
    'ref',
    'refs',
    'reference',
    'file',
    'files',
    'path',
    'paths',
    'dir',
    'folder',
    'url',
    'uri',
    'endpoint',
  ],
  ...[
    'host',
    'id',
    'ids',
    'uid',
    'type',
    'kind',
    'ttl',
    'expiry',
    'expires',
    'expiration',
    'expired',
    'timeout',
    'seconds',
    'in',
  ],
  ...[
    'count',
    'limit',
    'length',
    'len',
    'size',
    'max',
    'min',
    'policy',
    'enabled',
    'required',
    'format',
    'algorithm',
    'alg',
  ],
  ...[
    'method',
    'version',
    'prefix',
    'suffix',
    'header',
    'status',
    'state',
    'reason',
    'message',
    'error',
    'provider',
    'issuer',
  ],
  ...[
    'audience',
    'scope',
    'claim',
    'key',
    'keys',
    'namespace',
    'hash',
    'volume',
    'mount',
    'class',
    'store',
    'manager',
    'at',
  ],
  ...[
    'time',
    'date',
    'reviews',
    'review',
    'request',
    'requests',
    'controller',
    'operator',
    'go',
    'py',
    'js',
    'ts',
    'java',
  ],
  ...[
    'service',
    'server',
    'cache',
    'rotation',
    'interval',
    'usage',
    'ip',
    'port',
    'user',
    'username',
    'role',
    'description',
  ],
  ...[
    'annotations',
    'labels',
    'selector',
    'template',
    'access',
    'reader',
    'signer',
    'lifetime',
    'duration',
    'grant',
    'flow',
  ],
  ...[
    'selector',
    'authenticator',
    'webhook',
    'mode',
    'resource',
    'resources',
    'revision',
    'generation',
    'uuid',
    'digest',
  ],
]);
