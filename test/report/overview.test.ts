import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overviewHtml } from '../../src/report/overview/html.ts';
import { overviewTerminal } from '../../src/report/overview/terminal.ts';
import type { Overview, OverviewRow } from '../../src/report-format/overview.ts';
import { CHROMIUM, openBrowser } from './browser.ts';
import { HOSTILE } from './hostile-report.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const first: NonNullable<OverviewRow['first']> = {
  id: 'diagnosis-secret-missing-1',
  fingerprint: 'secret-missing-1',
  title: 'A Secret that pods need does not exist',
  severity: 'error',
  confidence: 'confirmed',
  current: true,
};
const analysed = { schemaVersion: 1, exitCode: 0, truncated: false, findings: 3, uncheckedRules: 7 } as const;
const facts = { cluster: 'edge-muc-2', capturedAt: '2026-03-02T14:05:09Z' };

function sample(said = ''): Overview {
  const title = `${first.title}${said}`;
  const named = (name: string) => `${name}${said}`;
  const shared = { group: 'A', first: { ...first, title }, diagnoses: 2 };
  return {
    rows: [
      {
        ...analysed,
        ...facts,
        ...shared,
        bundle: named('muc'),
        report: `${named('muc')}.report.html`,
        sameAs: [named('ham')],
      },
      { ...analysed, ...shared, cluster: named('ham'), bundle: named('ham'), sameAs: [named('muc')] },
      { ...analysed, bundle: 'quiet', diagnoses: 0, findings: 0, sameAs: [] },
      { schemaVersion: 1, bundle: 'broken', exitCode: 3, error: { code: 'NOT_A_BUNDLE', message: named('a picture') } },
    ],
    shared: [
      {
        label: 'A',
        fingerprint: first.fingerprint,
        title,
        severity: 'error',
        bundles: [named('muc'), named('ham')],
        environments: 2,
      },
    ],
  };
}

describe('on a terminal', () => {
  test('a row each, as wide as the terminal, and what is shared', () => {
    expect(overviewTerminal(sample(), { width: 110 })).toBe(
      `4 bundles: 2 broken at capture, 1 with nothing found broken at capture, 1 could not be analysed

bundle  cluster     captured          first diagnosis                                         confidence  same
muc     edge-muc-2  2026-03-02 14:05  error    A Secret that pods need does not exist         confirmed   A
ham     ham                           error    A Secret that pods need does not exist         confirmed   A
quiet                                 -        No rule matched; 7 rules not checked
broken                                failed   a picture (NOT_A_BUNDLE)

Seen in several bundles
  A  error A Secret that pods need does not exist
     2 bundles, 2 environments: muc, ham
`,
    );
  });

  test('a narrow one gets two lines for a bundle', () => {
    const lines = overviewTerminal(sample(), { width: 60 }).split('\n');
    expect(lines).toContain('muc');
    expect(lines).toContain('  edge-muc-2, 2026-03-02 14:05, confirmed, same: A');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test.each(HOSTILE)('no control character of a bundle reaches it: %s', (_, payload) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(overviewTerminal(sample(payload), { width: 100 })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe.skipIf(!CHROMIUM)(`the page${CHROMIUM ? '' : ' (skipped: no Chromium is installed)'}`, () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)(
    'in %s: no request, no complaint, and axe finds nothing',
    async (colorScheme) => {
      const { page, requests, complaints } = await browser.open(overviewHtml(sample()), {
        colorScheme,
        bypassCSP: true,
      });
      await page.waitForLoadState('networkidle');
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
      expect({ requests, complaints, violations: violations.map(({ id }) => id) }).toEqual({
        requests: [],
        complaints: [],
        violations: [],
      });
    },
  );

  test('links to the reports beside it, and from a letter to what is shared', async () => {
    const { page } = await browser.open(overviewHtml(sample()));
    expect(await page.getByRole('link', { name: 'muc' }).getAttribute('href')).toBe('./muc.report.html');
    expect(await page.getByRole('link', { name: 'ham' }).count()).toBe(0);
    await page.getByRole('link', { name: 'A', exact: true }).first().click();
    expect(page.url()).toMatch(/#cause-A$/);
  });

  test.each([390, 1200])('does not scroll sideways at %i pixels, even with a word without end', async (width) => {
    const { page } = await browser.open(overviewHtml(sample('W'.repeat(500))), { viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test.each(HOSTILE)('nothing of a bundle runs or becomes markup: %s', async (_, payload) => {
    const { page, requests } = await browser.open(overviewHtml(sample(payload)));
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('tbody tr').count()).toBe(4);
    expect(await page.locator('img, script, iframe').count()).toBe(0);
    for (const link of await page.locator('a').all()) expect(await link.getAttribute('href')).toMatch(/^(?:\.\/|#)/);
    expect(requests).toEqual([]);
  });
});
