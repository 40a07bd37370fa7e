import { counted } from '../readable.ts';
import { listed } from '../view/capped.ts';
import type { Chain } from '../view/chain.ts';
import { rowsOf } from '../view/chain-rows.ts';
import type { DiagnosisView, StepView } from '../view/diagnosis.ts';
import { objectName } from '../view/object-name.ts';
import type { ProofView } from '../view/proof.ts';
import { bullets } from './blocks.ts';
import { code, fenced, prose } from './escape.ts';

const MAX_NODES = 14;

/** A diagnosis as blocks that stand for themselves, the most needed first; without a heading where `level` is none. */
export function diagnosisBlocks(view: DiagnosisView, level: 2 | 3 | undefined): string[] {
  const marks = [
    view.severity,
    view.confidence,
    ...(view.current ? [] : ['over at capture']),
    ...(view.known ? ['known'] : []),
  ];
  const { proofs, chain, steps, ask, didYouMean, affected } = view;
  return [
    ...(level ? [`${'#'.repeat(level)} ${prose(view.title)}`] : []),
    `**${marks.join(' · ')}**${view.subject ? ` · ${code(view.subject)}` : ''}`,
    prose(view.summary),
    ...(proofs.items.length > 0 ? ['**Proof**', ...proofs.items.map(proofBlock)] : []),
    ...(proofs.more > 0 ? [`And ${counted(proofs.more, 'more line')} of proof.`] : []),
    ...(didYouMean.length > 0 ? [bullets(didYouMean.map(nearMiss))] : []),
    ...(chain.nodes.length > 1 ? [`**${view.current ? 'What it breaks' : 'What it broke'}**`, chainBlock(chain)] : []),
    ...(affected.items.length > 0 ? [`Affected: ${listed({ ...affected, items: affected.items.map(code) })}`] : []),
    ...(steps.length > 0 ? ['**What to do**', ...steps.map((step, index) => stepBlock(step, index + 1))] : []),
    ...(ask.length > 0 ? ['**Ask the customer**', ...ask.map(askBlock)] : []),
  ];
}

function proofBlock({ where, label, line, before, stretches, after, time, age, seen }: ProofView): string {
  const text = stretches.map((stretch) => stretch.text).join('');
  const notes = [time, age, seen].filter(Boolean).join(', ');
  const numbered = (mark: string, content: string, number: number | undefined) =>
    `${mark} ${number ? `${number}: ` : ''}${content.replaceAll('\n', ' ')}`;
  const quoted = [
    ...before.map((row) => numbered(' ', row.text, row.number)),
    before.length + after.length > 0 ? numbered('>', text, line) : text,
    ...after.map((row) => numbered(' ', row.text, row.number)),
  ];
  return `${code(where)} (${label}${notes ? `; ${prose(notes)}` : ''})\n\n${fenced(quoted.join('\n'), 'text')}`;
}

function nearMiss({ wanted, found, file }: DiagnosisView['didYouMean'][number]): string {
  return `Wanted ${code(wanted)}; there is ${code(found)} in ${code(file)}.`;
}

/** The objects as a nested list: what stands deeper was broken by what stands above it. */
function chainBlock(chain: Chain): string {
  const { rows, more } = rowsOf(chain, MAX_NODES);
  const lines = rows.map(({ node, depth, label }) => {
    const text = node.text ? `: ${prose(node.text)}` : '';
    return `${'  '.repeat(depth)}- ${label ? `${prose(label)} ` : ''}${code(objectName(node.object))}${text}`;
  });
  return [...lines, ...(more > 0 ? [`- and ${counted(more, 'more object')}`] : [])].join('\n');
}

function stepBlock({ text, command, changes }: StepView, number: number): string {
  const head = `${number}\\. ${prose(text)}${changes ? ' **(changes the cluster)**' : ''}`;
  return command ? `${head}\n\n${fenced(command, 'sh')}` : head;
}

function askBlock({ command, decides }: DiagnosisView['ask'][number]): string {
  return `${prose(decides)}\n\n${fenced(command, 'sh')}`;
}
