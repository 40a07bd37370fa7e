import { type Described, defined } from '../context.ts';
import { selectorOf } from './metadata.ts';
import { type Field, fieldNamed, numberOf, textAt } from './tree.ts';

export function describedBudget(fields: readonly Field[]): Described {
  const status = fieldNamed(fields, 'Status')?.fields ?? fields;
  const selector = selectorOf(textAt(fields, 'Selector'));
  return {
    spec: defined({
      minAvailable: amountOf(textAt(fields, 'Min available')),
      maxUnavailable: amountOf(textAt(fields, 'Max unavailable')),
      selector: selector && { matchLabels: selector },
    }),
    status: defined({
      disruptionsAllowed: numberOf(textAt(status, 'Allowed disruptions')),
      currentHealthy: numberOf(textAt(status, 'Current')),
      desiredHealthy: numberOf(textAt(status, 'Desired')),
      expectedPods: numberOf(textAt(status, 'Total')),
    }),
  };
}

/** A number, or a percentage. */
function amountOf(text: string | undefined): number | string | undefined {
  return text?.endsWith('%') ? text : numberOf(text);
}
