import { describe, expect, test } from 'vitest';
import { escalationOf } from '../../../src/analyze/diagnose/escalate.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Rule } from '../../../src/analyze/rules/rule.ts';
import type { Diagnosis, Finding } from '../../../src/report-format/report.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const finding = (rule: string, kind: string): Finding =>
  ({ id: rule, rule, title: rule, severity: 'error', subject: { kind, namespace: 'shop', name: 'web' } }) as Finding;
const RULES = [
  { id: 'login-refused', pack: 'keycloak', tags: [] },
  { id: 'disk-full', pack: 'postgresql', tags: [] },
  { id: 'no-endpoint', pack: 'kubernetes', tags: [] },
  { id: 'api-silent', pack: 'kubernetes', tags: ['api-server'] },
] as unknown as Rule[];

function escalation(findings: Finding[], { current = true, objects = [] as JsonObject[] } = {}): string[] {
  const diagnoses = findings.map(({ id }) => ({ current, severity: 'error', cause: id, chain: [id] }) as Diagnosis);
  return escalationOf(diagnoses, {
    findings,
    rules: new Map(RULES.map((rule) => [rule.id, rule])),
    snapshot: snapshotOf({ objects }),
  });
}

describe('when to escalate', () => {
  const login = finding('login-refused', 'Pod');
  const disk = finding('disk-full', 'Pod');
  const ingress = finding('no-endpoint', 'Ingress');

  test('several layers at once', () => {
    expect(escalation([login, disk, ingress])).toEqual(['Several layers fail at once: data, identity, network.']);
    expect(escalation([login, disk])).toEqual([]);
    expect(escalation([login, disk, ingress], { current: false })).toEqual([]);
  });

  test('a cause in the infrastructure', () => {
    expect(escalation([finding('api-silent', 'Pod')])).toEqual([
      'The cause lies in the infrastructure, not in the configuration of an application: api-silent.',
    ]);
  });

  test('an application that is reported healthy while its object fails', () => {
    const application = (health: string): JsonObject => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      status: { health: { status: health }, resources: [{ kind: 'Ingress', namespace: 'shop', name: 'web' }] },
    });
    expect(escalation([ingress], { objects: [application('Healthy')] })).toEqual([
      'Argo CD reports shop as healthy while one of its objects fails.',
    ]);
    expect(escalation([ingress], { objects: [application('Degraded')] })).toEqual([]);
  });
});
