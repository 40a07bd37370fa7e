import { readRules } from '../../../src/analyze/rules/read-rules.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';
import type { Facts } from '../../../src/analyze/snapshot/facts.ts';
import { ruleFilesIn } from '../../../src/commands/rule-files.ts';

const { ruleSet } = readRules(await ruleFilesIn('rules/argocd'));
const SCANNER = createScanner(ruleSet.needles);

/** The log of the application controller with these lines, as the scan for Argo CD's rules reads it. */
export function controllerLog(...lines: string[]): Facts['logs'][number] {
  const stream = SCANNER.stream({ firstLine: 1, input: 'log' });
  stream.push(Buffer.from(`${lines.join('\n')}\n`));
  const [namespace, pod, container] = ['argocd', 'argocd-application-controller-0', 'application-controller'];
  return {
    origin: { file: `${container}.log`, firstLine: 1, previous: false, stem: container, namespace, pod, container },
    scan: stream.finish(),
  };
}
