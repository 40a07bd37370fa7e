import { counted, shortenMiddle } from '../readable.ts';
import type { WaveState, WaveStep } from '../view/waves.ts';
import type { SvgElement } from './svg.ts';
import { svg, svgText } from './svg.ts';

const STEP_WIDTH = 132;
const GAP = 26;
const TOP = 22;
const MARK = 17;
const PER_ROW = 7;
const MAX_ROWS = 3;
const MAX_STEPS = 14;
const TITLE_CHARS = 18;

/** Marks around 0,0: a state can be told without its colour. */
const MARKS: Record<WaveState, string> = {
  synced: 'M-5 0-1.5 4 5.5-4.5',
  failed: 'M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5',
  running: 'M-3.5-5 5 0-3.5 5Z',
  waiting: 'M-3-5V5M3-5V5',
  pending: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0',
  unknown: 'M-2 0H2',
};

/** The sync from its first wave to its last: a box per wave, a mark per resource, and where it stands still. */
export function wavesFigure(steps: readonly WaveStep[]): string | undefined {
  if (steps.length === 0) return undefined;
  const shown = steps.slice(0, MAX_STEPS);
  const rows = Math.max(...shown.map(({ resources }) => Math.min(MAX_ROWS, Math.ceil(resources.length / PER_ROW))));
  const boxHeight = 18 + rows * MARK;
  const height = TOP + boxHeight + 22;
  const width = shown.length * (STEP_WIDTH + GAP) - GAP + 4;
  return svg(
    'svg',
    { class: 'waves', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': spoken(steps) },
    ...shown.map((step, index) => box(step, index, boxHeight)),
    ...shown.slice(1).map((_, index) => arrow(index, TOP + boxHeight / 2)),
  );
}

function spoken(steps: readonly WaveStep[]): string {
  return steps
    .slice(0, MAX_STEPS)
    .map(({ name, resources, blocked }) => `${name}: ${summaryOf(resources)}${blocked ? ', blocked here' : ''}`)
    .join('; ');
}

function summaryOf(resources: WaveStep['resources']): string {
  const counts = new Map<string, number>();
  for (const { state } of resources) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

function box({ name, resources, blocked }: WaveStep, index: number, height: number): SvgElement {
  const x = index * (STEP_WIDTH + GAP) + 2;
  const room = PER_ROW * MAX_ROWS;
  const marks = resources.slice(0, room).map(({ object, state }, place) => {
    const at = `translate(${x + 15 + (place % PER_ROW) * MARK} ${TOP + 17 + Math.floor(place / PER_ROW) * MARK})`;
    const title = svg('title', {}, svgText(`${object}: ${state}`));
    return svg('path', { class: `wave-mark ${state}`, d: MARKS[state], transform: at }, title);
  });
  const more = resources.length > room ? `, ${counted(resources.length - room, 'more', 'more')}` : '';
  return svg(
    'g',
    { class: blocked ? 'wave blocked' : 'wave' },
    svg('text', { class: 'wave-name', x, y: 14 }, svgText(shortenMiddle(name, TITLE_CHARS))),
    svg('rect', { class: 'wave-box', x, y: TOP, width: STEP_WIDTH, height, rx: 5 }),
    ...marks,
    svg(
      'text',
      { class: 'wave-note', x, y: TOP + height + 15 },
      svgText(blocked ? `blocked here${more}` : summaryOf(resources)),
    ),
  );
}

function arrow(index: number, y: number): SvgElement {
  const from = index * (STEP_WIDTH + GAP) + STEP_WIDTH + 5;
  const to = from + GAP - 6;
  return svg('path', {
    class: 'wave-arrow',
    d: `M${from} ${y}H${to}M${to - 5} ${y - 4}L${to} ${y}L${to - 5} ${y + 4}`,
  });
}
