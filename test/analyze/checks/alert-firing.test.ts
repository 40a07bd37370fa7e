import { expect, test } from 'vitest';
import { alertFiring } from '../../../src/analyze/checks/alert-firing.ts';
import type { KubeEvent } from '../../../src/analyze/formats/facts.ts';
import { proofs, run } from '../../support/check.ts';

const event = (severity: string | undefined, involved: KubeEvent['involved']): KubeEvent => ({
  type: 'Warning',
  reason: 'KubePodCrashLooping',
  message: 'Pod shop/web-0 (web) is in waiting state.',
  involved,
  count: 1,
  first: '2026-03-01T11:00:00Z',
  ...(severity ? { alert: { severity } } : {}),
  source: { file: 'alerts.json', line: 3 },
});
const POD = { kind: 'Pod', namespace: 'shop', name: 'web-0' };

test('a firing alert is found at the object that its labels name', () => {
  const [finding] = run(alertFiring, { events: [event('warning', POD)] });

  expect(finding).toMatchObject({ subject: POD, captures: { alert: 'KubePodCrashLooping' }, severity: 'warning' });
  expect(proofs(finding)).toEqual(['Warning KubePodCrashLooping: Pod shop/web-0 (web) is in waiting state.']);
});

test('a critical one about no object is an error of the cluster', () => {
  expect(run(alertFiring, { events: [event('critical', { kind: '', name: '' })] })).toMatchObject([
    { subject: { kind: 'Alert', name: 'KubePodCrashLooping' }, severity: 'error' },
  ]);
});

test('an event of the cluster is no alert', () => {
  expect(run(alertFiring, { events: [event(undefined, POD)] })).toEqual([]);
});
