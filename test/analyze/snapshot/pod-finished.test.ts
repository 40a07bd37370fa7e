import { expect, test } from 'vitest';
import { isPodFinished } from '../../../src/analyze/snapshot/pod.ts';
import { captured } from '../../support/snapshot-of.ts';

const failed = (reason: string) =>
  captured({ kind: 'Pod', metadata: { name: 'web-0', namespace: 'shop' }, status: { phase: 'Failed', reason } });

test.each(['Evicted', 'OutOfcpu', 'OutOfnvidia', 'UnexpectedAdmissionError', 'NodeAffinity', 'Terminated'])(
  'a pod that its node refused or ended (%s) is a record, and its owner has made another',
  (reason) => {
    expect(isPodFinished(failed(reason))).toBe(true);
  },
);

test('a pod that failed by itself, or ran out of its time, is none', () => {
  expect(isPodFinished(failed('DeadlineExceeded'))).toBe(false);
  expect(isPodFinished(failed(''))).toBe(false);
});
