import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { KubeObject } from '../../../src/analyze/formats/kube-object.ts';
import { buildSnapshot } from '../../../src/analyze/snapshot/build-snapshot.ts';
import { toUtc } from '../../../src/analyze/snapshot/capture-time.ts';
import { captured, eventOf, factsOf, snapshotOf } from '../../support/snapshot-of.ts';

const web = { kind: 'Pod', metadata: { name: 'web-0', namespace: 'shop' } };
const described = (name: string, namespace?: string) =>
  new KubeObject({
    kind: 'Pod',
    name,
    ...(namespace ? { namespace } : {}),
    fidelity: 'describe',
    source: { file: 'describe.txt', line: 3 },
    body: { kind: 'Pod', metadata: { name }, status: { phase: 'Pending' } },
  });

describe('the same object seen twice', () => {
  test('is one object; the fuller capture wins and both stay as sources', () => {
    const facts = { ...factsOf({}), objects: [described('web-0', 'shop'), captured(web)] };
    const [pod, ...others] = buildSnapshot(facts).objects.ofKind('Pod');

    expect(others).toEqual([]);
    expect(pod).toMatchObject({ fidelity: 'full' });
    expect(pod?.sources).toEqual([
      { file: 'objects.json', line: 1 },
      { file: 'describe.txt', line: 3 },
    ]);
  });

  test('a description and a table row fill each other', () => {
    const row = new KubeObject({
      kind: 'Pod',
      name: 'web-0',
      namespace: 'shop',
      fidelity: 'table',
      source: { file: 'get.txt', line: 2 },
      body: { metadata: { name: 'web-0' }, status: { phase: 'Running', tableStatus: 'ErrImagePull' } },
    });
    const facts = { ...factsOf({}), objects: [row, described('web-0', 'shop')] };
    const [pod] = buildSnapshot(facts).objects.ofKind('Pod');
    expect(pod).toMatchObject({
      fidelity: 'describe',
      body: { status: { phase: 'Pending', tableStatus: 'ErrImagePull' } },
    });
  });

  test('a description without namespace joins the only namesake, and neither of two', () => {
    const joined = { ...factsOf({}), objects: [captured(web), described('web-0')] };
    const twin: JsonObject = { kind: 'Pod', metadata: { name: 'web-0', namespace: 'test' } };

    expect(buildSnapshot(joined).objects.ofKind('Pod')).toHaveLength(1);
    expect(
      buildSnapshot({ ...joined, objects: [...joined.objects, captured(twin)] }).objects.ofKind('Pod'),
    ).toHaveLength(3);
  });
});

describe('time', () => {
  test('without a capture time of its own the newest time of the bundle is now', () => {
    const facts = {
      ...factsOf({ objects: [{ ...web, metadata: { ...web.metadata, creationTimestamp: '2026-01-02T03:04:05Z' } }] }),
      metadata: {},
    };
    expect(buildSnapshot(facts)).toMatchObject({ capturedAt: '2026-01-02T03:04:05Z', capturedAtSource: 'newest-time' });
  });

  test('ages become times', () => {
    const event = { reason: 'BackOff', message: 'x', involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' } };
    const facts = {
      ...factsOf({}),
      events: [{ ...eventOf(event), last: undefined, lastAge: { seconds: 180 }, firstAge: { seconds: 3600 } }],
    };
    const [dated] = buildSnapshot(facts as never).events;
    expect(dated).toMatchObject({ first: '2026-03-01T11:00:00Z', last: '2026-03-01T11:57:00Z' });
  });

  test.each([
    ['2026-01-02T03:04:05.678+02:00', '2026-01-02T01:04:05Z'],
    ['3m', undefined],
    [undefined, undefined],
  ])('%s in UTC is %s', (time, utc) => expect(toUtc(time)).toBe(utc));
});

test('events of one text in one file add up where their times differ; the same event in another file does not', () => {
  const involved = { kind: 'Pod', namespace: 'shop', name: 'web-0' };
  const at = (last: string, file = 'events.json') =>
    eventOf({ reason: 'BackOff', message: 'x', involved, last, source: { file, line: 1 } });
  const [merged, ...others] = buildSnapshot({
    ...factsOf({}),
    events: [
      at('2026-03-01T11:00:00Z'),
      at('2026-03-01T11:05:00Z'),
      at('2026-03-01T11:05:00Z'),
      at('2026-03-01T11:05:00Z', 'describe.txt'),
    ],
  }).events;
  expect(others).toEqual([]);
  expect(merged).toMatchObject({ count: 2, first: '2026-03-01T11:00:00Z', last: '2026-03-01T11:05:00Z' });
});

test('an event without namespace belongs to the only object of its name', () => {
  const involved = { kind: 'Pod', name: 'web-0' };
  const snapshot = snapshotOf({ objects: [web], events: [{ reason: 'BackOff', message: 'x', involved }] });
  expect(snapshot.eventsOf({ kind: 'Pod', namespace: 'shop', name: 'web-0' })).toHaveLength(1);
});

test('absence is claimed only for what was listed completely', () => {
  const { coverage } = snapshotOf({
    lists: [{ kind: 'Secret', namespace: 'shop', complete: true, file: 'secrets.json' }],
  });
  expect(coverage.complete('Secret', 'shop')).toBe(true);
  expect(coverage.complete('Secret', 'other')).toBe(false);
  expect(coverage.listFile('Secret', 'shop')).toBe('secrets.json');
});
