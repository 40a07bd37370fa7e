import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceFromPath } from '../src/analyze/bundle/disk.ts';
import { openBundle } from '../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../src/analyze/index.ts';
import { rulesFrom } from '../src/commands/rule-files.ts';
import type { Finding, Report } from '../src/report-format/report.ts';
import { atLeast } from '../src/report-format/report.ts';
import { run } from './support/run-program.ts';

/** Bundles of other people's clusters. They are no part of the project, and may be absent. */
const SAMPLES = path.resolve('..', 'shared', 'samples');
const rules = rulesFrom([]);

async function reportOf(name: string): Promise<Report> {
  const { entries } = openBundle(await sourceFromPath(path.join(SAMPLES, name)));
  return analyze(entries, await rules, { name, version: '0' });
}

/** `rule kind/name container`, with `(past)` where it was over at capture. */
function said({ findings }: Report): string[] {
  return findings.map(({ rule, subject, current }) =>
    [rule, `${subject.kind}/${subject.name}`, subject.container, current ? undefined : '(past)']
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

function alarms({ findings }: Report): Finding[] {
  return findings.filter(({ severity }) => atLeast(severity, 'error'));
}

/** The findings of the diagnosis that begins with one of this rule, at this object where one is named. */
function chainFrom(rule: string, { diagnoses, findings }: Report, name?: string): Finding[] {
  const chains = diagnoses.map(({ chain }) =>
    chain.flatMap((id) => findings.find((finding) => finding.id === id) ?? []),
  );
  return chains.find(([first]) => first?.rule === rule && (!name || first.subject.name === name)) ?? [];
}

describe.skipIf(!existsSync(SAMPLES))('real bundles', () => {
  test('a node that was restarted many times: past trouble with one cause, and nothing is down now', async () => {
    const report = await reportOf('k3s-restarted-node.tar.gz');
    expect(alarms(report)).toEqual([]);
    expect(report.findings.every(({ current }) => !current)).toBe(true);

    const [cause] = report.diagnoses;
    expect(cause).toMatchObject({ current: false, severity: 'warning' });
    const chain = chainFrom('api-server-unreachable', report);
    expect(cause?.chain).toEqual(chain.map(({ id }) => id));
    expect(chain.map(({ captures }) => `${captures.host}:${captures.port}`)).toContain('10.43.0.1:443');
    const seenBy = chain.map(({ subject }) => subject.name.replace(/-[0-9a-f]+-\w+$/, '')).sort();
    expect(seenBy).toEqual(expect.arrayContaining(['local-path-provisioner', 'metrics-server', 'traefik']));
    expect(said(report)).toContain('node-restarted Node/k3d-mycluster-server-0 (past)');
  });

  test('what is left of a pod that no longer exists is past', async () => {
    const report = await reportOf('k3s-restarted-node.tar.gz');
    expect(said(report)).toContain('crash-loop-back-off Pod/static-hi static-hi (past)');
  });

  test('the import warnings of CoreDNS are no finding', async () => {
    const report = await reportOf('k3s-restarted-node.tar.gz');
    expect(report.findings.filter(({ subject }) => subject.name.startsWith('coredns'))).toEqual([]);
    const texts = report.findings.flatMap(({ evidence }) => evidence.map(({ text }) => text));
    expect(texts.filter((text) => text.includes('import glob pattern'))).toEqual([]);
  });

  test('a healthy cluster whose collectors failed: gaps, not findings', async () => {
    const report = await reportOf('k3s-support-bundle-baseline.tar.gz');
    expect(alarms(report)).toEqual([]);
    expect(report.coverage.gaps.length).toBeGreaterThan(5);
    const verdicts = report.outcomes.map(({ outcome }) => outcome);
    expect(verdicts).toContain('not-collected');
    expect(verdicts).toContain('clear');
  });

  test('a folder entry and an analysis are nothing to analyse', async () => {
    const { exitCode, stderr } = await run('analyze', path.join(SAMPLES, 'not-a-bundle.tar.gz'));
    expect(exitCode).toBe(3);
    expect(stderr).toContain('there is nothing to analyse in not-a-bundle.tar.gz (NOTHING_TO_ANALYZE)');
  });

  test('lists without kind: three Deployments not fully ready, and a Job over its back-off limit', async () => {
    const report = await reportOf('oldstyle-cluster-resources.tar.gz');
    const short = said(report).filter((text) => text.startsWith('deployment-unavailable'));
    expect(short.sort()).toEqual([
      'deployment-unavailable Deployment/kotsadm-web',
      'deployment-unavailable Deployment/metrics-server',
      'deployment-unavailable Deployment/prometheus-operator',
    ]);
    expect(alarms(report)).toMatchObject([
      { rule: 'job-failed', subject: { name: 'post-install-job' }, captures: { reason: 'BackoffLimitExceeded' } },
    ]);
  });

  test.each([
    [
      'pods.message-pod-crashloop-backoff.json',
      'start-command-not-found Pod/init-demo nginx',
      'crash-loop-back-off Pod/init-demo nginx',
    ],
    [
      'pods.message-pod-init-crashloop-backoff.json',
      'start-command-not-found Pod/init-demo2 install',
      'container-start-error Pod/init-demo2 install',
    ],
    [
      'events.message-pod-init-crashloop-backoff.json',
      'start-command-not-found Pod/init-demo2 install',
      'crash-loop-back-off Pod/init-demo2 install',
    ],
    [
      'pods.message-image-pull-fail.json',
      'image-registry-certificate Pod/no-image-deployment-849c4c4958-rxqmt demo-deployment-container',
      'image-pull-back-off Pod/no-image-deployment-849c4c4958-rxqmt demo-deployment-container',
    ],
    [
      'events.message-image-pull-fail.json',
      'image-registry-certificate Pod/no-image-deployment-849c4c4958-rxqmt demo-deployment-container',
      'image-pull-back-off Pod/no-image-deployment-849c4c4958-rxqmt demo-deployment-container',
    ],
    [
      'pods.message-pending-node-affinity.json',
      'unschedulable-node-selector Pod/kotsadm-b6cb54c8f-zgzrn',
      'pod-pending Pod/kotsadm-b6cb54c8f-zgzrn',
    ],
  ])('%s: %s explains %s', async (name, cause, symptom) => {
    const report = await reportOf(path.join('single-failures', name));
    expect(said(report)).toContain(cause);
    const [rule = '', object = ''] = cause.split(' ');
    const chain = said({ ...report, findings: chainFrom(rule, report, object.replace('Pod/', '')) });
    expect(chain).toContain(symptom);
  });

  test('the registry that refuses the name of its certificate is named', async () => {
    const report = await reportOf(path.join('single-failures', 'pods.message-image-pull-fail.json'));
    const [cause] = chainFrom('image-registry-certificate', report);
    expect(cause?.captures.host).toBe('noimage.com');
    expect(cause?.captures.message).toContain('x509');
  });

  test('a dump without logs: two pods that crash, a tunnel that is killed, and kubelets out of reach', async () => {
    const report = await reportOf('cluster-info-dump-aks.tar.gz');
    const restarts = (name: string) =>
      report.findings.find(({ rule, subject }) => rule === 'crash-loop-back-off' && subject.name.startsWith(name))
        ?.count;
    expect(restarts('coredns-autoscaler')).toBe(1569);
    expect(restarts('kubernetes-dashboard')).toBe(2943);

    const ofTunnel = report.findings.filter(({ subject }) => subject.name.startsWith('tunnelfront'));
    expect(ofTunnel.map(({ rule, captures }) => [rule, captures.code])).toEqual(
      expect.arrayContaining([
        ['container-failed', '137'],
        ['liveness-probe-failing', undefined],
      ]),
    );

    const unreachable = report.findings.filter(({ rule }) => rule === 'kubelet-unreachable');
    expect(unreachable).toMatchObject([{ subject: { kind: 'Kubelet' } }]);
    expect(unreachable[0]?.evidence[0]?.text).toContain('Request log error');
    expect(report.coverage.gaps.filter(({ why }) => why.includes('Request log error'))).toHaveLength(15);
  });

  test('a must-gather: the operator that exited, and the requests that failed, were denied and wait', async () => {
    const report = await reportOf('must-gather-small.tar.gz');
    const operator = report.findings.find(({ subject }) => subject.container === 'cluster-baremetal-operator');
    expect(operator).toMatchObject({ rule: 'container-failed', captures: { code: '1' }, current: false });
    expect(said(report)).toEqual(
      expect.arrayContaining([
        'signing-request-pending CertificateSigningRequest/csr-pending',
        'signing-request-refused CertificateSigningRequest/csr-denied',
        'signing-request-refused CertificateSigningRequest/csr-failed',
      ]),
    );
  });

  test('one tree gives the same in each form of archive', async () => {
    const forms = ['must-gather.tar', 'must-gather.tar.gz', 'must-gather.tar.xz', 'must-gather.zip'];
    const results = await Promise.all(
      forms.map(async (form) => {
        const { findings, coverage, inventory, outcomes } = await reportOf(path.join('archive-forms', form));
        return { findings, coverage, inventory, outcomes };
      }),
    );
    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]?.findings).toEqual([]);
  });
});
