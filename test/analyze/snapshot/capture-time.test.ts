import { expect, test } from 'vitest';
import type { ScanResult } from '../../../src/analyze/scan/needle.ts';
import { captureTimeOf } from '../../../src/analyze/snapshot/capture-time.ts';
import { object } from '../../support/check.ts';
import { factsOf } from '../../support/snapshot-of.ts';

const log = (stem: string, lastTime: string) => ({
  origin: { file: `${stem}.log`, firstLine: 1, previous: false, stem },
  scan: { bytes: 1, lines: 1, lastTime, hits: [], unknown: [], until: {}, tail: [] } as ScanResult,
});
const now = (...times: string[]) =>
  captureTimeOf({ ...factsOf({}), metadata: {}, logs: times.map((time, index) => log(`app-${index}`, time)) });

test('a stamp without a year counts in the year of the newest full time', () => {
  expect(now('2026-03-01T11:59:00Z', '--03-01T11:59:36')).toEqual({
    capturedAt: '2026-03-01T11:59:36Z',
    capturedAtSource: 'newest-time',
  });
});

test('a stamp far from every full time is of another day, and alone it tells nothing', () => {
  expect(now('2026-03-01T11:59:00Z', '--11-23T08:00:00').capturedAt).toBe('2026-03-01T11:59:00Z');
  expect(now('--03-01T11:59:36')).toEqual({ capturedAtSource: 'none' });
});

test('the last end of a container counts: of a described pod it may be the newest time', () => {
  const pod = object('Pod', 'web-0', {
    metadata: { creationTimestamp: '2026-03-01T09:00:00Z' },
    status: {
      containerStatuses: [{ name: 'web', lastState: { terminated: { finishedAt: '2026-03-01T11:58:00Z' } } }],
    },
  });
  expect(captureTimeOf({ ...factsOf({ objects: [pod] }), metadata: {} }).capturedAt).toBe('2026-03-01T11:58:00Z');
});
