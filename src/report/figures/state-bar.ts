import { svg, svgText } from './svg.ts';

const WIDTH = 120;
const HEIGHT = 10;

/** Workloads of a namespace: those that are well plain, those that are not in the colour of trouble. */
export function stateBar({ workloads, unhealthy }: { workloads: number; unhealthy: number }): string {
  const share = workloads > 0 ? Math.min(1, Math.max(0, unhealthy / workloads)) : 0;
  const bad = share * (WIDTH - 2);
  return svg(
    'svg',
    {
      class: 'bar',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': `${unhealthy} of ${workloads} unhealthy`,
    },
    svg('title', {}, svgText(`${unhealthy} of ${workloads} unhealthy`)),
    svg('rect', { class: 'room', x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1 }),
    ...(workloads > 0
      ? [svg('rect', { class: 'well', x: 1 + bad, y: 1, width: WIDTH - 2 - bad, height: HEIGHT - 2 })]
      : []),
    ...(bad > 0 ? [svg('rect', { class: 'over', x: 1, y: 1, width: bad, height: HEIGHT - 2 })] : []),
  );
}
