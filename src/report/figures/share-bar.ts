import { svg } from './svg.ts';

const WIDTH = 120;
const HEIGHT = 10;

/** How much of a resource is asked for, in percent; what is asked for beyond the whole fills it in another colour. */
export function shareBar(percent: number): string {
  const used = Math.max(0, Math.min(100, percent)) * ((WIDTH - 2) / 100);
  return svg(
    'svg',
    {
      class: 'bar',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': `${percent} %`,
    },
    svg('rect', { class: 'room', x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1 }),
    svg('rect', { class: percent > 100 ? 'over' : 'used', x: 1, y: 1, width: used, height: HEIGHT - 2 }),
  );
}
