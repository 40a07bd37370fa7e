import { expect, test } from 'vitest';
import { createRedactor } from '../../src/redact/redact.ts';

const PASSWORD = ['hunter', '2'].join('');
const shown = (text: string) => createRedactor({ marks: 'ordinal' }).text(text);

test('only the secret goes: host, port, user and database stay', () => {
  expect(shown(`dial postgres://shop:${PASSWORD}@db.shop.svc:5432/orders?sslmode=disable: refused`)).toBe(
    'dial postgres://shop:[redacted:1 password]@db.shop.svc:5432/orders?sslmode=disable: refused',
  );
  expect(shown(`host=db port=5432 user=shop password=${PASSWORD} dbname=orders`)).toBe(
    'host=db port=5432 user=shop password=[redacted:1 password] dbname=orders',
  );
});

test('a password that holds the letters of a URL goes whole', () => {
  expect(shown('postgresql://app:pa/s#s@w@db:5432/orders')).toBe(
    'postgresql://app:[redacted:1 password]@db:5432/orders',
  );
});

test('equal secrets share an ordinal, different ones do not', () => {
  expect(shown(`password=${PASSWORD} next_password=other9x db_password=${PASSWORD}`)).toBe(
    'password=[redacted:1 password] next_password=[redacted:2 password] db_password=[redacted:1 password]',
  );
});

test('a token is keyed: the same in one bundle, another in the next', () => {
  const markWith = (fill: number) =>
    createRedactor({ marks: 'token', key: new Uint8Array(32).fill(fill) }).text(`password=${PASSWORD}`);
  expect(markWith(1)).toMatch(/^password=\[redacted:[0-9a-f]{8} password\]$/);
  expect(markWith(1)).toBe(markWith(1));
  expect(markWith(1)).not.toBe(markWith(2));
});

test('a password in a Basic header shares the mark of the same password elsewhere', () => {
  const basic = Buffer.from(`admin:${PASSWORD}`).toString('base64');
  expect(shown(`password=${PASSWORD} Authorization: Basic ${basic}`)).toBe(
    'password=[redacted:1 password] Authorization: Basic [redacted:1 basic-auth]',
  );
});

test('JSON stays JSON, and YAML stays YAML', () => {
  expect(
    JSON.parse(
      shown(JSON.stringify({ password: PASSWORD, port: 5432, nested: JSON.stringify({ token: `${PASSWORD}x` }) })),
    ),
  ).toEqual({
    password: '[redacted:1 password]',
    port: 5432,
    nested: '{"token":"[redacted:2 token]"}',
  });
  expect(JSON.parse(shown('{"password": 123456, "user": "shop"}'))).toEqual({
    password: '[redacted:1 password]',
    user: 'shop',
  });
  expect(shown(`password: ${PASSWORD} # rotate\nport: 1`)).toBe("password: '[redacted:1 password]' # rotate\nport: 1");
});

const block = (label: string, indent = '', lines = ['MIIEabcd', 'efgh', 'ij==']) =>
  [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].map((line) => indent + line).join('\n');
const PRIVATE = ['RSA PRIVATE', 'KEY'].join(' ');

test('a private key is one mark, whatever stands around it', () => {
  expect(shown(`before\n${block(PRIVATE)}\nafter`)).toBe('before\n[redacted:1 private-key]\nafter');
  expect(shown(`tls.key: |\n${block(PRIVATE, '  ')}\nnext: x`)).toBe('tls.key: |\n  [redacted:1 private-key]\nnext: x');
  expect(shown(JSON.stringify({ pem: block(PRIVATE), a: 1 }))).toBe('{"pem":"[redacted:1 private-key]","a":1}');
});

test('a private key in a log with time stamps goes too', () => {
  const log = block(PRIVATE, '2026-11-22T01:20:24.459Z ');
  expect(shown(`${log}\n2026-11-22T01:20:25Z started`)).toBe(
    '2026-11-22T01:20:24.459Z [redacted:1 private-key]\n2026-11-22T01:20:25Z started',
  );
});

