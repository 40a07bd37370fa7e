import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceFromPath } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../../src/analyze/index.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import { comparisonHtml } from '../../src/report/comparison/html.ts';
import { renderHtml } from '../../src/report/html.ts';
import { CHROMIUM, openBrowser } from './browser.ts';
import { sampleComparison } from './sample-comparison.ts';
import { sampleReport } from './sample-report.ts';

/** To be looked at, not compared: pixels differ between machines for no reason that matters. */
const FOLDER = '.tmp/screenshots';
const BUNDLE = 'test/bundles/bifrost-provider-key';

describe.skipIf(!CHROMIUM)('what the reports look like', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let demo = '';
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await openBrowser();
    const { entries } = openBundle(await sourceFromPath(BUNDLE), {});
    demo = renderHtml(await analyze(entries, await rulesFrom([]), { name: path.basename(BUNDLE), version: '0' }));
  });
  afterAll(() => browser?.close());

  test.each(['demo', 'sample', 'comparison'])('%s, at three widths, in both themes and on paper', async (name) => {
    const html =
      { demo, sample: renderHtml(sampleReport()), comparison: comparisonHtml(sampleComparison()) }[name] ?? '';
    const { page } = await browser.open(html);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [390, 820, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${width}`).toBeLessThanOrEqual(width);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    const pdf = await page.pdf({ path: `${FOLDER}/${name}.pdf`, format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
