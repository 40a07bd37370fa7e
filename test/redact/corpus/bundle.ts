import type { Tree } from '../../support/archives.ts';
import { EVIDENCE } from './evidence.ts';
import { TOOL_PLACES } from './more-places.ts';
import { BARE_PLACES, NAMED_PLACES, type Place } from './places.ts';
import { createRandom, type Random } from './random.ts';
import type { Secret } from './secrets.ts';

const NAMED = [...NAMED_PLACES, ...TOOL_PLACES.filter(({ words }) => words !== false)];
const PODS = 8;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * A bundle with every secret in several places of its files, and all evidence between them: logs, lists of objects,
 * manifests, descriptions, files of tools.
 */
export function plantedBundle(secrets: readonly Secret[], seed = 41): Tree {
  const random = createRandom(seed);
  const planted = (secret: Secret) => random.pick<Place>(secret.shaped ? [...NAMED, ...BARE_PLACES] : NAMED);
  const texts = () => secrets.map((secret) => planted(secret).write(secret.text));
  const shares = <T>(list: readonly T[], of: number) => list.filter((_, index) => index % PODS === of);

  const logs = Array.from({ length: PODS }, (_, pod): [string, string] => [
    `pods/logs/shop/web-${pod}/web.log`,
    lines(random, shares(texts(), pod), shares(EVIDENCE, pod), pod % 2 === 0 ? 'ERROR ' : ''),
  ]);
  return Object.fromEntries(
    [
      ...logs,
      ['pods/shop.json', json({ kind: 'PodList', apiVersion: 'v1', items: secrets.map(podWith) })],
      ['configmaps/shop.json', json({ kind: 'ConfigMapList', apiVersion: 'v1', items: texts().map(configMapWith) })],
      ['secrets/shop.json', json({ kind: 'SecretList', apiVersion: 'v1', items: secrets.map(secretWith) })],
      [
        'custom-resources/applications.argoproj.io/argocd.json',
        json(secrets.filter((_, index) => index % 7 === 0).map(applicationWith)),
      ],
      ['events/shop.json', json({ kind: 'EventList', apiVersion: 'v1', items: texts().map(eventWith) })],
    ].map(([path, text]) => [`ticket/cluster-resources/${path}`, text as string]),
  );
}

/** Blocks in an order of their own, whole lines between them; the lines of a block keep what leads them. */
function lines(random: Random, blocks: string[], evidence: string[], lead: string): string {
  const all = [...blocks.map((block) => `${lead}${block}`), ...evidence];
  for (let at = all.length - 1; at > 0; at--) {
    const other = random.number(at + 1);
    [all[at], all[other]] = [all[other] as string, all[at] as string];
  }
  return `${all.join('\n---\n')}\n`;
}

function podWith({ text, shaped }: Secret, index: number): object {
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: `web-${index}`,
      namespace: 'shop',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
          spec: { env: [{ name: 'X', value: text }] },
        }),
        ...(shaped ? { note: `uses ${text}` } : {}),
      },
    },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'web:1',
          args: ['--user', 'shop', '--admin-password', text, `--token=${text}`],
          env: [
            { name: 'DB_HOST', value: `db-${index}.db` },
            { name: 'DB_PASSWORD', value: text },
            { name: 'DB_URL', value: `postgres://shop:${encodeURIComponent(text)}@db:5432/shop` },
            { name: 'API_KEY', valueFrom: { secretKeyRef: { name: `keys-${index}`, key: 'api-key' } } },
          ],
        },
      ],
    },
    status: {
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'web',
          ready: false,
          restartCount: 7,
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error', message: `login failed: password=${text}` } },
        },
      ],
    },
  };
}

const inShop = (name: string) => ({ name, namespace: 'shop' });

function configMapWith(text: string, index: number): object {
  return { metadata: inShop(`config-${index}`), data: { 'app.conf': text, LOG_LEVEL: `level-${index}` } };
}

function secretWith({ text }: Secret, index: number): object {
  return {
    metadata: inShop(`keys-${index}`),
    type: 'Opaque',
    data: { 'api-key': Buffer.from(text).toString('base64') },
  };
}

function eventWith(text: string, index: number): object {
  return {
    metadata: inShop(`web-${index}.1`),
    involvedObject: { kind: 'Pod', ...inShop(`web-${index}`) },
    type: 'Warning',
    reason: 'Failed',
    message: `hook failed: ${text}`,
    count: 3,
    lastTimestamp: '2026-03-01T12:00:00Z',
  };
}

function applicationWith({ text }: Secret, index: number): object {
  const helm = {
    parameters: [{ name: 'auth.password', value: text }],
    values: `auth:\n  username: user-${index}\n  password: ${JSON.stringify(text)}\n`,
    valuesObject: { auth: { token: text, existingSecret: `keys-${index}` } },
  };
  return {
    kind: 'Application',
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: `app-${index}`, namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: `https://ci:${encodeURIComponent(text)}@git.example.com/a.git`, helm },
    },
    status: { sync: { status: 'OutOfSync' }, conditions: [{ type: 'SyncError', message: `bad token=${text}` }] },
  };
}
