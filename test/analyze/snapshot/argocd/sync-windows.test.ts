import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { nextTime, parseCron } from '../../../../src/analyze/snapshot/argocd/cron.ts';
import { windowStateOf } from '../../../../src/analyze/snapshot/argocd/sync-windows.ts';
import { snapshotOf } from '../../../support/snapshot-of.ts';
import { application } from '../../applications/story.ts';

function after(schedule: string, from: string): string | undefined {
  const cron = parseCron(schedule);
  const time = cron && nextTime(cron, Date.parse(from));
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 16);
}

describe('a schedule', () => {
  // 1 March 2026 is a Sunday.
  test.each([
    ['0 22 * * *', '2026-03-01T12:00:00Z', '2026-03-01T22:00'],
    ['0 22 * * *', '2026-03-01T22:00:00Z', '2026-03-02T22:00'],
    ['*/15 * * * *', '2026-03-01T12:01:00Z', '2026-03-01T12:15'],
    ['5/20 * * * *', '2026-03-01T12:30:00Z', '2026-03-01T12:45'],
    ['30 9-17/4 * * 1-5', '2026-03-01T12:00:00Z', '2026-03-02T09:30'],
    ['0 0 * * MON,fri', '2026-03-03T00:00:00Z', '2026-03-06T00:00'],
    ['0 0 1 JAN ?', '2026-03-01T12:00:00Z', '2027-01-01T00:00'],
    ['0 0 13 * 5', '2026-03-01T12:00:00Z', '2026-03-06T00:00'],
    ['0 0 13 * *', '2026-03-01T12:00:00Z', '2026-03-13T00:00'],
    ['0 0 29 2 *', '2026-03-01T12:00:00Z', '2028-02-29T00:00'],
    ['0 0 31 2 *', '2026-03-01T12:00:00Z', undefined],
  ])('%s after %s', (schedule, from, next) => expect(after(schedule, from)).toBe(next));

  test.each([
    '0 22 * *',
    '0 22 * * * *',
    '@daily',
    '60 * * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 * * 7',
    '5-1 * * * *',
    '*/0 * * * *',
    'x * * * *',
  ])('%s is none', (schedule) => expect(parseCron(schedule)).toBeUndefined());
});

const deny = { kind: 'deny', schedule: '0 10 * * *', duration: '4h', applications: ['*'] };
const allow = { kind: 'allow', schedule: '0 22 * * *', duration: '1h30m', applications: ['*'] };

function state(windows: JsonObject[], capturedAt = '2026-03-01T12:00:00Z', spec: JsonObject = {}) {
  const project = {
    kind: 'AppProject',
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: 'default', namespace: 'argocd' },
    spec: { syncWindows: windows },
  };
  const snapshot = snapshotOf({ objects: [application({ spec }), project], capturedAt });
  const [found] = snapshot.objects.ofKind('Application');
  const result = found && windowStateOf(found, snapshot);
  return result && { open: result.open, opens: result.opens, manual: result.manual, window: result.window };
}

describe('4.6 sync windows, at the moment of the capture', () => {
  test('an active deny window forbids, until it ends', () => {
    expect(state([deny])).toEqual({
      open: false,
      opens: '2026-03-01T14:00:00Z',
      manual: false,
      window: 'deny "0 10 * * *" for 4h',
    });
    expect(state([deny], '2026-03-01T14:00:00Z')).toMatchObject({ open: true });
    expect(state([deny], '2026-03-01T10:00:00Z')).toMatchObject({ open: true });
  });

  test('allow windows of which none is active forbid, until one begins', () => {
    expect(state([allow])).toMatchObject({ open: false, opens: '2026-03-01T22:00:00Z' });
    expect(state([allow], '2026-03-01T23:29:00Z')).toMatchObject({ open: true });
    expect(state([allow], '2026-03-01T23:30:00Z')).toMatchObject({ open: false, opens: '2026-03-02T22:00:00Z' });
  });

  test('deny wins over allow, and the opening is where both let it pass', () => {
    const wide = { ...allow, schedule: '0 9 * * *', duration: '12h' };
    expect(state([wide, deny])).toMatchObject({ open: false, window: 'deny "0 10 * * *" for 4h' });
    const night = { ...deny, schedule: '0 22 * * *', duration: '1h' };
    expect(state([allow, night])).toMatchObject({ open: false, opens: '2026-03-01T23:00:00Z' });
    expect(state([allow, { ...night, duration: '2h' }])).toMatchObject({ open: false, opens: undefined });
  });

  test('a hand may sync where every window that forbids says so', () => {
    expect(state([{ ...deny, manualSync: true }])).toMatchObject({ manual: true });
    expect(state([{ ...deny, manualSync: true }, deny])).toMatchObject({ manual: false });
    expect(state([{ ...allow, manualSync: true }])).toMatchObject({ open: false, manual: true });
  });

  test('the clock of the window is that of its zone', () => {
    const tokyo = { ...deny, schedule: '0 20 * * *', timeZone: 'Asia/Tokyo' };
    expect(state([tokyo])).toEqual({
      open: false,
      opens: '2026-03-01T15:00:00Z',
      manual: false,
      window: 'deny "0 20 * * *" for 4h (Asia/Tokyo)',
    });
    expect(state([{ ...deny, timeZone: 'America/New_York' }])).toMatchObject({ open: true });
    // Argo CD takes a zone that it does not know for UTC.
    expect(state([{ ...deny, timeZone: 'Nowhere/Town' }])).toMatchObject({ open: false });
  });

  test('only the windows of the application count: by its name, cluster or namespace, or by all that are given', () => {
    const other = { ...deny, applications: ['other-*'] };
    expect(state([other])).toBeUndefined();
    expect(state([{ ...other, namespaces: ['sh*'] }])).toMatchObject({ open: false });
    expect(state([{ ...other, namespaces: ['sh*'], andOperator: true }])).toBeUndefined();
    expect(state([{ ...deny, clusters: ['https://kubernetes*'], andOperator: true }])).toMatchObject({ open: false });
    const byName = { destination: { name: 'prod', namespace: 'shop' } };
    expect(state([{ ...deny, applications: [], clusters: ['prod'] }], undefined, byName)).toMatchObject({
      open: false,
    });
  });

  test('what cannot be read is not guessed', () => {
    expect(state([{ ...deny, schedule: '@daily' }])).toBeUndefined();
    expect(state([{ ...deny, duration: 'long' }])).toBeUndefined();
    expect(state([])).toBeUndefined();
  });

  test('hundreds of windows of every minute cost little', () => {
    const many = Array.from({ length: 500 }, () => ({ ...deny, schedule: '* * * * *', duration: '30s' }));
    expect(state([allow, ...many])).toMatchObject({ open: false });
    const rare = Array.from({ length: 100 }, () => ({ ...allow, schedule: '0 0 29 2 *', duration: '1s' }));
    expect(state(rare)).toMatchObject({ open: false, opens: undefined });
  });
});
