import { object, waiting } from '../../check.ts';
import { condition, deployment, ingress, secret } from '../workloads.ts';
import { crashing, edge, notCreated, refused } from './edge.ts';

const CERT = 'cert-manager.io/v1';
const ACME = 'acme.cert-manager.io/v1';
const notReady = (message: string) => ({ conditions: [condition('Ready', 'False', 'Pending', message)] });
const ownedBy = (kind: string, name: string, apiVersion: string) => ({ ownerReferences: [{ kind, name, apiVersion }] });

const issuer = object(
  'Issuer',
  'internal',
  {
    status: notReady(
      'Failed to verify ACME account: Get "https://acme.example": dial tcp: lookup acme.example: no such host',
    ),
  },
  CERT,
);
const certificate = object(
  'Certificate',
  'web',
  {
    spec: { secretName: 'web-tls', issuerRef: { name: 'internal' } },
    status: notReady('Issuing certificate as Secret does not exist'),
  },
  CERT,
);
const request = object(
  'CertificateRequest',
  'web-1',
  {
    metadata: ownedBy('Certificate', 'web', CERT),
    spec: { issuerRef: { name: 'internal' } },
    status: notReady('Waiting on certificate issuance from order shop/web-1-9: "pending"'),
  },
  CERT,
);
const order = object(
  'Order',
  'web-1-9',
  {
    metadata: ownedBy('CertificateRequest', 'web-1', CERT),
    spec: { dnsNames: ['web.example'] },
    status: { state: 'errored', reason: 'Failed to finalize Order: 403' },
  },
  ACME,
);
const challenge = object(
  'Challenge',
  'web-1-9-3',
  {
    metadata: ownedBy('Order', 'web-1-9', ACME),
    spec: { dnsName: 'web.example', type: 'HTTP-01' },
    status: {
      state: 'invalid',
      reason: "Waiting for HTTP-01 challenge propagation: wrong status code '404', expected '200'",
    },
  },
  ACME,
);
const solver = {
  ...ingress('cm-acme-http-solver', { spec: { ingressClassName: 'ngnix' } }),
  status: {},
  metadata: { ...(ingress('cm-acme-http-solver').metadata as object), ...ownedBy('Challenge', 'web-1-9-3', ACME) },
};

const variable = (name: string, key: string) => ({ env: [{ name: 'K', valueFrom: { secretKeyRef: { name, key } } }] });
const setting = (name: string, key: string) => ({
  env: [{ name: 'K', valueFrom: { configMapKeyRef: { name, key } } }],
});
const waits = (message: string) => ({ status: waiting('CreateContainerConfigError', message) });
const mounting = (volume: object) => ({ spec: { volumes: [{ name: 'files', ...volume }] } });
const UNMOUNTED = [
  'FailedMount',
  'Unable to attach or mount volumes: unmounted volumes=[files], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition',
];

