import { expect, test } from 'vitest';
import { logStreamsOf } from '../../src/collect/log-streams.ts';

const pod = (status: object) => ({ kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop' }, status });
const names = (status: object, which: 'all' | 'troubled' = 'troubled') =>
  logStreamsOf(pod(status), which).map(({ container, previous }) => `${container}${previous ? ' (previous)' : ''}`);

test('a container that is ready and never restarted is left alone', () => {
  expect(names({ containerStatuses: [{ name: 'web', ready: true, restartCount: 0 }] })).toEqual([]);
});

test('a container that restarted is of interest though it is ready again', () => {
  expect(names({ containerStatuses: [{ name: 'web', ready: true, restartCount: 2 }] })).toEqual([
    'web',
    'web (previous)',
  ]);
});

test('a container that is not ready has no previous run unless it restarted', () => {
  expect(names({ containerStatuses: [{ name: 'web', ready: false, restartCount: 0 }] })).toEqual(['web']);
});

test('init and ephemeral containers count', () => {
  const status = {
    initContainerStatuses: [{ name: 'migrate', ready: false, restartCount: 4 }],
    ephemeralContainerStatuses: [{ name: 'debugger', ready: false, restartCount: 0 }],
  };

  expect(names(status)).toEqual(['migrate', 'migrate (previous)', 'debugger']);
});

test('of a controller all logs are taken', () => {
  expect(names({ containerStatuses: [{ name: 'web', ready: true, restartCount: 0 }] }, 'all')).toEqual(['web']);
});

test('a pod that no kubelet has seen has no logs', () => {
  expect(names({ phase: 'Pending' })).toEqual([]);
});
