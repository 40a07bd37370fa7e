import type { Json, KubeObject } from '../../../formats/kube-object.ts';
import { objectsOf, valueAt } from '../../../formats/kube-object.ts';

export type Condition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
  observedGeneration: number | undefined;
  /** Where it stands in the object. */
  field: string;
};

/** The conditions at a path of an object. */
export function conditionsOf(object: KubeObject, path = 'status.conditions'): Condition[] {
  return conditionsIn(object.at(path), path);
}

/** The conditions of a list that was taken out of an object; `path` is where it stood. */
export function conditionsIn(list: Json | undefined, path: string): Condition[] {
  return objectsOf(list).map((condition, index) => {
    const text = (name: string) => {
      const value = valueAt(condition, name);
      return typeof value === 'string' ? value : '';
    };
    const generation = condition.observedGeneration;
    return {
      type: text('type'),
      status: text('status'),
      reason: text('reason'),
      message: text('message'),
      lastTransitionTime: text('lastTransitionTime'),
      observedGeneration: typeof generation === 'number' ? generation : undefined,
      field: `${path}[${index}]`,
    };
  });
}

/** The first condition of a type, with one status where one is asked for. */
export function conditionWith(conditions: readonly Condition[], type: string, status?: string): Condition | undefined {
  return conditions.find((found) => found.type === type && (status === undefined || found.status === status));
}
