import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { accessModesOf } from './access-modes.ts';
import { conditionsOf } from './conditions.ts';
import { metadataOf, selectorOf } from './metadata.ts';
import { podSpecOf } from './pod.ts';
import { type Field, fieldNamed, numberOf, textAt } from './tree.ts';

/** `Replicas:  3 desired | 3 updated | 4 total | 2 available | 2 unavailable`. */
export function describedDeployment(fields: readonly Field[]): Described {
  const counts = countsOf(textAt(fields, 'Replicas'));
  return {
    spec: defined({
      replicas: counts.desired,
      strategy: defined({ type: textAt(fields, 'StrategyType') }),
      ...templateOf(fields),
    }),
    status: defined({
      replicas: counts.total,
      updatedReplicas: counts.updated,
      availableReplicas: counts.available,
      unavailableReplicas: counts.unavailable,
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
    }),
  };
}

/** `Replicas:  1 current / 3 desired`. */
export function describedReplicaSet(fields: readonly Field[]): Described {
  const counts = countsOf(textAt(fields, 'Replicas'));
  return {
    spec: defined({ replicas: counts.desired, ...templateOf(fields) }),
    status: defined({
      replicas: counts.current,
      describedPods: podCountsOf(fields),
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
    }),
  };
}

/** `Replicas:  3 desired | 2 total`; which of them are ready is not printed. */
export function describedStatefulSet(fields: readonly Field[]): Described {
  const counts = countsOf(textAt(fields, 'Replicas'));
  return {
    spec: defined({
      replicas: counts.desired,
      ...templateOf(fields),
      volumeClaimTemplates: claimTemplatesOf(fieldNamed(fields, 'Volume Claims')),
    }),
    status: defined({
      replicas: counts.total,
      describedPods: podCountsOf(fields),
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
    }),
  };
}

export function describedDaemonSet(fields: readonly Field[]): Described {
  const number = (key: string) => numberOf(textAt(fields, key));
  const desired = number('Desired Number of Nodes Scheduled');
  const available = number('Number of Nodes Scheduled with Available Pods');
  return {
    spec: defined(templateOf(fields)),
    status: defined({
      desiredNumberScheduled: desired,
      currentNumberScheduled: number('Current Number of Nodes Scheduled'),
      updatedNumberScheduled: number('Number of Nodes Scheduled with Up-to-date Pods'),
      numberAvailable: available,
      numberUnavailable: desired === undefined || available === undefined ? undefined : desired - available,
      numberMisscheduled: number('Number of Nodes Misscheduled'),
      describedPods: podCountsOf(fields),
    }),
  };
}

/** Selector and pod template, which all workloads print alike. */
export function templateOf(fields: readonly Field[]): Record<string, JsonObject | undefined> {
  const selector = selectorOf(textAt(fields, 'Selector'));
  const template = fieldNamed(fields, 'Pod Template')?.fields;
  return {
    selector: selector && { matchLabels: selector },
    template: template && { metadata: metadataOf(template), spec: podSpecOf(template) },
  };
}

/** The numbers of a line of counts, each by the word after it. */
export function countsOf(text: string | undefined): Record<string, number> {
  return Object.fromEntries(
    [...(text ?? '').matchAll(/(\d{1,9}) ([A-Za-z]{1,20})/g)].map(([, number, word = '']) => [
      word.toLowerCase(),
      Number(number),
    ]),
  );
}

function podCountsOf(fields: readonly Field[]): JsonObject | undefined {
  const counts = countsOf(textAt(fields, 'Pods Status'));
  return Object.keys(counts).length > 0 ? counts : undefined;
}

/** The templates stand one after another; each begins with its name. */
function claimTemplatesOf(section: Field | undefined): JsonObject[] | undefined {
  const templates: Field[][] = [];
  for (const field of section?.fields ?? []) {
    if (field.key === 'Name') templates.push([]);
    templates.at(-1)?.push(field);
  }
  const claims = templates.map((fields) => {
    const storage = textAt(fields, 'Capacity');
    return {
      metadata: defined({ name: textAt(fields, 'Name') }),
      spec: defined({
        storageClassName: textAt(fields, 'StorageClass'),
        accessModes: accessModesOf(textAt(fields, 'Access Modes')),
        resources: storage ? { requests: { storage } } : undefined,
      }),
    };
  });
  return claims.length > 0 ? claims : undefined;
}
