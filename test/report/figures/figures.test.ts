import { describe, expect, test } from 'vitest';
import { chainFigure } from '../../../src/report/figures/chain.ts';
import { svg, svgText } from '../../../src/report/figures/svg.ts';
import { ticksOf } from '../../../src/report/figures/ticks.ts';
import { timelineFigure } from '../../../src/report/figures/timeline.ts';
import { chainOf } from '../../../src/report/view/chain.ts';
import { findingsById } from '../../../src/report/view/diagnosis.ts';
import { timelineOf } from '../../../src/report/view/timeline.ts';
import type { Report } from '../../../src/report-format/report.ts';
import { emptyReport, sampleReport } from '../sample-report.ts';

const draw = (report: Report) =>
  chainFigure(chainOf(report.diagnoses[0] as Report['diagnoses'][number], findingsById(report)));

test('text and attributes are escaped, numbers rounded', () => {
  expect(svg('text', { x: 1.26, title: '"<&' }, svgText('<script>\u001b[31m'))).toBe(
    '<text x="1.3" title="&quot;&lt;&amp;">&lt;script&gt;</text>',
  );
});

describe('the chain', () => {
  test('is told in words too', () => {
    const label = /aria-label="([^"]*)"/.exec(draw(sampleReport()))?.[1];
    expect(label).toContain('Secret ai/bifrost-provider-keys, cause: A Secret lacks a key that a container reads;');
    expect(label).toContain('read by Pod ai/bifrost-6c9d5f7b44-x2k8p, failing;');
  });

  test('has a box per object and a labelled arrow per relation', () => {
    const figure = draw(sampleReport());
    expect(figure.match(/class="node /g)).toHaveLength(6);
    expect([...figure.matchAll(/class="relation"[^>]*>([^<]+)</g)].map(([, text]) => text)).toEqual([
      'read by',
      'selected by',
      'backend of',
      'managed by',
    ]);
  });

  test('of many objects draws fourteen and counts the rest', () => {
    const report = sampleReport();
    const [first] = report.diagnoses;
    const [, pod] = report.findings;
    if (!first || !pod) throw new Error('the sample has both');
    const pods = Array.from({ length: 40 }, (_, index) => ({
      ...pod,
      id: `pod-${index}`,
      subject: { ...pod.subject, name: `bifrost-${index}` },
    }));
    report.findings.push(...pods);
    first.links = pods.map(({ id }) => ({ from: first.cause, to: id, relation: 'reads-config' }));
    first.chain = [first.cause, ...pods.map(({ id }) => id)];
    const figure = draw(report);
    expect(figure.match(/class="node /g)).toHaveLength(14);
    expect(figure).toContain('and 27 more objects');
  });
});

test('a timeline without entries is not drawn', () => {
  expect(timelineFigure(timelineOf(emptyReport()))).toBeUndefined();
  expect(timelineFigure(timelineOf(sampleReport()))).toContain('trouble began');
});

test.each([
  ['2026-03-02T10:38:12Z', '2026-03-02T14:05:09Z', ['11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00']],
  [
    '2026-03-01T22:30:00Z',
    '2026-03-02T02:30:00Z',
    ['22:30', '23:00', '23:30', '03-02', '00:30', '01:00', '01:30', '02:00', '02:30'],
  ],
  [
    '2026-03-02T10:00:00Z',
    '2026-03-02T10:00:30Z',
    ['10:00:00', '10:00:05', '10:00:10', '10:00:15', '10:00:20', '10:00:25', '10:00:30'],
  ],
])('ticks from %s to %s stand at round times', (from, to, expected) => {
  expect(ticksOf(Date.parse(from), Date.parse(to)).map(({ text }) => text)).toEqual(expected);
});