/** Configuration, and the certificates that become configuration. */
export const CONFIG_EDGES = [
  edge('CFG-01 ⇒ CFG-15', 'secret-missing', 'config-gone', [
    ...deployment('old', { container: variable('provider', 'token') }),
    ...notCreated('new', [], { ...waits('secret "provider" not found'), container: variable('provider', 'token') }),
  ]),
  edge('ExternalSecret not ready ⇒ CFG-01', 'external-secret-not-ready', 'secret-missing', [
    object(
      'ExternalSecret',
      'provider',
      {
        spec: { target: { name: 'provider' } },
        status: {
          conditions: [condition('Ready', 'False', 'SecretSyncedError', 'could not get secret data from provider')],
        },
      },
      'external-secrets.io/v1',
    ),
    ...notCreated('web', [], { ...waits('secret "provider" not found'), container: variable('provider', 'token') }),
  ]),
  edge('TLS-08 ⇒ CFG-05', 'certificate-not-issued Certificate', 'secret-missing', [
    certificate,
    ...notCreated(
      'web',
      ['FailedMount', 'MountVolume.SetUp failed for volume "files" : secret "web-tls" not found'],
      mounting({ secret: { secretName: 'web-tls' } }),
    ),
  ]),
  edge('TLS-12 ⇒ TLS-09', 'certificate-issuer-not-ready', 'certificate-not-issued CertificateRequest', [
    issuer,
    request,
  ]),
  edge('TLS-09 ⇒ TLS-08', 'certificate-not-issued CertificateRequest', 'certificate-not-issued Certificate', [
    request,
    certificate,
  ]),
  edge('TLS-10 ⇒ TLS-09', 'acme-order-failed', 'certificate-not-issued CertificateRequest', [order, request]),
  edge('TLS-11 ⇒ TLS-10', 'acme-challenge-failed', 'acme-order-failed', [challenge, order]),
  edge('NET-06 ⇒ TLS-11', 'ingress-class-missing', 'acme-challenge-failed', [solver, challenge]),
  edge('TLS-08 ⇒ NET-07', 'certificate-not-issued Certificate', 'ingress-tls-secret-missing', [
    certificate,
    ingress('web', { spec: { tls: [{ hosts: ['web.example'], secretName: 'web-tls' }] } }),
  ]),
  edge('NET-07 ⇒ NET-10', 'ingress-tls-secret-missing', 'ingress-certificate-unusable', {
    objects: [
      ingress('web', { spec: { tls: [{ hosts: ['web.example'], secretName: 'web-tls' }] } }),
      ...deployment('controller'),
    ],
    logs: {
      'shop/controller-5d4f-0/web': Array.from(
        { length: 4 },
        () =>
          'W0301 12:00:00.000000 controller.go:1] Error getting SSL certificate "shop/web-tls": local SSL certificate shop/web-tls was not found. Using default certificate',
      ),
    },
  }),

  edge(
    'CFG-01 ⇒ PRB-07',
    'secret-missing',
    'deployment-unavailable',
    notCreated('web', [], { ...waits('secret "provider" not found'), container: variable('provider', 'token') }),
  ),
  edge(
    'CFG-02 ⇒ PRB-07',
    'configmap-missing',
    'deployment-unavailable',
    notCreated('web', [], { ...waits('configmap "settings" not found'), container: setting('settings', 'MODE') }),
  ),
  edge('CFG-03 ⇒ PRB-07', 'secret-key-missing', 'deployment-unavailable', [
    secret('provider', 'other'),
    ...notCreated('web', [], {
      ...waits("couldn't find key token in Secret shop/provider"),
      container: variable('provider', 'token'),
    }),
  ]),
  edge('CFG-04 ⇒ PRB-07', 'configmap-key-missing', 'deployment-unavailable', [
    object('ConfigMap', 'settings', { data: { OTHER: '1' } }),
    ...notCreated('web', [], {
      ...waits("couldn't find key MODE in ConfigMap shop/settings"),
      container: setting('settings', 'MODE'),
    }),
  ]),
  edge(
    'CFG-11 ⇒ PRB-07',
    'start-mount-failed',
    'deployment-unavailable',
    notCreated('web', ['Failed', 'Error: failed to prepare subPath for volumeMount "files" of container "web"'], {
      status: waiting(
        'CreateContainerConfigError',
        'failed to prepare subPath for volumeMount "files" of container "web"',
      ),
    }),
  ),
  edge(
    'CFG-12 ⇒ PRB-07',
    'run-as-non-root-refused',
    'deployment-unavailable',
    notCreated('web', [], {
      status: waiting(
        'CreateContainerConfigError',
        'container has runAsNonRoot and image will run as root (pod: "web_shop", container: web)',
      ),
    }),
  ),

  edge(
    'CFG-05 ⇒ STO-10',
    'secret-missing',
    'volume-mount-timeout',
    notCreated('web', UNMOUNTED, mounting({ secret: { secretName: 'web-tls' } })),
  ),
  edge(
    'CFG-06 ⇒ STO-10',
    'configmap-missing',
    'volume-mount-timeout',
    notCreated('web', UNMOUNTED, mounting({ configMap: { name: 'settings' } })),
  ),
  edge('CFG-07 ⇒ STO-10', 'secret-key-missing', 'volume-mount-timeout', [
    secret('provider', 'other'),
    ...notCreated(
      'web',
      [
        ...UNMOUNTED,
        'FailedMount',
        'MountVolume.SetUp failed for volume "files" : references non-existent secret key: token',
      ],
      mounting({ secret: { secretName: 'provider', items: [{ key: 'token', path: 'token' }] } }),
    ),
  ]),

  edge(
    'CFG-21 ⇒ ROL-02',
    'runtime-class-missing',
    'pod-creation-failed',
    refused('web', 'pods "web-5d4f-x" is forbidden: pod rejected: RuntimeClass "gvisor" not found'),
  ),
  edge(
    'CFG-22 ⇒ ROL-02',
    'service-account-missing',
    'pod-creation-failed',
    refused(
      'web',
      'pods "web-5d4f-" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found',
    ),
  ),
  edge(
    'CFG-23 ⇒ ROL-02',
    'priority-class-missing',
    'pod-creation-failed',
    refused('web', 'pods "web-5d4f-" is forbidden: no PriorityClass with name urgent was found'),
  ),

  edge(
    'RUN-02 ⇒ RUN-01',
    'oom-killed',
    'crash-loop-back-off',
    crashing('web', [], 137, {
      status: {
        ready: false,
        restartCount: 7,
        state: waiting('CrashLoopBackOff').state as never,
        lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-03-01T11:58:00Z' } },
      },
    }),
  ),
  edge('RUN-03 ⇒ RUN-01', 'container-failed', 'crash-loop-back-off', crashing('web', [], 137)),
  edge(
    'RUN-04 ⇒ RUN-01',
    'database-login-refused',
    'crash-loop-back-off',
    crashing('web', ['FATAL: password authentication failed for user "shop"']),
  ),
  edge('RUN-05 ⇒ RUN-01', 'container-failed', 'crash-loop-back-off', crashing('web', [], 2)),
  edge('RUN-06 ⇒ RUN-01', 'container-failed', 'crash-loop-back-off', crashing('web', [], 126)),
  edge('RUN-07 ⇒ RUN-01', 'container-failed', 'crash-loop-back-off', crashing('web', [], 127)),
  edge('RUN-09 ⇒ RUN-01', 'container-crashed', 'crash-loop-back-off', crashing('web', [], 139)),
  edge(
    'RUN-15 ⇒ RUN-01',
    'fatal-log-line',
    'crash-loop-back-off',
    crashing('web', ['panic: the licence has expired'], 2),
  ),
  edge(
    'RUN-17 ⇒ RUN-01',
    'unhandled-exception',
    'crash-loop-back-off',
    crashing('web', [
      'Traceback (most recent call last):',
      '  File "/app/web.py", line 3, in <module>',
      "KeyError: 'basket'",
    ]),
  ),
  edge(
    'RUN-18 ⇒ RUN-01',
    'node-heap-exhausted',
    'crash-loop-back-off',
    crashing('web', ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'], 134),
  ),
  edge(
    'CFG-16 ⇒ RUN-01',
    'start-command-not-found',
    'container-start-error',
    notCreated('web', [], {
      status: waiting(
        'RunContainerError',
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH: unknown',
      ),
    }),
  ),
  edge(
    'CFG-20 ⇒ RUN-01',
    'file-not-found',
    'crash-loop-back-off',
    crashing('web', ['panic: open /etc/web/config.yaml: no such file or directory']),
  ),
  edge(
    'STO-19 ⇒ RUN-01',
    'disk-full',
    'crash-loop-back-off',
    crashing('web', ['write /data/queue: no space left on device']),
  ),
  edge(
    'STO-24 ⇒ RUN-01',
    'path-permission-denied',
    'crash-loop-back-off',
    crashing('web', ['open /data/queue: permission denied']),
  ),
  edge('RUN-01 ⇒ PRB-07', 'crash-loop-back-off', 'deployment-unavailable', crashing('web', [])),
];
