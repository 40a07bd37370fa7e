import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { healthOf } from '../../../src/analyze/rules/evaluate/container-state.ts';
import { object } from '../../support/check.ts';
import { captured } from '../../support/snapshot-of.ts';

const condition = (type: string, status: string): JsonObject => ({ status: { conditions: [{ type, status }] } });

test.each<[string, string, JsonObject]>([
  ['healthy', 'HorizontalPodAutoscaler', condition('ScalingActive', 'True')],
  ['failing', 'HorizontalPodAutoscaler', condition('ScalingActive', 'False')],
  ['failing', 'APIService', condition('Available', 'False')],
  ['healthy', 'Certificate', condition('Ready', 'True')],
  ['unknown', 'Certificate', {}],
  ['healthy', 'CronJob', { spec: { suspend: true } }],
  ['unknown', 'CronJob', { spec: {} }],
  ['healthy', 'Service', { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } }],
  ['unknown', 'Service', { status: { loadBalancer: {} } }],
])('by its own state it is %s: %s %j', (health, kind, body) => {
  expect(healthOf(captured(object(kind, 'it', body)))).toBe(health);
});
