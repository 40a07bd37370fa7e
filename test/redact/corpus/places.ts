/** Where a secret can stand in text. The letter `s` is the secret; everything around it is evidence and stays. */
export type Place = { name: string; write: (secret: string) => string };

const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = (value: unknown) => JSON.stringify(value);
const yaml = (text: string) =>
  /^[A-Za-z0-9][A-Za-z0-9+/=_.-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;

/** Places with a name or a structure that tells that a secret follows. */
export const NAMED_PLACES: Place[] = [
  { name: 'logfmt', write: (s) => `level=info msg="connecting" host=db-0 password=${s} user=shop` },
  { name: 'quoted logfmt', write: (s) => `level=info msg="connecting" db_password=${json(s)} user=shop` },
  { name: 'json log', write: (s) => json({ level: 'debug', cfg: { user: 'shop', password: s }, msg: 'loaded' }) },
  {
    name: 'json in json',
    write: (s) => json({ level: 'debug', msg: json({ user: 'shop', client_secret: s, realm: 'shop' }) }),
  },
  {
    name: 'json in json in json',
    write: (s) => json({ outer: json({ inner: json({ api_key: s, model: 'small' }) }) }),
  },
  { name: 'pretty json', write: (s) => JSON.stringify({ user: 'shop', adminPassword: s, port: 5432 }, null, 2) },
  { name: 'yaml', write: (s) => `database:\n  user: shop\n  password: ${yaml(s)}\n  host: db` },
  { name: 'yaml double quotes', write: (s) => `auth:\n  rootPassword: ${json(s)}\n  username: root` },
  { name: 'yaml flow', write: (s) => `auth: {user: shop, password: ${json(s)}, database: shop}` },
  { name: 'yaml block scalar', write: (s) => `auth:\n  password: |\n    ${s}\n  username: root` },
  { name: 'yaml list', write: (s) => `apiKeys:\n  - ${yaml(s)}\nport: 1` },
  { name: 'env file', write: (s) => `DB_HOST=db\nDB_PASSWORD=${s}\nDB_NAME=shop` },
  { name: 'shell export', write: (s) => `export MYSQL_ROOT_PASSWORD='${s}'` },
  {
    name: 'describe',
    write: (s) => `    Environment:\n      DB_HOST:      db\n      DB_PASSWORD:  ${s}\n      DB_NAME:      shop`,
  },
  {
    name: 'env pair in json',
    write: (s) =>
      json([
        { name: 'DB_HOST', value: 'db' },
        { name: 'DB_PASSWORD', value: s },
      ]),
  },
  { name: 'env pair in pretty json', write: (s) => JSON.stringify([{ name: 'DB_PASSWORD', value: s }], null, 4) },
  { name: 'env pair reversed', write: (s) => json([{ value: s, name: 'DB_PASSWORD' }]) },
  { name: 'env pair in escaped json', write: (s) => json({ msg: json([{ name: 'SECRET_KEY_BASE', value: s }]) }) },
  { name: 'env pair in yaml', write: (s) => `env:\n- name: DB_PASSWORD\n  value: ${yaml(s)}\n- name: A\n  value: b` },
  { name: 'postgres url', write: (s) => `url=postgres://shop:${encodeURIComponent(s)}@db:5432/shop?sslmode=disable` },
  { name: 'redis url', write: (s) => `REDIS_URL: redis://:${encodeURIComponent(s)}@redis-master:6379/0` },
  { name: 'amqp url', write: (s) => `dial amqp://guest:${encodeURIComponent(s)}@rabbit:5672/ failed` },
  {
    name: 'mongodb url',
    write: (s) => json({ uri: `mongodb+srv://shop:${encodeURIComponent(s)}@cluster0.example.net/shop` }),
  },
  {
    name: 'https url',
    write: (s) => `fatal: unable to access 'https://oauth2:${encodeURIComponent(s)}@git.example.com/shop/web.git/'`,
  },
  {
    name: 'jdbc url',
    write: (s) => `jdbc:postgresql://db:5432/shop?user=shop&password=${encodeURIComponent(s)}&ssl=true`,
  },
  { name: 'mysql driver', write: (s) => `DSN=shop:${s.replace(/[@/: ]/g, '_')}@tcp(db:3306)/shop?parseTime=true` },
  { name: 'libpq', write: (s) => `host=db port=5432 user=shop password='${s}' dbname=shop sslmode=disable` },
  { name: 'ado', write: (s) => `Server=tcp:db,1433;Initial Catalog=shop;User Id=sa;Password=${s};Encrypt=True` },
  { name: 'ado pwd', write: (s) => `Driver={ODBC};Server=db;Uid=sa;Pwd=${s};Database=shop` },
  { name: 'cli equals', write: (s) => `/bin/server --port=8080 --admin-password=${s} --verbose` },
  { name: 'cli blank', write: (s) => `/bin/server --port 8080 --api-token "${s}" --verbose` },
  { name: 'cli in json', write: (s) => json({ args: ['--port', '8080', '--admin-password', s, '--verbose'] }) },
  {
    name: 'cli in yaml',
    write: (s) => `args:\n  - --port\n  - "8080"\n  - --admin-password\n  - ${yaml(s)}\n  - --verbose`,
  },
  { name: 'curl user', write: (s) => `curl -u 'admin:${s}' https://harbor.example.com/api` },
  { name: 'bearer header', write: (s) => `> Authorization: Bearer ${s}` },
  { name: 'basic header', write: (s) => `> Authorization: Basic ${base64(`admin:${s}`)}` },
  { name: 'header in go', write: (s) => `map[Accept:[*/*] Authorization:[Bearer ${s}] User-Agent:[curl]]` },
  { name: 'token header', write: (s) => `X-Vault-Token: ${s}` },
  { name: 'api key header', write: (s) => json({ headers: { 'x-api-key': s, accept: '*/*' } }) },
  { name: 'cookie', write: (s) => `Cookie: theme=dark; sessionid=${encodeURIComponent(s)}; lang=en` },
  { name: 'set-cookie', write: (s) => `Set-Cookie: KEYCLOAK_IDENTITY=${encodeURIComponent(s)}; Path=/; HttpOnly` },
  {
    name: 'query',
    write: (s) => `GET /callback?state=ok&access_token=${encodeURIComponent(s)}&expires_in=3600 HTTP/1.1`,
  },
  { name: 'form', write: (s) => `grant_type=password&username=shop&password=${encodeURIComponent(s)}&scope=openid` },
  { name: 'python repr', write: (s) => `config = {'user': 'shop', 'password': '${s}', 'port': 5432}` },
  { name: 'go struct', write: (s) => `&{User:shop Password:${s} Port:5432}` },
  { name: 'ruby', write: (s) => `{:user=>"shop", :password=>"${s}"}` },
  { name: 'toml', write: (s) => `user = "shop"\nsecret_key = "${s}"` },
  { name: 'properties', write: (s) => `quarkus.datasource.username=shop\nquarkus.datasource.password=${s}` },
  { name: 'xml element', write: (s) => `<server><username>shop</username><password>${s}</password></server>` },
  { name: 'xml attribute', write: (s) => `<property name="password" value="${s}"/>` },
  { name: 'sql', write: (s) => `ALTER ROLE shop WITH PASSWORD '${s}';` },
  { name: 'redis config', write: (s) => `maxmemory 1gb\nrequirepass ${s}\nport 6379` },
  { name: 'helm set', write: (s) => `helm upgrade web chart --set postgresql.auth.password=${s} --wait` },
  { name: 'secret manifest', write: (s) => `apiVersion: v1\ndata:\n  credentials: ${base64(s)}\nkind: Secret` },
  { name: 'stringData manifest', write: (s) => `kind: Secret\nstringData:\n  anything: ${yaml(s)}\ntype: Opaque` },
  {
    name: 'docker config',
    write: (s) => json({ auths: { 'registry.example.com': { auth: base64(`robot$ci:${s}`) } } }),
  },
  { name: 'kubeconfig', write: (s) => `users:\n- name: admin\n  user:\n    token: ${yaml(s)}` },
  { name: 'reference with default', write: (s) => `password: "\${DB_PASSWORD:-${s.replace(/[}$]/g, '_')}}"` },
  {
    name: 'last applied',
    write: (s) => `    kubectl.kubernetes.io/last-applied-configuration: |\n      {"data":{"x":"${s}"}}\n    other: y`,
  },
  {
    name: 'configmap data',
    write: (s) => json({ kind: 'ConfigMap', data: { 'app.properties': `user=shop\npassword=${s}\nport=1` } }),
  },
  { name: 'encoded config', write: (s) => `config: ${base64(`user: shop\npassword: ${s}\n`)}` },
  {
    name: 'klog',
    write: (s) => `I1122 01:20:24.000000       1 main.go:10] "Starting" clientSecret="${s}" addr=":8080"`,
  },
];

/** Places that tell nothing: only a secret with a shape of its own is found there. */
export const BARE_PLACES: Place[] = [
  { name: 'sentence', write: (s) => `request with ${s} was refused` },
  { name: 'quotes', write: (s) => `invalid argument "${s}"` },
  { name: 'json value', write: (s) => json({ note: s }) },
  { name: 'url query', write: (s) => `GET /v1/models?x=${encodeURIComponent(s)} 401` },
  { name: 'annotation', write: (s) => `    example.com/note: ${s}` },
  { name: 'escaped line feed', write: (s) => json({ script: `#!/bin/sh\n${s}\nexit` }) },
  { name: 'alone', write: (s) => s },
];
