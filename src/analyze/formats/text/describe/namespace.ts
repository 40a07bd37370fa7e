import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import type { Line } from '../lines.ts';
import { conditionsOf } from './conditions.ts';
import { type Field, fieldNamed, textAt } from './tree.ts';

export function describedNamespace(fields: readonly Field[]): Described {
  return {
    status: defined({
      phase: textAt(fields, 'Status'),
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
    }),
  };
}

/** `Resource  Used  Hard`, at the left margin. */
export function describedQuota(_fields: readonly Field[], body: readonly Line[]): Described {
  const used: JsonObject = {};
  const hard: JsonObject = {};
  for (const { text } of body) {
    const match = /^\s*([a-z][\w./-]{0,252})\s{2,}(\S+)\s{2,}(\S+)\s*$/.exec(text);
    if (!match?.[1] || !match[2] || !match[3]) continue;
    used[match[1]] = match[2];
    hard[match[1]] = match[3];
  }
  return { spec: { hard }, status: { hard, used } };
}
