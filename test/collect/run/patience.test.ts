import { expect, test } from 'vitest';
import type { CaptureRecord } from '../../../src/bundle-format/manifest.ts';
import type { Capture } from '../../../src/collect/plan/capture.ts';
import { createPatience } from '../../../src/collect/run/patience.ts';

const logOn = (node: string): Capture => ({
  args: ['logs'],
  keep: { as: 'log', node, stream: { namespace: 'shop', pod: 'web-1', container: 'web', previous: false } },
});
const SILENT = { exitCode: null, bytes: 0, error: 'silent for 20 s' } as CaptureRecord;
const ANSWERED = { exitCode: 0, bytes: 10 } as CaptureRecord;

test('a node that stays silent is waited for less, until it answers', () => {
  const patience = createPatience();
  const idle = (node: string) => patience.limitsFor(logOn(node)).idleMs;
  patience.ended(logOn('gone'), SILENT);
  expect(idle('gone')).toBe(20_000);
  patience.ended(logOn('gone'), SILENT);
  expect(idle('gone')).toBe(3_000);
  expect(idle('there')).toBe(20_000);

  patience.ended(logOn('gone'), ANSWERED);
  expect(idle('gone')).toBe(20_000);
});

test('a refusal is an answer', () => {
  const patience = createPatience();
  const refused = { exitCode: 1, bytes: 0, error: 'Error from server (Forbidden)' } as CaptureRecord;
  for (let times = 0; times < 5; times += 1) patience.ended(logOn('node-1'), refused);

  expect(patience.limitsFor(logOn('node-1')).idleMs).toBe(20_000);
});

test('a list is waited for as a whole', () => {
  const list: Capture = { args: [], keep: { as: 'text', file: 'get/pods.txt' } };

  expect(createPatience().limitsFor(list)).toEqual({ totalMs: 120_000 });
});
