import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shownFrom } from '../../src/commands/analyze/shown-from.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report-format/report.ts';
import { sampleReport } from '../report/sample-report.ts';
import { run } from '../support/run-program.ts';

const BUNDLE = 'test/bundles/bifrost-provider-key';
const folder = mkdtempSync(path.join(tmpdir(), 'casefile-readers-'));
const at = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const markdown = async (...flags: string[]) => (await run('analyze', BUNDLE, '--format', 'md', ...flags)).stdout;

describe('--baseline', () => {
  test('what it has is known in JSON, Markdown and HTML, and --fail-on ignores it', async () => {
    await run('analyze', BUNDLE, '--quiet', '-o', at('known.json'));
    const flags = [
      '--quiet',
      '--fail-on',
      'error',
      '-o',
      at('again.json'),
      '-o',
      at('again.md'),
      '-o',
      at('again.html'),
    ];
    expect((await run('analyze', BUNDLE, ...flags)).exitCode).toBe(1);
    const { exitCode } = await run('analyze', BUNDLE, '--baseline', at('known.json'), ...flags);
    expect(exitCode).toBe(0);
    const { findings, diagnoses } = JSON.parse(readFileSync(at('again.json'), 'utf8')) as Report;
    expect([...findings, ...diagnoses].every(({ known }) => known)).toBe(true);
    expect(readFileSync(at('again.md'), 'utf8')).toContain('**critical · confirmed · known**');
    expect(readFileSync(at('again.html'), 'utf8')).toContain('<span class="chip">known</span>');
  });

  test('a file that is missing, or no report, is an error before anything is analysed', async () => {
    writeFileSync(at('other.json'), '{"kind":"List"}');
    expect((await run('analyze', BUNDLE, '--baseline', at('none.json'))).stderr).toContain('NOT_FOUND');
    expect((await run('analyze', BUNDLE, '--baseline', at('other.json'))).stderr).toContain('NOT_A_REPORT');
  });
});

describe('--time-zone', () => {
  test('adds a local time beside UTC', async () => {
    const text = await markdown('--time-zone', 'Asia/Tokyo');
    expect(text).toContain('captured 2026-03-03 09:45:00 UTC (18:45:00 +09:00)');
    expect(text).toContain('`UTC, and Asia/Tokyo in brackets`');
  });

  test('a zone that nobody knows is wrong usage', async () => {
    const { exitCode, stderr } = await run('analyze', BUNDLE, '--time-zone', 'Mars/Olympus');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Europe/Berlin');
  });
});

describe('--section and --md-max', () => {
  test('the timeline alone, unfolded and whole', async () => {
    const text = await markdown('--section', 'timeline');
    expect(text).toMatch(/^## Timeline\n\n\| time \| kind \| object \| what happened \|\n/);
    expect(text).not.toContain('<details>');
  });

  test('what does not fit is cut between rows, and counted', async () => {
    const text = await markdown('--section', 'timeline', '--md-max', '2000');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000);
    expect(text).toMatch(/And \d+ more rows\./);
  });

  test('an unknown section is wrong usage', async () => {
    expect((await run('analyze', BUNDLE, '--section', 'timelines')).exitCode).toBe(2);
  });
});

describe('--template', () => {
  test('a page of the vendor, with our partials', async () => {
    writeFileSync(at('report.hbs'), '<title>ACME</title><p>{{verdict.headline}}</p>{{> findings}}');
    await run('analyze', BUNDLE, '--quiet', '--template', folder, '-o', at('acme.html'));
    expect(readFileSync(at('acme.html'), 'utf8')).toMatch(/^<title>ACME<\/title><p>The key of a Bifrost provider/);
  });

  test('what writes unescaped, or names what is not there, is refused', async () => {
    writeFileSync(at('report.hbs'), '{{{verdict.headline}}}');
    const unescaped = await run('analyze', BUNDLE, '--quiet', '--template', folder, '-o', at('x.html'));
    writeFileSync(at('report.hbs'), '{{verdit.headline}}');
    const misspelt = await run('analyze', BUNDLE, '--quiet', '--template', folder, '-o', at('x.html'));
    expect([unescaped.exitCode, misspelt.exitCode]).toEqual([2, 2]);
    expect(unescaped.stderr).toContain('report.hbs:1 writes unescaped (BROKEN_TEMPLATE)');
    expect(misspelt.stderr).toContain('"headline" not defined in undefined - 1:2');
  });

  test('a folder that is none', async () => {
    expect((await run('analyze', BUNDLE, '--template', at('none'))).exitCode).toBe(3);
  });
});

test('--min-severity keeps what explains a diagnosis that is shown, and says how many findings it hides', () => {
  const report = sampleReport();
  const shown = shownFrom(report, 'critical');
  expect([shown.diagnoses.length, shown.findings.length, shown.hidden]).toEqual([1, 5, 2]);
  expect(renderMarkdown(shown)).toContain('2 less severe findings left out on request.');
  expect(renderHtml(shown)).toContain('2 less severe were left out on request');
  expect(shownFrom(report, 'info')).toBe(report);
});
