import { expect, test } from 'vitest';
import { warningEventUnexplained } from '../../../src/analyze/checks/warning-event-unexplained.ts';
import { ago, pod, run } from '../../support/check.ts';
import { application } from '../applications/story.ts';

const warning = {
  reason: 'FluxLow',
  message: 'the capacitor is empty',
  involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
};

test('a warning is told in its own words', () => {
  expect(run(warningEventUnexplained, { events: [warning] })).toMatchObject([
    { subject: { kind: 'Pod', name: 'web-0' }, captures: { reason: 'FluxLow', message: 'the capacitor is empty' } },
  ]);
});

test('not what is ordinary, old, or about a pod that is ready', () => {
  expect(run(warningEventUnexplained, { events: [{ ...warning, type: 'Normal' }] })).toEqual([]);
  expect(run(warningEventUnexplained, { events: [{ ...warning, last: ago(7200) }] })).toEqual([]);
  expect(run(warningEventUnexplained, { objects: [pod()], events: [warning] })).toEqual([]);
});

test('a sync of Argo CD that failed is over once the next one succeeded, or the application is synced', () => {
  const failed = {
    reason: 'OperationCompleted',
    message: 'Sync operation to aaa failed: one or more objects failed to apply',
    involved: { kind: 'Application', namespace: 'argocd', name: 'shop' },
  };
  const found = (sync: string, phase: string) =>
    run(warningEventUnexplained, {
      events: [failed],
      objects: [application({ sync, operation: { phase, message: '' } })],
    }).length;
  expect(found('OutOfSync', 'Failed')).toBe(1);
  expect(found('OutOfSync', 'Succeeded')).toBe(0);
  expect(found('Synced', 'Failed')).toBe(0);
});
