import { expect, test } from 'vitest';
import { podNotReady } from '../../../src/analyze/checks/pod-not-ready.ts';
import { crashed, pod, proofs, run } from '../../support/check.ts';

test('a pod that runs and is not ready is found by its condition', () => {
  const [finding] = run(podNotReady, { objects: [pod({ ready: false })] });
  expect(proofs(finding)).toEqual(['Ready=False', 'status.containerStatuses[0].ready: false']);
});

test('a pod that was just made, is finished, or tells more by its containers is left to others', () => {
  expect(run(podNotReady, { objects: [pod({ ready: false, age: 30 })] })).toEqual([]);
  expect(run(podNotReady, { objects: [pod({ ready: false, phase: 'Succeeded' })] })).toEqual([]);
  expect(run(podNotReady, { objects: [pod({ ready: false, status: crashed(1) })] })).toEqual([]);
});
