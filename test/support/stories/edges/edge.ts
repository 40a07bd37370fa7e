import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { crashed, waiting } from '../../check.ts';
import type { Story } from '../bundle.ts';
import { deployment, event, the } from '../workloads.ts';

/** That one trouble brings about another: the rule that sees the cause and the rule that sees the symptom, with a kind where both are one rule. */
export type Edge = { edge: string; cause: string; symptom: string; story: Story };

/** `edge` names the row of the catalogue of failure patterns: cause ⇒ symptom. */
export function edge(edge: string, cause: string, symptom: string, story: Story | JsonObject[]): Edge {
  return { edge, cause, symptom, story: Array.isArray(story) ? { objects: story } : story };
}

type Pod = NonNullable<Parameters<typeof deployment>[1]>;

/** A Deployment whose one pod waits to be created, and what was said of the pod: reason, message, ... */
export function notCreated(name: string, said: readonly string[] = [], pod: Pod = {}): JsonObject[] {
  const parts = deployment(name, { ready: false, phase: 'Pending', status: waiting('ContainerCreating'), ...pod });
  return [...parts, ...saidOf(the('Pod', `${name}-5d4f-0`, parts), said)];
}

/** A Deployment whose one pod has no node. */
export function unscheduled(name: string, message: string, pod: Pod = {}): JsonObject[] {
  const { spec, ...rest } = pod;
  return notCreated(name, message === '' ? [] : ['FailedScheduling', message], {
    status: { state: {} },
    spec: { nodeName: null, ...spec },
    ...rest,
  });
}

/** A Deployment whose controller is refused its pods. */
export function refused(name: string, message: string): JsonObject[] {
  const parts = deployment(name, { pods: false });
  return [...parts, event(the('ReplicaSet', `${name}-5d4f`, parts), 'FailedCreate', `Error creating: ${message}`)];
}

/** A Deployment whose container ends with an exit code again and again, and its last words. */
export function crashing(name: string, lines: string[], exitCode = 1, pod: Pod = {}): Story {
  return {
    objects: deployment(name, { ready: false, status: crashed(exitCode), ...pod }),
    logs: { [`shop/${name}-5d4f-0/web-previous`]: lines },
  };
}

/** Events about one object, told as reason, message, reason, message. */
export function saidOf(about: JsonObject, said: readonly string[]): JsonObject[] {
  return said.flatMap((message, index) => {
    const reason = said[index - 1];
    return index % 2 === 1 && reason !== undefined ? [event(about, reason, message)] : [];
  });
}
