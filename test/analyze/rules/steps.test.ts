import { expect, test } from 'vitest';
import type { Rule } from '../../../src/analyze/rules/rule.ts';
import { renderSteps } from '../../../src/analyze/rules/steps.ts';
import type { Finding } from '../../../src/report-format/report.ts';

const finding = (subject: Partial<Finding['subject']>, more: Partial<Finding> = {}) =>
  ({ subject: { kind: 'Pod', name: 'web-0', ...subject }, captures: {}, ...more }) as Finding;
const rule = (steps: Rule['do'], verify: string[] = []) => ({ do: steps, verify }) as unknown as Rule;

test('looking comes first, and what alters the cluster is marked', () => {
  const steps = renderSteps(
    rule(
      [
        { text: 'Restart it.', command: 'kubectl -n {{namespace}} rollout restart deployment {{name}}' },
        { text: 'Look.', command: 'kubectl -n {{namespace}} get pods' },
        'Think about {{name}}.',
      ],
      ['kubectl -n {{namespace}} get pod {{name}}'],
    ),
    finding({ namespace: 'shop' }),
  );
  expect(steps).toEqual([
    { text: 'Look.', command: 'kubectl -n shop get pods' },
    { text: 'Think about web-0.' },
    { text: 'Verify:', command: 'kubectl -n shop get pod web-0' },
    { text: 'Restart it.', command: 'kubectl -n shop rollout restart deployment web-0', changes: true },
  ]);
});

test('what is not known here is left for the reader', () => {
  expect(renderSteps(rule([], ['kubectl -n {{namespace}} get pod {{name}}']), finding({}))).toEqual([
    { text: 'Verify:', command: 'kubectl -n <namespace> get pod web-0' },
  ]);
});

test('a captured text enters a command only as a name, or quoted', () => {
  const steps = renderSteps(
    rule([], ['kubectl get secret {{secret}}']),
    finding({}, { captures: { secret: "x'; rm -rf / #" } }),
  );
  expect(steps[0]?.command).toBe("kubectl get secret 'x'\\''; rm -rf / #'");
});

test('commands about a pod name a pod where the finding is on its workload', () => {
  const merged = finding(
    { kind: 'Deployment', name: 'web' },
    { affected: [{ kind: 'Pod', name: 'web-6d4cf56db6-x2v4b' }] },
  );
  const commands = ['kubectl logs {{name}} --previous', 'kubectl get deployment {{name}}'];
  expect(renderSteps(rule([], commands), merged).map(({ command }) => command)).toEqual([
    'kubectl logs web-6d4cf56db6-x2v4b --previous',
    'kubectl get deployment web',
  ]);
});
