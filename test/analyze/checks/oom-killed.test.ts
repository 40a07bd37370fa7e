import { expect, test } from 'vitest';
import { oomKilled } from '../../../src/analyze/checks/oom-killed.ts';
import { ago, crashed, pod, proofs, run } from '../../support/check.ts';

const limited = { resources: { limits: { memory: '64Mi' } } };

test('a container that was killed for its memory is found with its limit as proof', () => {
  const [finding] = run(oomKilled, {
    objects: [pod({ ready: false, container: limited, status: crashed(137, 'OOMKilled') })],
  });

  expect(finding).toMatchObject({ captures: { limit: '64Mi' }, current: true, lastSeen: ago(60) });
  expect(proofs(finding)).toEqual([
    'status.containerStatuses[0].lastState.terminated.reason: OOMKilled',
    'spec.containers[0].resources.limits.memory: 64Mi',
    'status.containerStatuses[0].lastState.terminated.exitCode: 137',
  ]);
});

test('what happened long ago to a container that is well now is over', () => {
  const status = {
    restartCount: 1,
    lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: ago(86_400) } },
  };
  expect(run(oomKilled, { objects: [pod({ container: limited, status })] })).toMatchObject([{ current: false }]);
});

test('a kill without that reason is not about memory', () => {
  expect(run(oomKilled, { objects: [pod({ ready: false, container: limited, status: crashed(137) })] })).toEqual([]);
});
