import { diagnosisBlocks } from './markdown/diagnosis.ts';
import { code, prose } from './markdown/escape.ts';
import { withinBytes } from './markdown/fit.ts';
import {
  applicationBlocks,
  coverageBlocks,
  factBlocks,
  findingBlocks,
  timelineBlocks,
  unknownLineBlocks,
} from './markdown/sections.ts';
import type { DiagnosisView } from './view/diagnosis.ts';
import { diagnosisView, findingsById } from './view/diagnosis.ts';
import { bundleLine } from './view/facts.ts';
import type { Shown } from './view/time.ts';
import { verdictOf } from './view/verdict.ts';

/** The parts of the report, in its own order. */
export const MARKDOWN_SECTIONS = [
  'verdict',
  'diagnoses',
  'applications',
  'findings',
  'coverage',
  'timeline',
  'unknown-lines',
  'facts',
] as const;

export type MarkdownSection = (typeof MARKDOWN_SECTIONS)[number];

export type MarkdownOptions = {
  /** UTF-8 bytes of the whole text at most. The default fits a GitHub comment (65,536 characters). */
  maxBytes?: number;
  /** Only these, in the report's own order; a part that was asked for is not folded, and as long as it fits. */
  sections?: readonly MarkdownSection[];
};

const DEFAULT_MAX_BYTES = 60_000;
const MAX_FULL_DIAGNOSES = 5;

/** The report as Markdown for a ticket. Nothing from the bundle can start markup; what does not fit is counted. */
export function renderMarkdown(report: Shown, { maxBytes, sections }: MarkdownOptions = {}): string {
  const wanted = sections ?? MARKDOWN_SECTIONS;
  const how = { sections: wanted, whole: sections !== undefined };
  const blocks = MARKDOWN_SECTIONS.filter((name) => wanted.includes(name)).flatMap((name) => BLOCKS[name](report, how));
  return `${withinBytes(blocks, maxBytes ?? DEFAULT_MAX_BYTES).join('\n\n')}\n`;
}

type How = { sections: readonly MarkdownSection[]; whole: boolean };

const BLOCKS: Record<MarkdownSection, (report: Shown, how: How) => string[]> = {
  verdict: verdictBlocks,
  diagnoses: diagnosesBlocks,
  applications: applicationBlocks,
  findings: findingBlocks,
  coverage: coverageBlocks,
  timeline: timelineBlocks,
  'unknown-lines': unknownLineBlocks,
  facts: factBlocks,
};

function verdictBlocks(report: Shown): string[] {
  const { headline, caveat } = verdictOf(report);
  return [`# ${prose(headline)}`, ...(caveat ? [prose(caveat)] : []), prose(bundleLine(report))];
}

function diagnosesBlocks(report: Shown, { sections }: How): string[] {
  const byId = findingsById(report);
  const views = report.diagnoses
    .slice(0, MAX_FULL_DIAGNOSES)
    .map((diagnosis) => diagnosisView(diagnosis, report, byId));
  const rest = report.diagnoses.slice(MAX_FULL_DIAGNOSES);
  // The verdict's heading is the first diagnosis' own, or one that ends in it.
  const firstLevel = sections.includes('verdict') && views[0]?.title === verdictOf(report).headline ? undefined : 2;
  return [
    ...views.flatMap((view, index) => [
      ...(index === 1 ? ['## Other diagnoses'] : []),
      ...diagnosisBlocks(view, index === 0 ? firstLevel : 3),
    ]),
    ...rest.map((diagnosis) => restLine(diagnosisView(diagnosis, report, byId))),
  ];
}

function restLine({ title, severity, confidence, subject }: DiagnosisView): string {
  return `- **${severity} · ${confidence}** ${prose(title)}${subject ? ` (${code(subject)})` : ''}`;
}
