import { expect, test } from 'vitest';
import { isYoung } from '../../../src/analyze/checks/pod-stage.ts';
import { buildSnapshot } from '../../../src/analyze/snapshot/build-snapshot.ts';
import { ago, object } from '../../support/check.ts';
import { eventOf, factsOf, NOW } from '../../support/snapshot-of.ts';

/** Whether a pod that was started so long ago is young; the newest time of the bundle may be its own. */
function young(started: number, eventAges: number[], capturedAt: 'told' | 'newest time' = 'newest time'): boolean {
  const pod = object('Pod', 'web-0', { metadata: { creationTimestamp: null }, status: { startTime: ago(started) } });
  const involved = { kind: 'Pod', namespace: 'shop', name: 'web-0' };
  const events = eventAges.map((age) =>
    eventOf({ reason: 'Scheduled', message: 'assigned', involved, last: ago(age) }),
  );
  const facts = factsOf({ objects: [pod] });
  const metadata = capturedAt === 'told' ? { capturedAt: NOW, capturedAtSource: 'manifest' as const } : {};
  const snapshot = buildSnapshot({ ...facts, events, metadata });
  const [found] = snapshot.objects.ofKind('Pod');
  return found ? isYoung(found, snapshot) : false;
}

test('a pod is young for two minutes', () => {
  expect(young(30, [], 'told')).toBe(true);
  expect(young(300, [], 'told')).toBe(false);
});

test('where its own start is the newest time, its events tell, and without these nothing', () => {
  expect(young(0, [0])).toBe(true);
  expect(young(0, [3600, 0])).toBe(false);
  expect(young(0, [])).toBe(false);
});
