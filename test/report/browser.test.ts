import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonHtml } from '../../src/report/comparison/html.ts';
import { renderHtml } from '../../src/report/html.ts';
import { comparisonSchema } from '../../src/report-format/comparison.ts';
import { CHROMIUM, openBrowser } from './browser.ts';
import { HOSTILE, hostileReport, poisoned } from './hostile-report.ts';
import { sampleComparison } from './sample-comparison.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = renderHtml(sampleReport());
const comparison = comparisonHtml(sampleComparison());
const PHONE = { viewport: { width: 390, height: 844 } };

// What runs in the page is given as text, since the project itself has no DOM types.
const OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true";
type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] };

describe.skipIf(!CHROMIUM)(`in a browser${CHROMIUM ? '' : ' (skipped: no Chromium is installed)'}`, () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('nothing is requested and nothing is complained about', async () => {
    const { page, requests, complaints } = await browser.open(sample);
    await page.waitForLoadState('networkidle');
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  });

  test.each([
    ['light', 'the sample', sample],
    ['dark', 'the sample', sample],
    ['light', 'no finding', renderHtml(quietReport())],
    ['dark', 'an empty bundle', renderHtml(emptyReport())],
    ['light', 'a comparison', comparison],
    ['dark', 'a comparison', comparison],
  ] as const)('in %s, axe finds nothing to complain about: %s', async (colorScheme, _name, html) => {
    // The policy keeps scripts out, so axe comes in beside it; what is folded is opened to be looked at too.
    const { page } = await browser.open(html, { colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    await page.evaluate(OPEN_ALL);
    const { violations } = await page.evaluate<AxeResult>('axe.run()');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test.each([390, 820, 1280])('at a width of %d nothing is wider than the window', async (width) => {
    for (const html of [sample, comparison, ...HOSTILE.map(([, payload]) => renderHtml(hostileReport(payload)))]) {
      const { page } = await browser.open(html, { viewport: { width, height: 900 } });
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  });

  test.each(HOSTILE)('%s: nothing of it runs', async (_name, payload) => {
    const { page, requests, complaints } = await browser.open(renderHtml(hostileReport(payload)));
    for (const target of ['summary', 'h1', 'mark']) await page.locator(target).first().hover();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    await page.context().close();
  });

  test.each(HOSTILE)(
    'a comparison of captures with %s: nothing of it runs, and nothing is wider than the window',
    async (_name, payload) => {
      const hostile = comparisonHtml(comparisonSchema.parse(poisoned(sampleComparison(), comparisonSchema, payload)));
      const { page, requests, complaints } = await browser.open(hostile, PHONE);
      await page.locator('h1').hover();
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
      await page.context().close();
    },
  );

  test('with scripts off everything can be read and opened', async () => {
    const { page } = await browser.open(sample, { javaScriptEnabled: false, ...PHONE });
    expect(await page.locator('h1').textContent()).toContain('lacks the key OPENAI_API_KEY');
    expect(await page.locator('.proof mark').first().isVisible()).toBe(true);
    expect(await page.locator('svg.chain').first().isVisible()).toBe(true);
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    const finding = page.locator('.finding').nth(1);
    await finding.locator('summary').click();
    expect(await finding.locator('.inside').isVisible()).toBe(true);
  });

  test('findings are filtered by severity, namespace, kind and text', async () => {
    const { page } = await browser.open(sample);
    const shown = () => page.locator('.finding:visible').count();
    const words = () => page.locator('#filter output').textContent();
    expect([await shown(), await words()]).toEqual([7, '7 of 7 shown']);
    await page.getByLabel('Severity').selectOption('error');
    expect([await shown(), await words()]).toEqual([4, '4 of 7 shown']);
    await page.getByLabel('Namespace').selectOption('ai');
    expect(await shown()).toBe(3);
    await page.getByLabel('Kind').selectOption('Ingress');
    expect(await shown()).toBe(1);
    await page.getByLabel('Text').fill('no such text');
    expect([await shown(), await words()]).toEqual([0, '0 of 7 shown']);
  });

  test('the timeline is narrowed to the time between two sliders', async () => {
    const { page } = await browser.open(sample);
    await page.getByText('Every entry, in order of time').click();
    const shown = () => page.locator('.entries li:visible').count();
    const marks = () => page.locator('svg.timeline .mark[data-at]:visible').count();
    expect([await shown(), await marks()]).toEqual([12, 8]);
    await page.getByRole('slider', { name: 'From' }).fill('500');
    expect([await shown(), await marks()]).toEqual([3, 2]);
    expect(await page.locator('#range output').textContent()).toBe(
      '2026-03-02 12:21:40 to 2026-03-02 14:05:09 UTC, 3 of 12 entries',
    );
    await page.getByRole('button', { name: 'Whole range' }).click();
    await expect.poll(shown).toBe(12);
  });

  test('every part has its heading, and the way to it lands there', async () => {
    const { page } = await browser.open(sample);
    const parts = [
      'Applications',
      'Timeline',
      'Findings',
      'Unknown lines',
      'What could not be checked',
      'Bundle',
      'Rules',
    ];
    for (const name of parts) {
      const link = page.locator('nav a', { hasText: name }).last();
      const target = (await link.getAttribute('href')) ?? '';
      await link.click();
      expect(await page.locator(`${target} h2`).first().isVisible(), name).toBe(true);
    }
    expect(await page.locator('svg.waves').isVisible()).toBe(true);
  });

  test('a link to a finding opens it, even one that the filter hides', async () => {
    const { page } = await browser.open(sample, {}, '#f-service-without-endpoints-0c77d2f4');
    const finding = page.locator('#f-service-without-endpoints-0c77d2f4');
    expect(await finding.getAttribute('open')).toBe('');
    expect(await finding.locator('.inside').isVisible()).toBe(true);

    await page.getByLabel('Severity').selectOption('warning');
    expect(await finding.isVisible()).toBe(false);
    await page.locator('.breaks summary', { hasText: 'Findings of this chain' }).first().click();
    await page.locator('.chained a', { hasText: 'A Service has no ready endpoint' }).click();
    await finding.waitFor({ state: 'visible' });
  });

  test('a command is copied as it is written', async () => {
    const { page } = await browser.open(sample, { permissions: ['clipboard-read', 'clipboard-write'] });
    const block = page.locator('.command', { hasText: 'rollout restart' });
    await block.getByRole('button').click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'kubectl -n ai rollout restart deployment bifrost\nkubectl -n ai rollout status deployment bifrost',
    );
  });

  test('on paper everything is open and the controls are gone', async () => {
    const { page } = await browser.open(sample, { javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.finding .inside').last().isVisible()).toBe(true);
    expect(await page.locator('nav').isVisible()).toBe(false);
  });

  test('two thousand findings open and filter in good time', async () => {
    const { findings } = sampleReport();
    const many = Array.from({ length: 2000 }, (_, index) => ({ ...findings[index % 7], id: `finding-${index}` }));
    const html = renderHtml(sampleReport({ findings: many as typeof findings, diagnoses: [] }));
    const started = performance.now();
    const { page } = await browser.open(html);
    await page.getByLabel('Severity').selectOption('critical');
    expect(await page.locator('#filter output').textContent()).toBe('286 of 2000 shown');
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
