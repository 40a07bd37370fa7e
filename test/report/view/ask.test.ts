import { describe, expect, test } from 'vitest';
import { commandsToAsk } from '../../../src/report/view/ask.ts';
import type { Report } from '../../../src/report-format/report.ts';
import { quietReport } from '../sample-report.ts';

const asked = (missing: string[], gaps: Report['coverage']['gaps'] = []) => {
  const report = quietReport();
  return commandsToAsk({
    ...report,
    coverage: { ...report.coverage, gaps },
    outcomes: missing.map((what, index) => ({
      rule: `r${index}`,
      pack: 'p',
      outcome: 'not-collected',
      missing: [what],
    })),
  });
};

describe('what to ask the customer for', () => {
  test('kinds that rules lack, in one command; those that most rules lack first', () => {
    expect(asked(['Ingress', 'Deployment', 'Deployment', 'events'])).toEqual([
      'kubectl get deployments,ingresses,events -A -o yaml',
    ]);
  });

  test('of Secrets their keys and never their values', () => {
    expect(asked(['Secret'])).toEqual(['kubectl describe secrets -A']);
  });

  test('where only a namespace is missing, of that namespace', () => {
    expect(asked(['Pod in namespace shop', 'StorageClass'])).toEqual([
      'kubectl get pods -n shop -o yaml',
      'kubectl get storageclasses -o yaml',
    ]);
  });

  test('the commands of gaps come first, and what they ask for is not asked for twice', () => {
    const gap = { what: 'Node', why: 'forbidden', command: 'kubectl get nodes -o json' };
    expect(asked(['Node', 'Pod'], [gap])).toEqual(['kubectl get nodes -o json', 'kubectl get pods -A -o yaml']);
  });

  test('kinds that a cluster may not have, and names that are none, make no command', () => {
    expect(asked(['Certificate', 'logs', 'Pod in namespace $(reboot)', 'Pod; reboot'])).toEqual([]);
  });
});
