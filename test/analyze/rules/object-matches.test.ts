import { expect, test } from 'vitest';
import { judge, rule } from './judge.ts';

const PAUSED = rule(
  'rollout-paused',
  'needs: [Deployment]\nmatch:\n  object:\n    kind: Deployment\n    when: object.spec.paused == true\n    show: [status.message]',
);

test('an object that lacks what its rule shows is quoted all the same', async () => {
  const web = { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { paused: true } };
  const proofs = async (status: { message?: string } | undefined) => {
    const { findings } = await judge([PAUSED], { objects: [{ ...web, ...(status ? { status } : {}) }] });
    return findings[0]?.evidence.map(({ path }) => path);
  };
  expect(await proofs({ message: 'held' })).toEqual(['status.message']);
  expect(await proofs({})).toEqual(['status']);
  expect(await proofs(undefined)).toEqual(['spec']);
});
