import { describe, expect, test } from 'vitest';
import { createEvidenceMaker } from '../../src/analyze/evidence.ts';
import type { HitLine } from '../../src/analyze/scan/needle.ts';
import { captured, snapshotOf } from '../support/snapshot-of.ts';

const { coverage } = snapshotOf({ complete: ['Secret'] });
const evidence = createEvidenceMaker({ coverage });

function hit(text: string, matched: string, more: Partial<HitLine> = {}): HitLine {
  const at = text.indexOf(matched);
  return { line: 7, text, match: [at, at + matched.length], before: [], after: [], ...more };
}

describe('a log line', () => {
  test('carries its place, its match and its context', () => {
    const line = hit('dial tcp: no such host', 'no such host', {
      before: ['starting'],
      after: ['bye'],
      time: '2026-03-01T12:00:00Z',
    });
    expect(evidence.logLine('web.log', line, 3)).toEqual({
      type: 'log-line',
      file: 'web.log',
      line: 7,
      text: 'dial tcp: no such host',
      match: [10, 22],
      before: ['starting'],
      after: ['bye'],
      time: '2026-03-01T12:00:00Z',
      count: 3,
    });
  });

  test('is redacted before it is cut, so that no piece of a secret shows', () => {
    const secret = ['hunter', '2-', 'x'.repeat(900), 'tail'].join('');
    const { text } = evidence.logLine('web.log', hit(`password="${secret}" err="no such host"`, 'no such host'));
    expect(text).not.toContain('xxxx');
    expect(text).not.toContain('tail');
    expect(text).toContain('no such host');
  });

  test('shows no inside of a key beside it', () => {
    const inside = `${'Ab3/'.repeat(15)}Qx9+`;
    const line = hit('cannot read the key', 'cannot read', {
      before: ['-----BEGIN PRIVATE KEY-----', inside],
      after: [`2026-03-01T12:00:00Z ${inside}`],
    });
    expect(JSON.stringify(evidence.logLine('web.log', line))).not.toContain('Ab3/');
  });

  test('that is long is cut around its match', () => {
    const { text, match } = evidence.logLine(
      'web.log',
      hit(`${'a '.repeat(2000)}no such host${' b'.repeat(2000)}`, 'no such host'),
    );
    expect(text.length).toBeLessThanOrEqual(1002);
    expect(text.slice(...(match ?? [0, 0]))).toBe('no such host');
  });
});

describe('an absence', () => {
  test('is proven by the complete list, and cannot be claimed without one', () => {
    expect(evidence.absence({ kind: 'Secret', namespace: 'shop', name: 'db' })).toEqual({
      type: 'absence',
      file: 'secrets.json',
      text: 'no Secret "db" in namespace shop',
    });
    expect(evidence.absence({ kind: 'ConfigMap', namespace: 'shop', name: 'db' })).toBeUndefined();
  });

  test('of a key names the keys that are there', () => {
    const secret = captured({ kind: 'Secret', metadata: { name: 'db' }, keys: { user: 4 } });
    expect(evidence.absentKey(secret, 'password').text).toBe('no key "password" in Secret "db"; its keys: user');
  });
});

test('a field is written with its path, a condition as kubectl would say it', () => {
  const claim = captured({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { storageClassName: 'fast' },
    status: { conditions: [{ type: 'Resizing', status: 'False', reason: 'Failed', message: 'no space' }] },
  });
  expect(evidence.field(claim, 'spec.storageClassName').text).toBe('spec.storageClassName: fast');
  expect(evidence.condition(claim, 'Resizing')?.text).toBe('Resizing=False (Failed): no space');
  expect(evidence.condition(claim, 'Ready')).toBeUndefined();
});
