import { expect, test } from 'vitest';
import { timelineOf } from '../../../src/report/view/timeline.ts';
import { sampleReport } from '../sample-report.ts';

const node = { kind: 'Node', name: 'edge-muc-2-a' };

test('each object has a lane, in the order in which they first appear', () => {
  const { lanes, earlier } = timelineOf(sampleReport());
  expect(lanes.map(({ object }) => object.kind)).toEqual(['Application', 'Deployment', 'Pod', 'Node', 'Ingress']);
  expect(earlier).toBe(0);
});

test('what lies months back is listed, and not drawn', () => {
  const { timeline } = sampleReport();
  const old = { time: '2025-11-01T00:00:00Z', kind: 'node' as const, subject: node, text: 'node registered' };
  const { from, earlier, rows } = timelineOf(sampleReport({ timeline: [old, ...timeline] }));
  expect(new Date(from).toISOString()).toBe('2026-03-02T10:10:22.650Z');
  expect(earlier).toBe(1);
  expect(rows[0]?.text).toBe('node registered');
});

test('an entry whose time cannot be read is left out', () => {
  const odd = { time: 'soon', kind: 'event' as const, subject: node, text: 'odd' };
  expect(timelineOf(sampleReport({ timeline: [odd] })).rows).toEqual([]);
});
