import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { conditionsOf } from './conditions.ts';
import { containerSpecsOf, containerStatusesOf } from './container.ts';
import { pairsOf } from './metadata.ts';
import { timeOf } from './times.ts';
import { type Field, fieldNamed, longTextAt, textAt } from './tree.ts';
import { volumesOf } from './volumes.ts';

/** `kubectl describe pod`. Layout: kubernetes/kubectl:pkg/describe/describe.go describePod (v0.36). */
export function describedPod(fields: readonly Field[]): Described {
  const inits = fieldNamed(fields, 'Init Containers');
  const mains = fieldNamed(fields, 'Containers');
  const ephemeral = fieldNamed(fields, 'Ephemeral Containers');
  const status = textAt(fields, 'Status') ?? '';
  // `Terminating (lasts 5m)` stands in place of the phase; when the deletion began is not printed.
  const terminating = status.startsWith('Terminating');
  return {
    spec: { ...podSpecOf(fields), ...defined({ nodeName: nodeOf(textAt(fields, 'Node')) }) },
    status: defined({
      phase: terminating || status === '' ? undefined : status,
      tableStatus: terminating ? 'Terminating' : undefined,
      reason: textAt(fields, 'Reason'),
      message: longTextAt(fields, 'Message'),
      podIP: textAt(fields, 'IP'),
      hostIP: /\/(\S+)$/.exec(textAt(fields, 'Node') ?? '')?.[1],
      startTime: timeOf(textAt(fields, 'Start Time')),
      qosClass: textAt(fields, 'QoS Class'),
      nominatedNodeName: textAt(fields, 'NominatedNodeName', 'Nominated Node Name'),
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
      initContainerStatuses: containerStatusesOf(inits),
      containerStatuses: containerStatusesOf(mains),
      ephemeralContainerStatuses: containerStatusesOf(ephemeral),
    }),
  };
}

/** What a pod and the template of a workload have in common. */
export function podSpecOf(fields: readonly Field[]): JsonObject {
  return defined({
    serviceAccountName: textAt(fields, 'Service Account', 'ServiceAccount'),
    priorityClassName: textAt(fields, 'Priority Class Name'),
    runtimeClassName: textAt(fields, 'Runtime Class Name'),
    initContainers: containerSpecsOf(fieldNamed(fields, 'Init Containers')),
    containers: containerSpecsOf(fieldNamed(fields, 'Containers')),
    ephemeralContainers: containerSpecsOf(fieldNamed(fields, 'Ephemeral Containers')),
    volumes: volumesOf(fieldNamed(fields, 'Volumes')),
    nodeSelector: pairsOf(fieldNamed(fields, 'Node-Selectors'), '='),
    tolerations: tolerationsOf(fieldNamed(fields, 'Tolerations')),
    imagePullSecrets: pullSecretsOf(textAt(fields, 'Image Pull Secrets')),
  });
}

/** `worker-1/10.0.0.4`. */
function nodeOf(text: string | undefined): string | undefined {
  return text?.split('/')[0];
}

const TAINT = /^([\w./-]{1,316})?(?:=([\w.-]{0,63}))?(?::(NoSchedule|NoExecute|PreferNoSchedule))?$/;

/** `key=value:NoSchedule op=Exists for 300s`; `op=Exists` alone tolerates everything. */
function tolerationsOf(field: Field | undefined): JsonObject[] | undefined {
  const texts = field ? [field.value, ...field.below.map(({ text }) => text.trim())] : [];
  const tolerations = texts.flatMap((text): JsonObject[] => {
    const words = text.split(' ');
    const operator = words.find((word) => word.startsWith('op='))?.slice(3);
    const [, key, value, effect] = TAINT.exec(words[0]?.startsWith('op=') ? '' : (words[0] ?? '')) ?? [];
    if (!operator && !key && !effect) return [];
    const seconds = / for (\d{1,9})s$/.exec(text)?.[1];
    return [
      defined({
        key,
        operator: operator ?? (value === undefined ? 'Exists' : 'Equal'),
        value,
        effect,
        tolerationSeconds: seconds ? Number(seconds) : undefined,
      }),
    ];
  });
  return tolerations.length > 0 ? tolerations : undefined;
}

function pullSecretsOf(text: string | undefined): JsonObject[] | undefined {
  return text?.split(/[\s,]+/).map((name) => ({ name }));
}
