import { expect, test } from 'vitest';
import { probePortUndeclared } from '../../../src/analyze/checks/probe-port-undeclared.ts';
import type { Json } from '../../../src/analyze/formats/kube-object.ts';
import { pod, proofs, run } from '../../support/check.ts';

const probed = (port: Json, ready = false) =>
  pod({
    ready,
    container: {
      ports: [{ name: 'http', containerPort: 8080 }],
      readinessProbe: { httpGet: { path: '/ready', port } },
    },
  });

test('a probe that names a port which its container does not declare can never succeed', () => {
  const [finding] = run(probePortUndeclared, { objects: [probed('web')] });
  expect(finding?.captures).toEqual({ probe: 'readinessProbe', port: 'web' });
  expect(proofs(finding)[0]).toBe('spec.containers[0].readinessProbe.httpGet.port: web');
});

test('a declared name, a number, or a pod that is ready all the same is no finding', () => {
  expect(run(probePortUndeclared, { objects: [probed('http')] })).toEqual([]);
  expect(run(probePortUndeclared, { objects: [probed(9090)] })).toEqual([]);
  expect(run(probePortUndeclared, { objects: [probed('web', true)] })).toEqual([]);
});
