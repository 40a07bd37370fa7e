import { ago, crashed } from '../../check.ts';
import { deployment } from '../workloads.ts';
import { noise } from './noise.ts';

const web = (lines: string[], up = true, name = 'web') => ({
  objects: deployment(name, up ? {} : { ready: false, status: crashed(1) }),
  logs: { [`shop/${name}-5d4f-0/web${up ? '' : '-previous'}`]: lines },
});

/** Lines a minute apart, the last of them a minute before the capture. */
const minutely = (...texts: string[]) => texts.map((text, index) => `${ago((texts.length - index) * 60)} ${text}`);
const REFUSED = 'failed to connect, retrying: dial tcp orders-db:5432: connect: connection refused';

/** Lines that look bad in the log of a program that is well. */
export const LOG_NOISE = [
  noise('retries at the start that succeeded', 'connection-retried', ['connected to orders-db', REFUSED], (last) =>
    web(minutely(REFUSED, REFUSED, REFUSED, last)),
  ),

  noise('a lease that another holds', 'leader-election-lost', [true, false], (up) =>
    web(
      up
        ? minutely(
            'I0301 leaderelection.go:250] attempting to acquire leader lease kube-system/shop...',
            'E0301 leaderelection.go:330] error retrieving resource lock kube-system/shop: etcdserver: request timed out',
            'I0301 leaderelection.go:260] successfully acquired lease kube-system/shop',
          )
        : minutely(
            'I0301 leaderelection.go:285] failed to renew lease kube-system/shop: timed out waiting for the condition',
            'E0301 main.go:88] "leader election lost"',
          ),
      up,
    ),
  ),

  noise(
    'conflicts of writers that try again',
    'access-forbidden',
    [
      'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
      'deployments.apps "web" is forbidden: User "system:serviceaccount:shop:default" cannot update resource "deployments" in API group "apps" in the namespace "shop"',
    ],
    (reason) =>
      web(
        Array.from({ length: 5 }, () =>
          minutely(`level=error msg="Reconciler error" err="${reason.replaceAll('"', '\\"')}"`),
        ).flat(),
      ),
  ),

  noise(
    'the probe of CoreDNS for its own loop',
    'dns-upstream-failing',
    ['5120.8131. HINFO', 'hub.example.com. A'],
    (query) =>
      web(
        Array.from({ length: 4 }, () =>
          minutely(`[ERROR] plugin/errors: 2 ${query}: read udp 10.244.0.3:41000->10.0.0.2:53: i/o timeout`),
        ).flat(),
      ),
  ),

  noise('a name that did not resolve until the cluster DNS was up', 'dns-unreachable', [true, false], (up) =>
    web(
      minutely(
        'level=error msg="dial tcp: lookup orders-db on 10.96.0.10:53: read udp 10.0.0.7:4000->10.96.0.10:53: i/o timeout"',
        ...(up ? ['level=info msg="connected to orders-db"'] : []),
      ),
      up,
    ),
  ),

  noise('a database that turns clients away while it starts', 'fatal-log-line', [true, false], (up) =>
    web(
      minutely(
        up ? '[1] FATAL:  the database system is starting up' : '[1] FATAL:  could not map anonymous shared memory',
        ...(up ? ['[1] LOG:  database system is ready to accept connections'] : []),
      ),
      up,
    ),
  ),

  noise(
    'words of failure in lines of success',
    'fatal-log-line',
    [
      'level=info msg="panic: handler registered, fatal errors=0, FATAL level enabled"',
      'level=fatal msg="cannot start: the licence has expired"',
    ],
    (line) => web(minutely(line, line), !line.includes('fatal msg')),
  ),

  noise(
    'a handler for full disks',
    'disk-full',
    ['registered handler for "no space left"', 'write /data/queue: no space left on device'],
    (line) => web(minutely(line), !line.startsWith('write')),
  ),

  noise(
    'clients that do not trust the certificate and go',
    'certificate-untrusted',
    [
      'http: TLS handshake error from 10.0.0.9:51034: EOF',
      'Get "https://orders.example": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ],
    (line) => web(minutely(line, line, line, line)),
  ),

  noise('an exception that a request ended with', 'unhandled-exception', [true, false], (up) =>
    web(
      minutely(
        'ERROR request 17 failed',
        'Traceback (most recent call last):',
        '  File "/app/web.py", line 3, in get',
        "KeyError: 'basket'",
        ...(up
          ? [
              'INFO request 18 done',
              'INFO request 19 done',
              'INFO request 20 done',
              'INFO request 21 done',
              'INFO request 22 done',
              'INFO request 23 done',
            ]
          : []),
      ),
      up,
    ),
  ),

  noise('log lines of a run before the last', 'database-login-refused', [true, false], (up) => ({
    objects: deployment(
      'web',
      up
        ? { status: { restartCount: 1, lastState: crashed(1).lastState as never } }
        : { ready: false, status: crashed(1) },
    ),
    logs: {
      'shop/web-5d4f-0/web-previous': minutely('FATAL:  password authentication failed for user "shop"'),
      'shop/web-5d4f-0/web': up ? minutely('listening on :8080') : [],
    },
  })),
];
