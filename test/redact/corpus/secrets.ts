import { ALNUM, createRandom, DIGITS, HEX, LOWER, type Random, UPPER } from './random.ts';

/** A made-up secret: what was planted, and every text that must not come out. */
export type Secret = { kind: string; text: string; shaped: boolean; never: string[] };

type Recipe = (random: Random) => string;

/** Prefixes are put together here, so that no scanner takes this file for a leak. */
const glued = (...parts: string[]) => parts.join('');
const prefixed =
  (prefix: string[], length: number, alphabet = ALNUM): Recipe =>
  (random) =>
    glued(...prefix) + random.text(length, alphabet);

const base64url = (value: string) => Buffer.from(value).toString('base64url');
const jwt =
  (claims: object): Recipe =>
  (random) =>
    [
      base64url(JSON.stringify({ alg: 'RS256', kid: random.text(8) })),
      base64url(JSON.stringify({ ...claims, jti: random.text(12) })),
      random.text(86),
    ].join('.');

/** Told by their shape: wherever they stand, they go. */
const SHAPED: Record<string, Recipe> = {
  'aws key id': prefixed(['AK', 'IA'], 16, `${UPPER}234567`),
  'aws session key id': prefixed(['AS', 'IA'], 16, `${UPPER}234567`),
  'gcp api key': prefixed(['AI', 'za'], 35),
  'gcp oauth token': prefixed(['ya', '29.'], 60),
  'gcp client secret': prefixed(['GOC', 'SPX-'], 28),
  'github token': prefixed(['gh', 'p_'], 36),
  'github app token': prefixed(['gh', 's_'], 36),
  'github fine token': prefixed(['github', '_pat_'], 60),
  'gitlab token': prefixed(['gl', 'pat-'], 20),
  'gitlab runner token': prefixed(['gl', 'rt-'], 20),
  'slack bot token': (random) => glued('xo', 'xb-', random.text(11, DIGITS), '-', random.text(24)),
  'slack webhook': (random) =>
    glued(
      'https://hooks.slack',
      '.com/services/T',
      random.text(8, UPPER),
      '/B',
      random.text(8, UPPER),
      '/',
      random.text(24),
    ),
  'stripe key': prefixed(['sk', '_live_'], 24),
  'stripe webhook secret': prefixed(['wh', 'sec_'], 32),
  'openai key': prefixed(['sk', '-proj-'], 48),
  'openai old key': prefixed(['sk', '-'], 48),
  'anthropic key': prefixed(['sk', '-ant-api03-'], 90),
  'litellm key': prefixed(['sk', '-'], 22),
  'bsq key': prefixed(['sk', '-bsq-'], 24),
  'openrouter key': prefixed(['sk', '-or-v1-'], 64, HEX),
  'groq key': prefixed(['gs', 'k_'], 52),
  'nvidia key': prefixed(['nv', 'api-'], 60),
  'huggingface token': prefixed(['h', 'f_'], 34),
  'npm token': prefixed(['np', 'm_'], 36),
  'pypi token': prefixed(['py', 'pi-AgE'], 80),
  'docker token': prefixed(['dckr', '_pat_'], 27),
  'sendgrid key': (random) => glued('S', 'G.', random.text(22), '.', random.text(43)),
  'twilio key': prefixed(['S', 'K'], 32, HEX),
  'telegram token': (random) => glued(`1${random.text(9, DIGITS)}`, ':A', 'A', random.text(33)),
  'digitalocean token': prefixed(['dop', '_v1_'], 64, HEX),
  'vault token': prefixed(['hv', 's.'], 90),
  'grafana token': (random) => glued('gl', 'sa_', random.text(32), '_', random.text(8, HEX)),
  'openshift token': prefixed(['sha', '256~'], 43),
  'age key': prefixed(['AGE-SECRET', '-KEY-1'], 58, UPPER + DIGITS),
  'databricks token': prefixed(['da', 'pi'], 32, HEX),
  'shopify token': prefixed(['shp', 'at_'], 32, HEX),
  'sonarqube token': prefixed(['sq', 'p_'], 40, HEX),
  'tailscale key': prefixed(['ts', 'key-auth-'], 30),
  'azure client secret': (random) => glued(random.text(3), '8', 'Q', '~', random.text(34)),
  'service account token': jwt({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:shop:web' }),
  'argo cd token': jwt({ iss: 'argocd', sub: 'admin:apiKey' }),
  'oidc token': jwt({ iss: 'https://sso.example.com/realms/shop' }),
  'bcrypt hash': (random) => glued('$2', 'a$10$', random.text(53)),
  'k3s node token': (random) => glued('K', '10', random.text(64, HEX), '::server:', random.text(32, HEX)),
};

const SYMBOLS = '!#$%^*+=?@~';

/** Told by the name before them, or by the structure around them. */
const NAMED: Record<string, Recipe> = {
  'plain password': (random) => `${random.text(7, LOWER)}${random.text(2, DIGITS)}`,
  'strong password': (random) => `${random.text(8)}${random.text(3, SYMBOLS)}${random.text(6)}`,
  'word password': (random) => `${random.text(5, LOWER)}-${random.text(6, LOWER)}-${random.text(2, DIGITS)}`,
  'hex key': (random) => random.text(64, HEX),
  'base64 key': (random) => `${Buffer.from(random.text(32)).toString('base64')}`,
  'aws secret key': (random) => random.text(40, `${ALNUM}/+`),
  'harbor robot secret': (random) => random.text(32),
  'uuid secret': (random) => [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-'),
  'bootstrap token': (random) => `${random.text(6, LOWER + DIGITS)}.${random.text(16, LOWER + DIGITS)}`,
  'short token': (random) => random.text(10),
};

/** At least so many secrets of every kind. */
export function makeSecrets(perKind: number, seed = 7): Secret[] {
  const random = createRandom(seed);
  const make = (recipes: Record<string, Recipe>, shaped: boolean) =>
    Object.entries(recipes).flatMap(([kind, recipe]) =>
      Array.from({ length: perKind }, () => {
        const text = recipe(random);
        return { kind, text, shaped, never: formsOf(text) };
      }),
    );
  return [...make(SHAPED, true), ...make(NAMED, false)];
}

/** The secret itself, and as Base64, URL-encoded and as JSON writes it. */
export function formsOf(secret: string): string[] {
  return [
    ...new Set([
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ]),
  ];
}
