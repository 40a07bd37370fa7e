import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';
import { toldOfNodes } from './node-events.ts';
import { isYoung } from './pod-stage.ts';

const EVENTS = {
  began: 'NodeNotReady',
  ended: 'NodeReady',
  captures: { message: 'its events say NodeNotReady' },
};

export const nodeNotReady = defineCheck({
  run: (context) => [...seen(context), ...toldOfNodes(context, EVENTS)],
});

function seen({ objects, snapshot, evidence }: CheckContext): RawFinding[] {
  return objects.ofKind('Node').flatMap((node): RawFinding[] => {
    const ready = node.list('status.conditions').find(({ type }) => type === 'Ready');
    if (ready?.status === 'True' || isYoung(node, snapshot)) return [];
    const word = node.string('status.tableStatus') ?? '';
    const proof = word === '' ? evidence.condition(node, 'Ready') : evidence.field(node, 'status.tableStatus');
    // A row tells the state and no reason; a node without conditions and without a row tells nothing.
    if (!proof || (word !== '' && !/^(?:NotReady|Unknown)\b/.test(word))) return [];
    const message = [ready?.message, ready?.reason, word, 'no reason was captured'].find(Boolean);
    return [{ subject: subjectOf(node), captures: { message: String(message) }, evidence: [proof] }];
  });
}
