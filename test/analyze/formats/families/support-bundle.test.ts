import { beforeAll, describe, expect, test } from 'vitest';
import { supportBundle } from '../../../support/families/support-bundle.ts';
import { type ReadBundle, readBundle } from '../../../support/read-bundle.ts';

describe('a support bundle', () => {
  let read: ReadBundle;
  beforeAll(async () => {
    read = await readBundle(supportBundle());
  });

  const inBundle = (path: string) => `support-bundle-2024-05-01T10_20_30/${path}`;

  test('is recognised, with its wrapping, its version and the time in its name', () => {
    expect(read.summary.format).toBe('support-bundle');
    expect(read.summary.topFolder).toBe('support-bundle-2024-05-01T10_20_30');
    expect(read.metadata).toEqual({
      kubernetesVersion: 'v1.30.2',
      capturedAt: '2024-05-01T10:20:30Z',
      capturedAtSource: 'metadata',
    });
  });

  test('gives its objects with the line at which each stands', () => {
    const pods = read.objects.filter(({ kind }) => kind === 'Pod');
    expect(pods.map(({ name, source }) => [name, source.line])).toEqual([
      ['api-0', 8],
      ['api-1', 29],
    ]);
    expect(pods[0]?.string('spec.containers[0].image')).toBe('registry.example/web:1');
  });

  test('gives its events apart from the objects', () => {
    expect(read.events).toEqual([
      {
        type: 'Warning',
        reason: 'BackOff',
        message: 'BackOff happened to api-0',
        involved: { kind: 'Pod', namespace: 'shop', name: 'api-0' },
        count: 3,
        first: '2024-05-01T10:00:00Z',
        last: '2024-05-01T10:05:00Z',
        component: 'kubelet',
        host: 'node-a',
        source: { file: inBundle('cluster-resources/events/shop.json'), line: 8 },
      },
    ]);
  });

  test('says of every list whether it is complete; namespaces as a bare array are the ones that were asked for', () => {
    const lists = read.lists.map(({ kind, namespace, complete }) => [kind, namespace, complete]);
    expect(lists).toEqual([
      ['Pod', 'shop', true],
      ['Service', 'shop', true],
      ['Event', 'shop', true],
      ['Node', undefined, true],
      ['Namespace', undefined, false],
      ['Application', 'argocd', true],
      ['Widget', 'shop', true],
      ['CustomResourceDefinition', undefined, true],
    ]);
  });

  test('delivers a linked log once, as its pod', () => {
    expect(read.logs).toMatchObject([
      { namespace: 'shop', pod: 'api-0', container: 'web', previous: false, text: 'starting\nfailed\n' },
      { namespace: 'shop', pod: 'api-0', container: 'web', previous: true, text: 'starting\n' },
    ]);
    expect(read.summary.links).toContainEqual({
      from: inBundle('all-logs/api-0/web.log'),
      to: inBundle('cluster-resources/pods/logs/shop/api-0/web.log'),
    });
  });

  test('names what could not be had, and the command that would fill it', () => {
    expect(read.gaps.map(({ what, why, command }) => [what, why, command])).toEqual([
      ['PersistentVolume', 'not collected (the file is empty)', 'kubectl get persistentvolumes -o json'],
      ['PersistentVolume', 'persistentvolumes is forbidden', 'kubectl get persistentvolumes -o json'],
      ['Job in namespace shop', 'jobs.batch is forbidden', 'kubectl get jobs -n shop -o json'],
      ['log of pod api-1 container web in namespace shop', 'container "web" is waiting to start', undefined],
      [
        'Secret missing in namespace shop',
        'the collector looked for it and did not find it',
        'kubectl get secret -n shop missing',
      ],
      ['collector exec', 'insufficient RBAC permissions: pods/exec is forbidden', undefined],
      ['collector copy/app', 'no such file', undefined],
      ['collector postgres/main.json', 'connection refused', undefined],
    ]);
  });

  test('knows a Secret that a collector looked up by its key, never by its value', () => {
    const secrets = read.objects.filter(({ kind }) => kind === 'Secret');
    expect(secrets.map(({ name, body }) => [name, body.keys])).toEqual([
      ['registry', { '.dockerconfigjson': 0 }],
      ['database', { password: 9 }],
    ]);
    expect(JSON.stringify(secrets.map(({ body }) => body))).not.toContain('tr0ub4dor');
  });

  test('says nothing about Secrets as a whole', () => {
    expect(read.lists.some(({ kind }) => kind === 'Secret')).toBe(false);
  });

  test('names the files that it does not read', () => {
    expect(read.unread).toEqual([inBundle('host-collectors/system/cpu.json')]);
  });
});
