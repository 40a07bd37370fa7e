import { describe, expect, test } from 'vitest';
import { clockNotesOf } from '../../../src/analyze/diagnose/clocks.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { buildSnapshot } from '../../../src/analyze/snapshot/build-snapshot.ts';
import { ago, pod } from '../../support/check.ts';
import { logOf } from '../../support/log-of.ts';
import { factsOf } from '../../support/snapshot-of.ts';
import { node } from '../../support/stories/cluster.ts';

const lease = (name: string, seconds: number): JsonObject => ({
  kind: 'Lease',
  apiVersion: 'coordination.k8s.io/v1',
  metadata: { name, namespace: 'kube-node-lease' },
  spec: { renewTime: ago(seconds) },
});
const running = (seconds: number, restartCount = 0) =>
  pod({ status: { restartCount, state: { running: { startedAt: ago(seconds) } } } });
const log = (first: number, last: number) => {
  const stream = logOf('shop/web-0/web', 'ready', {});
  return { ...stream, scan: { ...stream.scan, firstTime: ago(first), lastTime: ago(last) } };
};
const notes = (story: Parameters<typeof factsOf>[0], saysWhen = true) => {
  const facts = factsOf(story);
  return clockNotesOf(buildSnapshot(saysWhen ? facts : { ...facts, metadata: {} }));
};

describe('nodes', () => {
  const nodes = [node('node-a'), node('node-b')];

  test('disagree where one renewed its lease long before the other', () => {
    expect(notes({ objects: [...nodes, lease('node-a', 5), lease('node-b', 305)] })).toEqual([
      {
        clock: expect.objectContaining({ kind: 'Node', name: 'node-b' }),
        seconds: -300,
        against: 'Node node-a',
        text: 'The times of Node node-b are 300 s behind those of Node node-a.',
        file: 'objects.json',
      },
    ]);
  });

  test('agree where both renewed it a moment ago, minutes after the capture began', () => {
    expect(notes({ objects: [...nodes, lease('node-a', -240), lease('node-b', -231)] })).toEqual([]);
  });

  test('together disagree with the capture', () => {
    expect(notes({ objects: [...nodes, lease('node-a', -3600), lease('node-b', -3595)] })).toMatchObject([
      { seconds: 3600, against: 'the capture' },
    ]);
  });
});

describe('containers', () => {
  test('whose lines are of an hour that has not come yet write the time of their zone', () => {
    const [note] = notes({ objects: [running(7200)], scanned: [log(3500, -3590)] });
    expect(note).toMatchObject({ clock: { name: 'web-0', container: 'web' }, seconds: 3590, against: 'the capture' });
    expect(note?.text).toContain('local time of its zone');
  });

  test('whose first line is older than their start are behind', () => {
    expect(notes({ objects: [running(600)], scanned: [log(1500, 900)] })).toMatchObject([
      { seconds: -900, against: 'the kubelet that started it' },
    ]);
  });

  test('that restarted, or quote lines of last week, tell nothing', () => {
    expect(notes({ objects: [running(600, 3)], scanned: [log(1500, 900)] })).toEqual([]);
    expect(notes({ objects: [running(600)], scanned: [log(7 * 86_400, 60)] })).toEqual([]);
  });

  test('cannot be compared with a capture that does not say when it was', () => {
    expect(notes({ objects: [running(7200)], scanned: [log(3500, -3590)] }, false)).toEqual([]);
  });
});
