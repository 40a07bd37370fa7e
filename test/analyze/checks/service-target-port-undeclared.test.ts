import { expect, test } from 'vitest';
import { serviceTargetPortUndeclared } from '../../../src/analyze/checks/service-target-port-undeclared.ts';
import type { Json } from '../../../src/analyze/formats/kube-object.ts';
import { object, pod, run } from '../../support/check.ts';
import { logOf } from '../../support/log-of.ts';

const service = (targetPort: Json) =>
  object('Service', 'web', {
    spec: { selector: { app: 'web' }, clusterIP: '10.96.0.7', ports: [{ port: 80, targetPort }] },
  });
const web = pod({ container: { ports: [{ name: 'http', containerPort: 8080 }] } });
const refused = logOf('shop/front-0/front', 'dial tcp 10.96.0.7:80: connect: connection refused', {
  host: '10.96.0.7',
  port: '80',
});

test('a name that no pod declares can never work', () => {
  expect(run(serviceTargetPortUndeclared, { objects: [service('web'), web] })).toMatchObject([
    { subject: { kind: 'Service', name: 'web' }, captures: { port: 'web', ports: 'http (8080)' } },
  ]);
});

test('a number that no pod declares is told where a client was refused there', () => {
  const objects = [service(9090), web];
  expect(run(serviceTargetPortUndeclared, { objects })).toEqual([]);
  expect(run(serviceTargetPortUndeclared, { objects, scanned: [refused] })).toMatchObject([
    { captures: { port: '9090' }, confidence: 'likely' },
  ]);
});

test('a declared port, by name or number, and that of a native sidecar, is right', () => {
  expect(run(serviceTargetPortUndeclared, { objects: [service('http'), web], scanned: [refused] })).toEqual([]);
  expect(run(serviceTargetPortUndeclared, { objects: [service(8080), web], scanned: [refused] })).toEqual([]);
  const sidecar = pod({
    spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 9 }] }] },
  });
  expect(run(serviceTargetPortUndeclared, { objects: [service('mesh'), sidecar] })).toEqual([]);
});
