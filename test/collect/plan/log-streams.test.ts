import { expect, test } from 'vitest';
import { byImportance, logsOfPod } from '../../../src/collect/plan/log-streams.ts';
import { takesLog } from '../../../src/collect/plan/selection.ts';

const pod = (status: object, labels = {}) => ({
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', labels },
  spec: { nodeName: 'node-1' },
  status,
});
const names = (status: object, labels = {}) =>
  logsOfPod(pod(status, labels)).map(
    ({ stream: { container, previous }, troubled }) =>
      `${container}${previous ? ' (previous)' : ''}${troubled ? ', troubled' : ''}`,
  );

const READY = { name: 'web', ready: true, restartCount: 0 };

test('a container that is ready and never restarted has a log too', () => {
  expect(names({ containerStatuses: [READY] })).toEqual(['web']);
});

test('a container that restarted is in trouble though it is ready again', () => {
  expect(names({ containerStatuses: [{ ...READY, restartCount: 2 }] })).toEqual([
    'web, troubled',
    'web (previous), troubled',
  ]);
});

test('a container that is not ready has no previous run unless it restarted', () => {
  expect(names({ containerStatuses: [{ ...READY, ready: false }] })).toEqual(['web, troubled']);
});

test('init and ephemeral containers count', () => {
  const status = {
    initContainerStatuses: [{ name: 'migrate', ready: false, restartCount: 4 }],
    ephemeralContainerStatuses: [{ name: 'debugger', ready: false, restartCount: 0 }],
  };

  expect(names(status)).toEqual(['migrate, troubled', 'migrate (previous), troubled', 'debugger, troubled']);
});

test('a run that has completed is not in trouble', () => {
  const status = { name: 'import', ready: false, restartCount: 0, state: { terminated: { reason: 'Completed' } } };

  expect(names({ containerStatuses: [status] })).toEqual(['import']);
});

test('a pod that no kubelet has seen has no logs', () => {
  expect(names({ phase: 'Pending' })).toEqual([]);
});

test('what is in trouble comes first, then Argo CD', () => {
  const healthy = logsOfPod(pod({ containerStatuses: [READY] }));
  const argocd = logsOfPod(pod({ containerStatuses: [READY] }, { 'app.kubernetes.io/part-of': 'argocd' }));
  const troubled = logsOfPod(pod({ containerStatuses: [{ ...READY, ready: false }] }));

  expect(byImportance([...healthy, ...argocd, ...troubled])).toEqual([...troubled, ...argocd, ...healthy]);
});

test('a small profile takes the logs of what is in trouble, and of Argo CD where that is asked for', () => {
  const log = { troubled: false, argocd: false };
  const taken = (profile: 'minimal' | 'argocd' | 'full', rest = {}) =>
    takesLog({ profile, include: [], exclude: [] }, { ...log, ...rest });

  expect([taken('minimal'), taken('minimal', { argocd: true }), taken('minimal', { troubled: true })]).toEqual([
    false,
    false,
    true,
  ]);
  expect([taken('argocd'), taken('argocd', { argocd: true })]).toEqual([false, true]);
  expect(taken('full')).toBe(true);
});
