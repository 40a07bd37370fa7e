import { expect, test } from 'vitest';
import { kubeletUnreachable } from '../../../src/analyze/checks/kubelet-unreachable.ts';
import { pod, proofs, run } from '../../support/check.ts';
import { logOf } from '../../support/log-of.ts';

const PASSED_ON =
  'Request log error: an error on the server ("unknown") has prevented the request from succeeding (get pods web-0)';
const lost = (name: string, why = PASSED_ON) => ({
  what: `log of shop/${name} container web`,
  why,
  file: `shop/${name}/logs.txt`,
});
const names = ['web-0', 'web-1', 'web-2'];
const objects = names.map((name) => pod({ name }));

test('when no log of a node could be read, its kubelet cannot be reached', () => {
  const [finding] = run(kubeletUnreachable, { objects, gaps: names.map((name) => lost(name)) });
  expect(finding).toMatchObject({
    subject: { kind: 'Kubelet', name: 'node-a' },
    captures: { nodes: 'node-a', logs: '3' },
  });
  expect(proofs(finding)[0]).toBe(PASSED_ON);
});

test('one log is enough where the words name the port of the kubelet', () => {
  const why = 'Get "https://10.0.0.5:10250/containerLogs/shop/web-0/web": dial tcp 10.0.0.5:10250: i/o timeout';
  expect(run(kubeletUnreachable, { objects, gaps: [lost('web-0', why)] })).toHaveLength(1);
});

test('all nodes together are one finding', () => {
  const elsewhere = names.map((name) => pod({ name: `${name}-b`, node: 'node-b' }));
  const gaps = [...names, ...names.map((name) => `${name}-b`)].map((name) => lost(name));
  expect(run(kubeletUnreachable, { objects: [...objects, ...elsewhere], gaps })).toMatchObject([
    { captures: { nodes: 'node-a, node-b', logs: '6' }, affected: [{ kind: 'Kubelet', name: 'node-b' }] },
  ]);
});

test('a node one of whose logs was read can be reached', () => {
  const other = logOf('shop/other-0/web', 'listening', {});
  const found = run(kubeletUnreachable, {
    objects: [...objects, pod({ name: 'other-0' })],
    gaps: names.map((name) => lost(name)),
    scanned: [other],
  });
  expect(found).toEqual([]);
});

test('a container that has not started has no log, which its kubelet says itself', () => {
  const why = 'Error from server (BadRequest): container "web" in pod "web-0" is waiting to start: PodInitializing';
  expect(run(kubeletUnreachable, { objects, gaps: names.map((name) => lost(name, why)) })).toEqual([]);
});
