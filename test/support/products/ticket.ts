import { renderMarkdown } from '../../../src/report/markdown.ts';
import type { Report } from '../../../src/report-format/report.ts';
import { told } from '../stories/report.ts';

/** `A4-the-pull-secret-does-not-exist.md`. */
export function ticketFile({ row, name }: { row: string; name: string }): string {
  const words = `${row} ${name}`.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${words.slice(0, 90)}.md`;
}

/** The first diagnosis as a ticket would hold it, every further one and every finding in a line. */
export function ticketOf(report: Report): string {
  const first = { ...report, diagnoses: report.diagnoses.slice(0, 1) };
  const others = report.diagnoses.slice(1);
  return [
    // How many rules there are changes with every rule, and is nobody's fault.
    renderMarkdown(first, { sections: ['verdict', 'diagnoses'] }).replace(
      /\b\d+ (?=rules could not be checked)/,
      'Some ',
    ),
    ...(others.length > 0 ? ['## Other diagnoses', ''] : []),
    ...others.map(({ severity, confidence, title }) => `- ${severity}, ${confidence}: ${title}`),
    ...(others.length > 0 ? [''] : []),
    '## Findings',
    '',
    ...report.findings.map((finding) => `- ${finding.severity}${finding.current ? '' : ', past'}: ${told(finding)}`),
    '',
  ].join('\n');
}
