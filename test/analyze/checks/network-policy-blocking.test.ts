import { expect, test } from 'vitest';
import { networkPolicyBlocking } from '../../../src/analyze/checks/network-policy-blocking.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { object, pod, run } from '../../support/check.ts';
import { logOf } from '../../support/log-of.ts';

const policy = (name: string, spec: JsonObject) => object('NetworkPolicy', name, { spec }, 'networking.k8s.io/v1');
const service = object('Service', 'db', {
  spec: { selector: { app: 'db' }, clusterIP: '10.96.0.7', ports: [{ port: 5432, targetPort: 5432 }] },
});
const db = pod({ name: 'db-0', labels: { app: 'db' } });
const front = pod({ name: 'front-0', labels: { app: 'front' }, ready: false });
const coredns = { ...pod({ name: 'coredns-0', labels: { 'k8s-app': 'kube-dns' } }) };
const timeout = logOf('shop/front-0/web', 'dial tcp 10.96.0.7:5432: i/o timeout', { host: '10.96.0.7', port: '5432' });
const objects = [service, db, front];

test('a time-out towards pods whose policy admits nobody is traced to that policy', () => {
  const denied = policy('db-closed', { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] });
  expect(run(networkPolicyBlocking, { objects: [...objects, denied], scanned: [timeout] })).toMatchObject([
    {
      subject: { kind: 'Pod', name: 'front-0' },
      captures: { policy: 'shop/db-closed', direction: 'ingress', target: 'db-0' },
      confidence: 'possible',
    },
  ]);
});

test('a policy that admits the client, by label or by address, is not to blame', () => {
  const byLabel = policy('db', {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'front' } } }], ports: [{ port: 5432 }] }],
  });
  expect(run(networkPolicyBlocking, { objects: [...objects, byLabel], scanned: [timeout] })).toEqual([]);
  const byAddress = policy('db', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] });
  expect(run(networkPolicyBlocking, { objects: [...objects, byAddress], scanned: [timeout] })).toEqual([]);
});

test('a second policy that admits it is enough, since policies add up', () => {
  const closed = policy('closed', { podSelector: {}, policyTypes: ['Ingress'] });
  const open = policy('open', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] });
  expect(run(networkPolicyBlocking, { objects: [...objects, closed, open], scanned: [timeout] })).toEqual([]);
});

test('a policy on what goes out that forgets the DNS explains why no name resolves', () => {
  const onlyDatabase = policy('front', {
    podSelector: { matchLabels: { app: 'front' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }] }],
  });
  const lookup = logOf(
    'shop/front-0/web',
    'lookup db on 10.96.0.10:53: read udp 10.1.0.9:4->10.96.0.10:53: i/o timeout',
    {
      host: 'db',
    },
  );
  const found = run(networkPolicyBlocking, { objects: [...objects, coredns, onlyDatabase], scanned: [lookup] });
  expect(found).toMatchObject([{ captures: { policy: 'shop/front', direction: 'egress', target: 'coredns-0' } }]);
});

test('without a time-out a closed policy is what somebody wants', () => {
  const denied = policy('db-closed', { podSelector: {}, policyTypes: ['Ingress'] });
  const refused = logOf('shop/front-0/web', 'dial tcp 10.96.0.7:5432: connect: connection refused', {
    host: '10.96.0.7',
    port: '5432',
  });
  expect(run(networkPolicyBlocking, { objects: [...objects, denied], scanned: [refused] })).toEqual([]);
});

test('a port that the Service calls by name is the one that the pod declares', () => {
  const byName = object('Service', 'db', {
    spec: { selector: { app: 'db' }, clusterIP: '10.96.0.7', ports: [{ port: 5432, targetPort: 'postgres' }] },
  });
  const declaring = pod({
    name: 'db-0',
    labels: { app: 'db' },
    container: { ports: [{ name: 'postgres', containerPort: 5432 }] },
  });
  const out = (port: number) =>
    policy('front', {
      podSelector: { matchLabels: { app: 'front' } },
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port }] }],
    });
  const found = (port: number) =>
    run(networkPolicyBlocking, { objects: [byName, declaring, front, out(port)], scanned: [timeout] });
  expect(found(443)).toMatchObject([{ captures: { policy: 'shop/front', direction: 'egress', target: 'db-0' } }]);
  expect(found(5432)).toEqual([]);
});

test('what lies outside the cluster is reached by port or address, never by a selector', () => {
  const calls = (host: string) =>
    logOf('shop/front-0/web', `dial tcp ${host}:5432: i/o timeout`, { host, port: '5432' });
  const out = (egress: JsonObject) =>
    policy('front', { podSelector: { matchLabels: { app: 'front' } }, policyTypes: ['Egress'], egress: [egress] });
  const found = (egress: JsonObject, host = '203.0.113.20') =>
    run(networkPolicyBlocking, { objects: [front, out(egress)], scanned: [calls(host)] });
  const pods = { to: [{ namespaceSelector: {} }] };
  expect(found(pods)).toMatchObject([{ captures: { target: '203.0.113.20' } }]);
  expect(found(pods, 'db.corp.example')).toHaveLength(1);
  expect(found({ ports: [{ port: 5432 }] })).toEqual([]);
  expect(found({ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })).toEqual([]);
  // Whose address this is cannot be told.
  expect(found(pods, '10.96.0.99')).toEqual([]);
});
