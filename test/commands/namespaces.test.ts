import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/report-format/report.ts';
import { run } from '../support/run-program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'casefile-namespaces-'));
const bundle = path.join(folder, 'bundle');

/** A pod of `shop` lacks its Secret; a pod of `blog` stands on a node that is not ready. */
beforeAll(() => {
  const files = {
    'cluster-resources/pods/shop.json': list('PodList', [waitingPod('shop', 'web-0')]),
    'cluster-resources/secrets/shop.json': list('SecretList', []),
    'cluster-resources/pods/blog.json': list('PodList', [podOn('node-1')]),
    'cluster-resources/nodes.json': list('NodeList', [lostNode('node-1')]),
    'casefile.json': JSON.stringify({ tool: { name: 'casefile' }, capturedAt: '2026-03-01T12:00:00Z', captures: [] }),
  };
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(bundle, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without a namespace, the whole bundle', async () => {
  const subjects = (await reportWith()).findings.map(({ subject }) => subject.kind);
  expect(subjects).toContain('Node');
  expect(subjects).toContain('Pod');
});

test('what lies in the namespace', async () => {
  const { diagnoses, findings } = await reportWith('--namespace', 'shop');
  expect(findings.every(({ subject }) => subject.namespace === 'shop')).toBe(true);
  expect(diagnoses.map(({ title }) => title).join()).toContain('Secret');
  expect(diagnoses).toHaveLength(1);
});

test('what takes effect in the namespace, wherever its cause lies', async () => {
  const { findings } = await reportWith('--namespace', 'blog');
  expect(findings.map(({ subject }) => subject.kind)).toContain('Node');
  expect(findings.filter(({ subject }) => subject.namespace === 'shop')).toEqual([]);
});

test('a namespace of which nothing is there', async () => {
  const { exitCode, stderr } = await run('analyze', bundle, '--namespace', 'shpo');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('nothing in the bundle lies in the namespace shpo');
  expect(stderr).toContain('It has blog, shop');
});

async function reportWith(...flags: string[]): Promise<Report> {
  const file = path.join(folder, 'report.json');
  const { exitCode, stderr } = await run('analyze', bundle, '--quiet', '-o', file, ...flags);
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function list(kind: string, items: object[]): string {
  return JSON.stringify({ kind, apiVersion: 'v1', items });
}

function waitingPod(namespace: string, name: string): object {
  const waiting = { reason: 'CreateContainerConfigError', message: 'secret "web-env" not found' };
  return {
    metadata: { name, namespace, creationTimestamp: '2026-03-01T10:00:00Z' },
    spec: { containers: [{ name: 'web', image: 'web:1', envFrom: [{ secretRef: { name: 'web-env' } }] }] },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-03-01T10:00:05Z' }],
      containerStatuses: [{ name: 'web', ready: false, restartCount: 0, state: { waiting } }],
    },
  };
}

function podOn(nodeName: string): object {
  return {
    metadata: { name: 'page-0', namespace: 'blog', creationTimestamp: '2026-03-01T09:00:00Z' },
    spec: { nodeName, containers: [{ name: 'page', image: 'page:1' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-03-01T11:00:00Z' }],
      containerStatuses: [{ name: 'page', ready: true, restartCount: 0, state: { running: {} } }],
    },
  };
}

function lostNode(name: string): object {
  const condition = (type: string) => ({
    type,
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastTransitionTime: '2026-03-01T11:00:00Z',
  });
  return { metadata: { name }, status: { conditions: ['Ready', 'MemoryPressure', 'DiskPressure'].map(condition) } };
}
