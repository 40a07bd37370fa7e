import type { Finding, Step } from '../../report-format/report.ts';
import type { Rule } from './rule.ts';
import { fillCommand, fillText } from './templates.ts';

/** Verbs with which kubectl and its kin alter a cluster. */
const CHANGING =
  /\b(?:kubectl(?:\s+-\S+(?:\s+[^-\s]\S*)?)*\s+(?:apply|create|delete|patch|edit|scale|replace|set|label|annotate|taint|cordon|uncordon|drain|autoscale|expose|run|debug|certificate\s+approve|rollout\s+(?:restart|undo|pause|resume))|helm\s+(?:\S+\s+)?(?:upgrade|install|rollback|uninstall)|argocd\s+app\s+(?:sync|set|delete|rollback|terminate-op|patch))\b/;

/** Sentences that are commands, as `verify` often has them. */
const COMMAND = /^(?:kubectl|helm|argocd|crictl|ctr|nslookup|dig|curl|openssl|psql|journalctl|systemctl)\s/;

/** Where a command wants the name of a pod, not that of what made it. */
const WANTS_POD = /\b(?:pods?|po|logs|exec|port-forward)(?:\s+|\/)(?:-\S+\s+)*$/;

/** What to do about a finding and how to verify it: looking comes first, and what alters the cluster is marked. */
export function renderSteps(rule: Rule, finding: Finding, node?: string): Step[] {
  const values = { ...finding.subject, node: node ?? nodeOf(finding), ...finding.captures };
  const steps = [...rule.do, ...rule.verify].map((step) => stepOf(step, values, podOf(finding)));
  return [...steps.filter(({ changes }) => !changes), ...steps.filter(({ changes }) => changes)];
}

function stepOf(step: Rule['do'][number], values: Record<string, string | undefined>, pod: string | undefined): Step {
  const { text, command, changes } = typeof step === 'string' ? asCommand(step) : { changes: undefined, ...step };
  const filled = command && fillCommand(pod ? withPod(command, pod) : command, values);
  const alters = changes ?? (command !== undefined && CHANGING.test(command));
  return {
    text: fillText(text, values),
    ...(filled ? { command: filled } : {}),
    ...(alters ? { changes: true } : {}),
  };
}

function asCommand(step: string): { text: string; command?: string; changes?: boolean | undefined } {
  return COMMAND.test(step) ? { text: 'Verify:', command: step } : { text: step };
}

/** A finding merged on its workload: commands about a pod take the first of its pods. */
function podOf({ subject, affected }: Finding): string | undefined {
  return subject.kind === 'Pod' ? undefined : affected?.find(({ kind }) => kind === 'Pod')?.name;
}

function withPod(command: string, pod: string): string {
  return command
    .split(/(\{\{\s*name\s*\}\})/)
    .map((part, index, parts) => (index % 2 === 1 && WANTS_POD.test(parts[index - 1] ?? '') ? pod : part))
    .join('');
}

function nodeOf({ subject }: Finding): string | undefined {
  return subject.kind === 'Node' ? subject.name : undefined;
}