test('a private key that was cut takes its lines with it, and nothing more', () => {
  const cut = block(PRIVATE).split('\n').slice(0, 3).join('\n');
  expect(shown(`${cut}\nlevel=info msg="ready to serve"`)).toBe(
    '[redacted:1 private-key]\nlevel=info msg="ready to serve"',
  );
  expect(shown(cut)).toBe('[redacted:1 private-key]');
});

test('certificates and public keys stay', () => {
  const body = Array.from(
    { length: 3 },
    (_, index) => `${'MIIDazCCAlOgAwIBAgIUX4b0'.repeat(3).slice(index, index + 63)}/`,
  );
  const certificate = block('CERTIFICATE', '', body);
  expect(shown(`ca.crt: |\n${certificate}\nnext`)).toBe(`ca.crt: |\n${certificate}\nnext`);
  expect(shown(`caBundle: ${Buffer.from(certificate).toString('base64')}`)).toBe(
    `caBundle: ${Buffer.from(certificate).toString('base64')}`,
  );
});

test('a private key written as Base64 goes', () => {
  expect(shown(`client: ${Buffer.from(block(PRIVATE)).toString('base64')}`)).toBe('client: [redacted:1 encoded]');
});

test('a Secret in one line of JSON keeps its key names', () => {
  const secret = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db' },
    data: { user: 'c2hvcA==' },
  });
  expect(JSON.parse(shown(secret))).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db' },
    keys: { user: 4 },
  });
});

test('what kubectl describe prints of the last applied state goes', () => {
  const described =
    'Annotations:  kubectl.kubernetes.io/last-applied-configuration:\n                {"apiVersion":"v1","data":{"a":"b"}}\nStatus:  Active';
  expect(shown(described)).not.toContain('apiVersion');
  expect(shown(described)).toMatch(/\nStatus: {2}Active$/);
});

test('a prompt from a fallback: the reference stays, its literal goes', () => {
  expect(shown(`password: \${DB_PASSWORD:-${PASSWORD}}`)).toBe(`password: \${DB_PASSWORD:-[redacted:1 password]}`);
});

test('line feeds of other systems stay', () => {
  expect(shown(`password: ${PASSWORD}\r\nport: 1\r\n`)).toBe("password: '[redacted:1 password]'\r\nport: 1\r\n");
});

test('addresses and hosts go on request only', () => {
  const line =
    'dial tcp 10.0.3.7:5432 (db.example.com) via 127.0.0.1 and fd00::12:7, app.kubernetes.io/name=web at db.shop.svc.cluster.local';
  expect(shown(line)).toBe(line);
  expect(createRedactor({ marks: 'ordinal' }, { ips: true, hosts: true }).text(line)).toBe(
    'dial tcp [redacted:1 ip]:5432 ([redacted:2 host]) via 127.0.0.1 and [redacted:3 ip], app.kubernetes.io/name=web at db.shop.svc.cluster.local',
  );
});

test('an address within the name of a machine', () => {
  const shown = createRedactor({ marks: 'ordinal' }, { ips: true }).text(
    'node ip-10-0-1-23.ec2.internal, chip-1-2-3-4',
  );
  expect(shown).toBe('node [redacted:1 ip].ec2.internal, chip-1-2-3-4');
});

test('a pattern of the user: its group where it has one', () => {
  const redactor = createRedactor({ marks: 'ordinal' }, { patterns: ['customer-(\\d+)', 'ACME'] });
  expect(redactor.text('customer-4711 of ACME')).toBe('customer-[redacted:1 pattern] of [redacted:2 pattern]');
  expect(redactor.counts()).toEqual({ pattern: 2 });
  expect(() => createRedactor({ marks: 'ordinal' }, { patterns: ['(?=x)'] })).toThrow(
    'the redaction pattern "(?=x)" cannot be used',
  );
});
