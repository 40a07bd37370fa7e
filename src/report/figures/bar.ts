import type { SvgElement } from './svg.ts';
import { svg } from './svg.ts';

const WIDTH = 120;
const HEIGHT = 10;
const ROOM = WIDTH - 2;

/** A stretch of a bar, in shares of its length. */
type Stretch = { class: 'well' | 'used' | 'over'; from: number; to: number };

/** A bar of a table: what it says in words, the stretches that are filled, and what it holds besides. */
export function bar(label: string, stretches: readonly Stretch[], ...children: SvgElement[]): string {
  return svg(
    'svg',
    {
      class: 'bar',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    ...children,
    svg('rect', { class: 'room', x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1 }),
    ...stretches.map(({ class: name, from, to }) =>
      svg('rect', { class: name, x: 1 + from * ROOM, y: 1, width: to * ROOM - from * ROOM, height: HEIGHT - 2 }),
    ),
  );
}
