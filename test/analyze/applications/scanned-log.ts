import { readRules } from '../../../src/analyze/rules/read-rules.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';
import type { Facts } from '../../../src/analyze/snapshot/facts.ts';
import { ruleFilesIn } from '../../../src/commands/rule-files.ts';

const { ruleSet } = await readRules(await ruleFilesIn('rules'));
const SCANNER = createScanner(ruleSet.needles);

/** The log of the application controller with these lines, as the scan reads it. */
export function controllerLog(...lines: string[]): Facts['logs'][number] {
  return argocdLog('application-controller', ...lines);
}

/** The log of a program of Argo CD, by the name of its container. */
export function argocdLog(container: string, ...lines: string[]): Facts['logs'][number] {
  const stream = SCANNER.stream({ firstLine: 1, input: 'log' });
  stream.push(Buffer.from(`${lines.join('\n')}\n`));
  const [namespace, pod] = ['argocd', `argocd-${container}-0`];
  return {
    origin: { file: `${container}.log`, firstLine: 1, previous: false, stem: container, namespace, pod, container },
    scan: stream.finish(),
  };
}
