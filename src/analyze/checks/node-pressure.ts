import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Bad when true. Conditions of other names may mean either, so they are not judged. */
const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

export const nodePressure = defineCheck({
  run: ({ objects, evidence }) =>
    objects.ofKind('Node').flatMap((node) =>
      node
        .list('status.conditions')
        .filter(({ type, status }) => PRESSURES.includes(String(type)) && status === 'True')
        .flatMap(({ type }): RawFinding[] => {
          const proof = evidence.condition(node, String(type));
          return proof ? [{ subject: subjectOf(node), captures: { condition: String(type) }, evidence: [proof] }] : [];
        }),
    ),
});
