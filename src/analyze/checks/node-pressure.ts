import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';
import { toldOfNodes } from './node-events.ts';

/** Bad when true. Conditions of other names may mean either, so they are not judged. */
const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** As the kubelet reports them (kubernetes/kubernetes:pkg/kubelet/nodestatus/setters.go@v1.36.2). */
const EVENTS = [
  { began: 'NodeHasInsufficientMemory', ended: 'NodeHasSufficientMemory', captures: { condition: 'MemoryPressure' } },
  { began: 'NodeHasDiskPressure', ended: 'NodeHasNoDiskPressure', captures: { condition: 'DiskPressure' } },
  { began: 'NodeHasInsufficientPID', ended: 'NodeHasSufficientPID', captures: { condition: 'PIDPressure' } },
];

export const nodePressure = defineCheck({
  run: (context) => [...seen(context), ...EVENTS.flatMap((state) => toldOfNodes(context, state))],
});

function seen({ objects, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('Node').flatMap((node) =>
    node
      .list('status.conditions')
      .filter(({ type, status }) => PRESSURES.includes(String(type)) && status === 'True')
      .flatMap(({ type }): RawFinding[] => {
        const proof = evidence.condition(node, String(type));
        return proof ? [{ subject: subjectOf(node), captures: { condition: String(type) }, evidence: [proof] }] : [];
      }),
  );
}
