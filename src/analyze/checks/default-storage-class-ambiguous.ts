import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const MARKS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const defaultStorageClassAmbiguous = defineCheck({
  run({ objects, evidence }): RawFinding[] {
    const defaults = objects.ofKind('StorageClass').filter((candidate) => markOf(candidate));
    const [first, ...others] = defaults;
    if (!first || others.length === 0) return [];
    return [
      {
        subject: subjectOf(first),
        captures: { classes: defaults.map(({ name }) => name).join(', ') },
        evidence: defaults.flatMap((each) => evidence.field(each, markOf(each) as string)),
        affected: others.map(refOf),
      },
    ];
  },
});

/** The path of the annotation that makes a class the default. */
function markOf(storageClass: KubeObject): string | undefined {
  return MARKS.map((mark) => `metadata.annotations["${mark}"]`).find((path) => storageClass.string(path) === 'true');
}
