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
      behavior: behaviorOf(fieldNamed(fields, 'Behavior')),
    }),
    status: defined({
      currentReplicas: counts.current,
      desiredReplicas: counts.desired,
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
      describedMetrics: metricsOf(fieldNamed(fields, 'Metrics')),
    }),
  };
}

/** `Stabilization Window: 300 seconds`, and below `Policies` lines as `- Type: Pods  Value: 4  Period: 15 seconds`. */
function behaviorOf(section: Field | undefined): JsonObject | undefined {
  const direction = (key: string): JsonObject | undefined => {
    const field = fieldNamed(section?.fields ?? [], key);
    if (!field) return undefined;
    const policies = fieldNamed(field.fields, 'Policies')?.fields.flatMap(({ key: first, value }): JsonObject[] => {
      const match = POLICY.exec(`${first}: ${value}`);
      return match ? [{ type: match[1] ?? '', value: Number(match[2]), periodSeconds: Number(match[3]) }] : [];
    });
    return defined({
      stabilizationWindowSeconds: numberOf(/^\d{1,6}/.exec(textAt(field.fields, 'Stabilization Window') ?? '')?.[0]),
      selectPolicy: textAt(field.fields, 'Select Policy'),
      policies,
    });
  };
  const [scaleUp, scaleDown] = [direction('Scale Up'), direction('Scale Down')];
  return scaleUp || scaleDown ? defined({ scaleUp, scaleDown }) : undefined;
}

const POLICY = /^-? ?Type: (Pods|Percent) {1,8}Value: (\d{1,6}) {1,8}Period: (\d{1,6}) seconds/;

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
