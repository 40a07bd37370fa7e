import type { Report } from '../report-format/report.ts';
import { diagnosisBlocks } from './markdown/diagnosis.ts';
import { prose } from './markdown/escape.ts';
import {
  applicationBlocks,
  coverageBlocks,
  factBlocks,
  findingBlocks,
  timelineBlocks,
  unknownLineBlocks,
} from './markdown/sections.ts';
import { diagnosisView, findingsById } from './view/diagnosis.ts';
import { bundleLine } from './view/facts.ts';
import { verdictOf } from './view/verdict.ts';

const MARKDOWN_SECTIONS = [
  'verdict',
  'diagnoses',
  'applications',
  'findings',
  'coverage',
  'timeline',
  'unknown-lines',
  'facts',
] as const;

type MarkdownSection = (typeof MARKDOWN_SECTIONS)[number];

export type MarkdownOptions = {
  /** UTF-8 bytes of the whole text at most. The default fits a GitHub comment (65,536 characters). */
  maxBytes?: number;
  /** Only these, in the report's own order. */
  sections?: readonly MarkdownSection[];
};

const DEFAULT_MAX_BYTES = 60_000;
const MAX_FULL_DIAGNOSES = 5;
/** Room for the sentence that says what was left out. */
const NOTICE_BYTES = 120;

/** The report as Markdown for a ticket. Nothing from the bundle can start markup; what does not fit is counted. */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const sections = options.sections ?? MARKDOWN_SECTIONS;
  const blocks = MARKDOWN_SECTIONS.filter((name) => sections.includes(name)).flatMap((name) =>
    BLOCKS[name](report, sections),
  );
  return `${withinBytes(blocks, options.maxBytes ?? DEFAULT_MAX_BYTES).join('\n\n')}\n`;
}

const BLOCKS: Record<MarkdownSection, (report: Report, sections: readonly MarkdownSection[]) => string[]> = {
  verdict: verdictBlocks,
  diagnoses: diagnosesBlocks,
  applications: applicationBlocks,
  findings: findingBlocks,
  coverage: coverageBlocks,
  timeline: timelineBlocks,
  'unknown-lines': unknownLineBlocks,
  facts: factBlocks,
};

function verdictBlocks(report: Report): string[] {
  const { headline, caveat } = verdictOf(report);
  return [`# ${prose(headline)}`, ...(caveat ? [prose(caveat)] : []), prose(bundleLine(report))];
}

function diagnosesBlocks(report: Report, sections: readonly MarkdownSection[]): string[] {
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
    ...rest.map(({ title, severity, confidence }) => `- **${severity} · ${confidence}** ${prose(title.slice(0, 300))}`),
  ];
}

/** Whole blocks from the front, so that no fence and no table is left open. */
function withinBytes(blocks: readonly string[], maxBytes: number): string[] {
  let used = 0;
  const kept: string[] = [];
  for (const block of blocks) {
    used += Buffer.byteLength(block) + 2;
    if (used > maxBytes - NOTICE_BYTES && blocks.length - kept.length > 0) {
      const left = blocks.length - kept.length;
      return [
        ...kept,
        `*Left out to stay within ${maxBytes} bytes: ${left} more blocks. See the HTML or JSON report.*`,
      ];
    }
    kept.push(block);
  }
  return kept;
}
