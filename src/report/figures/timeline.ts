import { oneLine, shortenMiddle } from '../readable.ts';
import { objectName, placedName } from '../view/object-name.ts';
import type { Happening, Lane, TimelineKind, TimelineView } from '../view/timeline.ts';
import type { SvgElement } from './svg.ts';
import { svg, svgText } from './svg.ts';
import { ticksOf } from './ticks.ts';

const WIDTH = 1152;
const LABEL_WIDTH = 250;
const RIGHT = WIDTH - 16;
const LANE_HEIGHT = 26;
const TOP = 46;
const BOTTOM = 54;
const NAME_CHARS = 33;
/** Marks of one lane nearer than this are drawn as one. */
const NEAR = 5;

/** Marks around 0,0: each kind has a form of its own. */
const MARKS: Record<TimelineKind, string> = {
  event: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z',
  start: 'M-3.5-4.5 4.5 0-3.5 4.5Z',
  end: 'M-4-4H4V4H-4Z',
  condition: 'M0-5 5 0 0 5-5 0Z',
  rollout: 'M0-5 5 4H-5Z',
  node: 'M-5-2.5 0-5 5-2.5V2.5L0 5-5 2.5Z',
  sync: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0ZM-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0Z',
  log: 'M-1.5-6H1.5V6H-1.5Z',
};

/** Lanes of objects over time, with the onset of the trouble and the capture marked. Undefined without happenings. */
export function timelineFigure({ lanes, from, to, onset, capturedAt }: TimelineView): string | undefined {
  if (lanes.length === 0) return undefined;
  const span = Math.max(1, to - from);
  const place = (at: number) => LABEL_WIDTH + 12 + ((at - from) / span) * (RIGHT - LABEL_WIDTH - 24);
  const floor = TOP + lanes.length * LANE_HEIGHT;
  const label = `${lanes.length} objects over time; the table below lists every entry.`;
  const kinds = new Set(lanes.flatMap(({ happenings }) => happenings.map(({ kind }) => kind)));
  return svg(
    'svg',
    {
      class: 'timeline',
      viewBox: `0 0 ${WIDTH} ${floor + BOTTOM}`,
      width: WIDTH,
      height: floor + BOTTOM,
      role: 'img',
      'aria-label': label,
      // What the page's script needs to draw a part of the time: which is how wide.
      'data-from': from,
      'data-to': to,
      'data-left': place(from),
      'data-right': place(to),
    },
    ...ticksOf(from, to).map(({ at, text }) => tick(place(at), text, floor, at)),
    ...lanes.flatMap((lane, index) => laneElements(lane, TOP + index * LANE_HEIGHT, place)),
    ...(onset === undefined ? [] : [line('onset', 'trouble began', onset, place(onset), 30, floor)]),
    ...(capturedAt === undefined ? [] : [line('captured', 'captured', capturedAt, place(capturedAt), 14, floor)]),
    ...legend([...kinds].sort(), floor + 42),
  );
}

function tick(x: number, text: string, floor: number, at: number): SvgElement {
  return svg(
    'g',
    { class: 'tick', ...placed(x, at) },
    svg('path', { d: `M0 ${TOP}V${floor}` }),
    svg('text', { x: 0, y: floor + 16, 'text-anchor': 'middle' }, svgText(text)),
  );
}

/** Everything that stands at a moment is moved there, so that the script can move it elsewhere. */
function placed(x: number, at: number, y = 0) {
  return { transform: `translate(${Math.round(x * 10) / 10} ${y})`, 'data-at': at, 'data-y': y };
}

/** A moment across all lanes; its name stands on the side that has room for it. */
function line(name: string, text: string, at: number, x: number, y: number, floor: number): SvgElement {
  const right = x > WIDTH / 2;
  return svg(
    'g',
    { class: name, ...placed(x, at) },
    svg('path', { d: `M0 ${y - 10}V${floor}` }),
    svg('text', { x: right ? -5 : 5, y, 'text-anchor': right ? 'end' : 'start' }, svgText(text)),
  );
}

function laneElements(lane: Lane, top: number, place: (at: number) => number): SvgElement[] {
  const middle = top + LANE_HEIGHT / 2;
  const name = laneName(lane.object);
  return [
    svg('path', { class: 'lane', d: `M0 ${top + LANE_HEIGHT}H${WIDTH}` }),
    svg(
      'text',
      { class: 'lane-name', x: 2, y: middle + 4 },
      svg('title', {}, svgText(objectName(lane.object))),
      svgText(name),
    ),
    ...clustered(lane, place).map(({ x, members }) => mark(x, middle, members)),
  ];
}

/** Of a long name the namespace goes first: it is in the tooltip, and mostly the same in all lanes. */
function laneName(object: Lane['object']): string {
  const kind = oneLine(object.kind, 30);
  const whole = `${kind} ${placedName(object)}`;
  return whole.length <= NAME_CHARS ? whole : shortenMiddle(`${kind} ${oneLine(object.name, 253)}`, NAME_CHARS);
}

/** Which form stands for what, of the kinds that occur. */
function legend(kinds: readonly TimelineKind[], y: number): SvgElement[] {
  return kinds.map((kind, index) => {
    const x = LABEL_WIDTH + 12 + index * 84;
    return svg(
      'g',
      { class: 'legend', transform: `translate(${x} ${y})` },
      svg('path', { class: 'mark plain', d: MARKS[kind] }),
      svg('text', { x: 10, y: 4 }, svgText(kind)),
    );
  });
}

type Cluster = { x: number; members: Happening[] };

function clustered({ happenings }: Lane, place: (at: number) => number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    const x = place(happening.at);
    const last = clusters.at(-1);
    if (last && x - last.x < NEAR) last.members.push(happening);
    else clusters.push({ x, members: [happening] });
  }
  return clusters;
}

/** The gravest of what coincides gives the mark; the rest is told in its tooltip. */
function mark(x: number, y: number, members: readonly Happening[]): SvgElement {
  const [first] = members;
  const shown = members.find(({ severity }) => severity !== undefined) ?? first;
  if (!shown) return svg('g');
  const told = members.slice(0, 6).map(({ time, kind, text }) => `${time} ${kind}: ${text}`);
  const more = members.length > told.length ? [`and ${members.length - told.length} more`] : [];
  return svg(
    'path',
    {
      class: `mark ${shown.severity ?? 'plain'}`,
      d: MARKS[shown.kind],
      ...placed(x, shown.at, y),
    },
    svg('title', {}, svgText([...told, ...more].join('\n'))),
  );
}
