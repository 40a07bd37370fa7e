import { expect, test } from 'vitest';
import { readBundle } from '../../../support/read-bundle.ts';

const labels = {
  alertname: 'KubePodCrashLooping',
  severity: 'warning',
  namespace: 'shop',
  pod: 'api-0',
  container: 'web',
};
const annotations = { description: 'Pod shop/api-0 (web) is in waiting state.', summary: 'Pod is crash looping.' };
const expected = {
  type: 'Warning',
  reason: 'KubePodCrashLooping',
  message: 'Pod shop/api-0 (web) is in waiting state.',
  involved: { kind: 'Pod', namespace: 'shop', name: 'api-0', container: 'web' },
  first: '2024-05-01T10:00:00Z',
  alert: { severity: 'warning' },
};
const alert = { labels, annotations, state: 'firing', activeAt: '2024-05-01T10:00:00.5Z', value: '1' };

const eventsIn = async (path: string, value: unknown) => {
  const { events, unread } = await readBundle({ [path]: JSON.stringify(value, null, 1) });
  expect(unread).toEqual([]);
  return events;
};

test('the alerts of Prometheus are events of what their labels name', async () => {
  const events = await eventsIn('monitoring/alerts.json', { status: 'success', data: { alerts: [alert] } });

  expect(events).toMatchObject([expected]);
});

test('of the rules of a must-gather those count whose alerts fire', async () => {
  const pending = { ...alert, state: 'pending' };
  const events = await eventsIn('monitoring/prometheus/rules.json', {
    status: 'success',
    data: {
      groups: [
        { name: 'kubernetes-apps', rules: [{ name: 'KubePodCrashLooping', alerts: [alert] }] },
        {
          name: 'others',
          rules: [
            { name: 'KubePodNotReady', alerts: [pending] },
            { record: 'cpu', type: 'recording' },
          ],
        },
      ],
    },
  });

  expect(events).toMatchObject([expected]);
});

test('Alertmanager and an insights archive list them with a status, each at its line', async () => {
  const { activeAt, state, ...shape } = alert;
  const listed = { ...shape, startsAt: activeAt, status: { state: 'active' } };
  const suppressed = { ...listed, status: { state: 'suppressed' } };
  const events = await eventsIn('config/alerts.json', [suppressed, listed]);

  expect(events).toMatchObject([{ ...expected, source: { file: 'config/alerts.json', line: 20 } }]);
});

test('support-bundle-kit writes them in capitals', async () => {
  const events = await eventsIn('prometheus-alerts.json', [
    { Labels: labels, Annotations: annotations, State: 'firing' },
  ]);

  expect(events).toMatchObject([{ reason: expected.reason, involved: expected.involved }]);
});

test('pods that only measure are not in trouble, and the heartbeat of the monitoring is no alert', async () => {
  const events = await eventsIn('alerts.json', [
    { labels: { alertname: 'KubeNodeNotReady', severity: 'critical', pod: 'kube-state-metrics-1', node: 'node-a' } },
    { labels: { alertname: 'etcdMembersDown', severity: 'critical' } },
    { labels: { alertname: 'Watchdog', severity: 'none' } },
  ]);

  expect(events.map(({ reason, involved }) => [reason, involved.kind, involved.name])).toEqual([
    ['KubeNodeNotReady', 'Node', 'node-a'],
    ['etcdMembersDown', '', ''],
  ]);
});
