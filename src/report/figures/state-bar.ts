import { bar } from './bar.ts';
import { svg, svgText } from './svg.ts';

/** Workloads of a namespace: those that are well plain, those that are not in the colour of trouble. */
export function stateBar({ workloads, unhealthy }: { workloads: number; unhealthy: number }): string {
  const bad = workloads > 0 ? Math.min(1, Math.max(0, unhealthy / workloads)) : 0;
  const label = `${unhealthy} of ${workloads} unhealthy`;
  return bar(
    label,
    [
      ...(workloads > 0 ? [{ class: 'well' as const, from: bad, to: 1 }] : []),
      ...(bad > 0 ? [{ class: 'over' as const, from: 0, to: bad }] : []),
    ],
    svg('title', {}, svgText(label)),
  );
}
