import { expect, test } from 'vitest';
import { analyze } from '../../../src/analyze/index.ts';
import { rulesFrom } from '../../../src/commands/rule-files.ts';
import { entriesOf } from '../../support/read-bundle.ts';

const NAMESPACES = ['billing', 'search', 'shop'];
const rules = rulesFrom([]);

/** One message about a different object in each namespace; nothing else was captured. */
async function rootsOf(kind: string, reason: string, messageOf: (namespace: string) => string) {
  const items = NAMESPACES.map((namespace) => ({
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: `${namespace}.1`, namespace },
    involvedObject: { kind, namespace, name: `${namespace}-web` },
    type: 'Warning',
    reason,
    message: messageOf(namespace),
    lastTimestamp: '2026-03-01T12:00:00Z',
  }));
  const file = JSON.stringify({ kind: 'EventList', apiVersion: 'v1', items });
  const report = await analyze(entriesOf({ 'events.json': file }), await rules, { name: 'events', version: '0' });
  return report.diagnoses.map(({ chain }) => {
    const findings = chain.flatMap((id) => report.findings.find((finding) => finding.id === id) ?? []);
    return [findings[0]?.rule, ...new Set(findings.map(({ subject }) => subject.namespace))];
  });
}

test('a registry that cannot be reached is one cause, however many namespaces pull from it', async () => {
  const roots = await rootsOf(
    'Pod',
    'Failed',
    (namespace) =>
      `Failed to pull image "registry.example/${namespace}:1": failed to do request: Head "https://registry.example/v2/": dial tcp 10.9.0.1:443: i/o timeout`,
  );
  expect(roots).toHaveLength(1);
  expect(roots[0]).toEqual(expect.arrayContaining(['image-registry-unreachable', ...NAMESPACES]));
});

test('so is a webhook that cannot be called', async () => {
  const roots = await rootsOf(
    'ReplicaSet',
    'FailedCreate',
    () =>
      'Error creating: Internal error occurred: failed calling webhook "policy.guard.example": failed to call webhook: Post "https://guard.guard-system.svc:443/mutate": context deadline exceeded',
  );
  expect(roots).toHaveLength(1);
  expect(roots[0]).toEqual(expect.arrayContaining(['webhook-unreachable', ...NAMESPACES]));
});

test('a quota is that of one namespace, so each stays a cause of its own', async () => {
  const roots = await rootsOf(
    'ReplicaSet',
    'FailedCreate',
    (namespace) =>
      `Error creating: pods "web-" is forbidden: exceeded quota: ${namespace}, requested: pods=1, used: pods=4, limited: pods=4`,
  );
  expect(roots).toHaveLength(3);
});
