import { expect, test } from 'vitest';
import { chainOf } from '../../../src/report/view/chain.ts';
import { rowsOf } from '../../../src/report/view/chain-rows.ts';
import { findingsById } from '../../../src/report/view/diagnosis.ts';
import type { Report } from '../../../src/report-format/report.ts';
import { sampleReport } from '../sample-report.ts';

const outline = (report: Report) => {
  const chain = chainOf(report.diagnoses[0] as Report['diagnoses'][number], findingsById(report));
  return rowsOf(chain, 20).rows.map(
    ({ node, depth, label }) => `${'  '.repeat(depth)}${label ? `${label} ` : ''}${node.object.kind}: ${node.state}`,
  );
};

test('trouble is drawn from the cause to the application, each object once', () => {
  expect(outline(sampleReport())).toEqual([
    'Secret: cause',
    '  read by Pod: failing',
    '    selected by Service: failing',
    '      backend of Ingress: failing',
    '    Deployment: passes-on',
    '      managed by Application: failing',
  ]);
});

test('objects on the way are listed from the effect, and drawn from the cause', () => {
  const report = sampleReport();
  const [diagnosis] = report.diagnoses;
  if (!diagnosis) throw new Error('the sample has a diagnosis');
  const set = { kind: 'ReplicaSet', namespace: 'ai', name: 'bifrost-6c9d5f7b44' };
  const deployment = { kind: 'Deployment', namespace: 'ai', name: 'bifrost' };
  diagnosis.links = [
    {
      from: 'container-crash-loop-83b2c61e',
      to: 'argocd-application-degraded-e4419b02',
      relation: 'managed-by',
      via: [deployment, set],
    },
  ];
  diagnosis.chain = ['container-crash-loop-83b2c61e', 'argocd-application-degraded-e4419b02'];
  expect(outline(report)).toEqual([
    'Pod: failing',
    '  ReplicaSet: passes-on',
    '    Deployment: passes-on',
    '      managed by Application: failing',
  ]);
});

test('findings on one object share its node', () => {
  const report = sampleReport();
  const [diagnosis] = report.diagnoses;
  const [secret, pod] = report.findings;
  if (!diagnosis || !secret || !pod) throw new Error('the sample has both');
  pod.subject = { ...secret.subject };
  diagnosis.chain = [secret.id, pod.id];
  diagnosis.links = [{ from: secret.id, to: pod.id, relation: 'same-object' }];
  expect(outline(report)).toEqual(['Secret: cause']);
});

test('a cycle is drawn once around, and a finding that is missing is left out', () => {
  const report = sampleReport();
  const [diagnosis] = report.diagnoses;
  if (!diagnosis) throw new Error('the sample has a diagnosis');
  const [a = '', b = ''] = diagnosis.chain;
  diagnosis.chain = [a, b, 'gone-00000000'];
  diagnosis.links = [
    { from: a, to: b, relation: 'reads-config' },
    { from: b, to: a, relation: 'owns' },
    { from: b, to: 'gone-00000000', relation: 'owns' },
  ];
  expect(outline(report)).toEqual(['Secret: cause', '  read by Pod: failing']);
});
