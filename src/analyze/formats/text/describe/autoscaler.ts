import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { conditionsOf } from './conditions.ts';
import { type Field, fieldNamed, numberOf, textAt } from './tree.ts';
import { countsOf } from './workload.ts';

/** `status.describedMetrics` keeps `current` and `target` as printed; `<unknown>` is what matters in them. */
export function describedAutoscaler(fields: readonly Field[]): Described {
  const [kind, name] = (textAt(fields, 'Reference') ?? '').split('/');
  const counts = countsOf(fields.find(({ key }) => / pods$/.test(key))?.value);
  return {
    spec: defined({
      scaleTargetRef: kind && name ? { kind, name } : undefined,
      minReplicas: numberOf(textAt(fields, 'Min replicas')),
      maxReplicas: numberOf(textAt(fields, 'Max replicas')),
    }),
    status: defined({
      currentReplicas: counts.current,
      desiredReplicas: counts.desired,
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
      describedMetrics: metricsOf(fieldNamed(fields, 'Metrics')),
    }),
  };
}

/** `resource cpu on pods  (as a percentage of request):  <unknown> / 80%`. */
function metricsOf(section: Field | undefined): JsonObject[] | undefined {
  const metrics = section?.fields.flatMap(({ key, value }): JsonObject[] => {
    const slash = value.lastIndexOf(' / ');
    if (slash < 0) return [];
    const name = key.replace(/\s+/g, ' ');
    return [{ name, current: value.slice(0, slash).trim(), target: value.slice(slash + 3).trim() }];
  });
  return metrics && metrics.length > 0 ? metrics : undefined;
}
