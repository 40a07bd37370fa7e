import type { ObjectRef } from '../../report-format/report.ts';
import { counted, oneLine, shortenMiddle } from '../readable.ts';
import type { Chain, ChainNode, NodeState } from '../view/chain.ts';
import type { Row } from '../view/chain-rows.ts';
import { rowsOf } from '../view/chain-rows.ts';
import { objectName } from '../view/object-name.ts';
import { glyph } from './glyphs.ts';
import type { SvgElement } from './svg.ts';
import { svg, svgText } from './svg.ts';

const WIDTH = 380;
const NODE_HEIGHT = 62;
const GAP = 30;
const STEP = 26;
/** A branch deeper than this is drawn no further to the right: there must be room for names. */
const MAX_INDENT = 4;
const MAX_NODES = 14;
/** Width of a character in the figure's two sizes of type, on the wide side, since text cannot be measured here. */
const NAME_CHAR = 8.2;
const TEXT_CHAR = 6.1;

const STATE_WORDS: Record<NodeState, string> = {
  cause: 'cause',
  absent: 'absent',
  failing: 'failing',
  warning: 'warning',
  'passes-on': 'passes it on',
};

/**
 * The chain of a diagnosis from the cause down: objects as boxes with the shape of their kind, arrows named after the
 * relation. State shows as a word, as the form of the border and as colour.
 */
export function chainFigure(chain: Chain): string {
  const { rows, more } = rowsOf(chain, MAX_NODES);
  const height = rows.length * (NODE_HEIGHT + GAP) - GAP + (more > 0 ? 24 : 0) + 4;
  const boxes = rows.map((row, index) => box(row, index));
  const arrows = rows.map((row, index) => (row.parent === undefined ? beside(index) : arrow(row, index, rows)));
  const rest =
    more > 0
      ? [svg('text', { class: 'chain-more', x: 2, y: height - 6 }, svgText(`and ${counted(more, 'more object')}`))]
      : [];
  return svg(
    'svg',
    {
      class: 'chain',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      'aria-label': spoken(chain),
    },
    ...arrows.filter((element) => element !== undefined),
    ...boxes,
    ...rest,
  );
}

/** The figure in words, for who cannot see it. */
function spoken({ nodes, edges }: Chain): string {
  const [first] = nodes;
  const start = first ? `${objectName(first.object)}, ${STATE_WORDS[first.state]}: ${first.text}` : '';
  const steps = edges.slice(0, MAX_NODES * 2).flatMap(({ from, to, label }) => {
    const [cause, effect] = [nodes[from], nodes[to]];
    if (!cause || !effect) return [];
    return [
      `${objectName(cause.object)} ${label || 'then'} ${objectName(effect.object)}, ${STATE_WORDS[effect.state]}`,
    ];
  });
  return oneLine([start, ...steps].join('; '), 4000);
}

const indentOf = (row: Row) => Math.min(row.indent, MAX_INDENT) * STEP;
const topOf = (index: number) => index * (NODE_HEIGHT + GAP) + 2;

function box({ node, indent }: Row, index: number): SvgElement {
  const x = Math.min(indent, MAX_INDENT) * STEP + 2;
  const y = topOf(index);
  const width = WIDTH - x - 2;
  const room = width - 58;
  const word = STATE_WORDS[node.state];
  const kind = shortenMiddle(kindAndPlace(node.object), Math.floor((room - word.length * TEXT_CHAR - 8) / TEXT_CHAR));
  return svg(
    'g',
    { class: `node ${node.state}` },
    svg('title', {}, svgText(tooltip(node))),
    svg('rect', { class: 'box', x, y, width, height: NODE_HEIGHT, rx: 6 }),
    ...(node.state === 'cause' ? [svg('rect', { class: 'band', x, y, width: 5, height: NODE_HEIGHT, rx: 2 })] : []),
    glyph(node.object.kind, x + 15, y + 18, 26),
    svg('text', { class: 'kind', x: x + 52, y: y + 18 }, svgText(kind)),
    svg('text', { class: 'state', x: x + width - 10, y: y + 18, 'text-anchor': 'end' }, svgText(word)),
    svg(
      'text',
      { class: 'name', x: x + 52, y: y + 35 },
      svgText(fitting(oneLine(node.object.name, 253), room, NAME_CHAR)),
    ),
    svg('text', { class: 'told', x: x + 52, y: y + 51 }, svgText(ending(node.text, room))),
  );
}

function kindAndPlace({ kind, namespace }: ObjectRef): string {
  return oneLine(namespace ? `${kind} in ${namespace}` : kind);
}

function tooltip({ object, state, text }: ChainNode): string {
  return `${objectName(object)} (${STATE_WORDS[state]}): ${text}`;
}

function fitting(text: string, room: number, charWidth: number): string {
  return shortenMiddle(text, Math.floor(room / charWidth));
}

function ending(text: string, room: number): string {
  const max = Math.floor(room / TEXT_CHAR);
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}\u2026`;
}

/** An object that nothing in the chain broke stands for itself: the same trouble, seen there too. */
function beside(index: number): SvgElement | undefined {
  if (index === 0) return undefined;
  return svg('text', { class: 'relation', x: 42, y: topOf(index) - 10 }, svgText('seen here too'));
}

/** Straight down to a single effect; along a trunk and to the right where there are several. */
function arrow(row: Row, index: number, rows: readonly Row[]): SvgElement {
  const parentIndex = row.parent ?? 0;
  const parent = rows[parentIndex] as Row;
  const from = topOf(parentIndex) + NODE_HEIGHT;
  const to = topOf(index);
  const straight = indentOf(row) === indentOf(parent);
  const x = indentOf(parent) + (straight ? 30 : 14);
  const end = straight ? to - 2 : to + NODE_HEIGHT / 2;
  const line = straight ? `M${x} ${from}V${end}` : `M${x} ${from}V${end}H${indentOf(row) - 1}`;
  const head = straight
    ? `M${x - 4} ${end - 6}L${x} ${end}L${x + 4} ${end - 6}`
    : `M${indentOf(row) - 7} ${end - 4}L${indentOf(row) - 1} ${end}L${indentOf(row) - 7} ${end + 4}`;
  const labelX = straight ? x + 12 : indentOf(row) + 6;
  return svg(
    'g',
    { class: 'arrow' },
    svg('path', { d: `${line}${head}` }),
    svg('text', { class: 'relation', x: labelX, y: to - 10 }, svgText(row.label)),
  );
}
