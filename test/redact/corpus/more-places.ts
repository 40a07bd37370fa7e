import type { Place } from './places.ts';

/** `words`: the value may be a name there, too, so that only what looks random is a secret. */
export type ToolPlace = Place & { words?: false };

const base64 = (text: string) => Buffer.from(text).toString('base64');
/** What Azure signs with is 32 bytes, whatever the secret: 44 letters. Eight capitals alone could be a word. */
const signature = (text: string) => `${base64(text).replace(/=+$/, '').padEnd(43, 'kR7v')}=`;
const json = (value: unknown, indent?: number) => JSON.stringify(value, null, indent);

/** Clouds, languages and tools: places beside those of every cluster, each with a name that tells. */
export const TOOL_PLACES: ToolPlace[] = [
  {
    name: 'aws metadata',
    write: (s) => json({ Code: 'Success', AccessKeyId: 'none', SecretAccessKey: s, Expiration: '2026-03-01' }, 2),
  },
  { name: 'aws credentials file', write: (s) => `[default]\nregion = eu-central-1\naws_secret_access_key = ${s}` },
  { name: 'aws session', write: (s) => `export AWS_SESSION_TOKEN="${s}"\nexport AWS_REGION=eu-central-1` },
  {
    name: 'azure storage',
    write: (s) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${s};EndpointSuffix=core.windows.net`,
  },
  {
    name: 'azure service bus',
    write: (s) => `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}`,
  },
  {
    name: 'azure signature',
    write: (s) =>
      `https://shop.blob.core.windows.net/c/b?sv=2024-01-01&sp=r&sig=${encodeURIComponent(signature(s))}&se=2026-03-01`,
  },
  {
    name: 'aws signed url',
    write: (s) => `GET https://b.s3.amazonaws.com/o?X-Amz-Expires=60&X-Amz-Security-Token=${encodeURIComponent(s)}`,
  },
  { name: 'java map', write: (s) => `Config{user=shop, password=${s.replace(/[,}\s]/g, '_')}, port=5432}` },
  { name: 'java system property', write: (s) => `java -Dspring.datasource.password=${s} -Xmx1g -jar app.jar` },
  { name: 'rust debug', write: (s) => `Config { user: "shop", password: "${s}", port: 5432 }` },
  { name: 'rust option', write: (s) => `Config { user: "shop", password: Some("${s}"), port: 5432 }` },
  { name: 'javascript', write: (s) => `{\n  user: 'shop',\n  password: '${s}',\n  port: 5432\n}` },
  { name: 'terraform', write: (s) => `resource "db" "shop" {\n  username = "shop"\n  password = "${s}"\n}` },
  { name: 'ini', write: (s) => `[database]\nuser = shop\npassword = ${s}\nhost = db` },
  { name: 'dockerfile', write: (s) => `ENV DB_USER=shop\nENV DB_PASSWORD=${s}\nEXPOSE 80` },
  { name: 'powershell', write: (s) => `$env:DB_PASSWORD = "${s}"` },
  { name: 'inline environment', write: (s) => `PGPASSWORD=${s} psql -h db -U shop -c 'select 1'` },
  { name: 'netrc', write: (s) => `machine git.example.com login ci password ${s}` },
  { name: 'docker login', write: (s) => `docker login -u ci --password "${s}" registry.example.com` },
  {
    name: 'kubectl create secret',
    write: (s) => `kubectl create secret generic db --from-literal=password=${s} -n shop`,
  },
  {
    name: 'helm values with nested lists',
    write: (s) =>
      `providers:\n  openai:\n    keys:\n      - name: main\n        api_key: ${json(s)}\n        weight: 1`,
  },
  {
    name: 'bifrost config',
    write: (s) => json({ providers: { openai: { keys: [{ name: 'main', value: s, models: ['*'], weight: 1 }] } } }, 2),
  },
  {
    name: 'litellm config',
    write: (s) => `model_list:\n- model_name: gpt\n  litellm_params:\n    model: openai/gpt\n    api_key: ${json(s)}`,
  },
  {
    name: 'keycloak realm',
    words: false,
    write: (s) => json({ clientId: 'shop', secret: s, protocol: 'openid-connect' }, 2),
  },
  { name: 'grafana ini', write: (s) => `[security]\nadmin_user = admin\nadmin_password = ${s}` },
  { name: 'argocd repository', write: (s) => `stringData:\n  type: git\n  password: ${json(s)}\n  username: git` },
  {
    name: 'stringData block',
    write: (s) => `kind: Secret\nstringData:\n  app.conf: |\n    first line\n    ${s}\n  other: ""\ntype: Opaque`,
  },
  {
    name: 'data block',
    write: (s) => `kind: Secret\ndata:\n  blob: >-\n    ${base64(s)}\ntype: Opaque`,
  },
  { name: 'list of secrets', write: (s) => json({ kind: 'SecretList', items: [{ data: { x: base64(s) } }] }) },
  {
    name: 'secret in a list of many kinds',
    write: (s) => json({ kind: 'List', items: [{ kind: 'Secret', apiVersion: 'v1', data: { x: base64(s) } }] }),
  },
  {
    name: 'pretty secret',
    write: (s) => json({ apiVersion: 'v1', data: { 'tls.crt': 'LS0t', shade: base64(s) }, kind: 'Secret' }, 4),
  },
  {
    name: 'http dump',
    write: (s) => `POST /v1/chat HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer ${s}\r\nAccept: */*`,
  },
  {
    name: 'curl header',
    write: (s) => `curl -H "Authorization: Bearer ${s}" -H 'Accept: */*' https://api.example.com`,
  },
  { name: 'python headers', write: (s) => `{'Authorization': 'Bearer ${s}', 'Accept': '*/*'}` },
  {
    name: 'go http header',
    write: (s) => `http.Header{"Authorization":[]string{"Bearer ${s}"}, "Accept":[]string{"*/*"}}`,
  },
  { name: 'api-key header', write: (s) => `> api-key: ${s}\n> accept: */*` },
  { name: 'oauth answer', write: (s) => json({ access_token: s, expires_in: 300, token_type: 'Bearer' }) },
  { name: 'refresh token', write: (s) => `refreshed: refresh_token=${encodeURIComponent(s)} expires=300` },
  { name: 'client secret in a form', write: (s) => `client_id=shop&client_secret=${encodeURIComponent(s)}&code=none` },
  { name: 'saml relay', write: (s) => `session_token: "${s}"` },
  { name: 'escaped yaml in json', write: (s) => json({ values: `auth:\n  password: "${s}"\n  user: shop\n` }) },
  { name: 'url encoded json', write: (s) => `data=${encodeURIComponent(json({ user: 'shop', password: s }))}` },
  { name: 'encoded json', write: (s) => `payload=${base64(json({ user: 'shop', password: s }))}` },
  { name: 'twice encoded', write: (s) => `payload: ${base64(base64(`password=${s}\nuser=shop\n`))}` },
  { name: 'ansi colours', write: (s) => `\u001b[36mpassword\u001b[0m=${s} \u001b[36muser\u001b[0m=shop` },
  { name: 'redis cli', write: (s) => `redis-cli -h redis -a "${s}" ping` },
  { name: 'mysql flag', write: (s) => `mysql -u root -p'${s}' -h db shop` },
  { name: 'mongo shell', write: (s) => `mongosh --host db --username root --password "${s}" --eval 1` },
  { name: 'ldap', write: (s) => `ldapsearch -D cn=admin,dc=shop -w "${s}" -b dc=shop` },
  { name: 'ldap bind', write: (s) => `bindDN: cn=admin,dc=shop\nbindPW: ${json(s)}\nbaseDN: dc=shop` },
  { name: 'smtp', write: (s) => `smtp:\n  host: mail\n  auth_password: ${json(s)}\n  port: 25` },
  {
    name: 'clickhouse',
    words: false,
    write: (s) => `<users><default><password_sha256_hex>${s}</password_sha256_hex></default></users>`,
  },
  { name: 'sentinel', write: (s) => `sentinel auth-pass mymaster ${s}` },
  { name: 'spring config', write: (s) => `spring:\n  datasource:\n    username: shop\n    password: ${json(s)}` },
  {
    name: 'pod spec in one line',
    write: (s) => `env:[{Name:DB_PASSWORD Value:${s.replace(/[}\s]/g, '_')} ValueFrom:nil}]`,
  },
];
