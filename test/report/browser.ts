import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Linux distributions put the browser; CHROMIUM names another place. */
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined where no browser is installed: tests that need one are then skipped, and say why. */
export const CHROMIUM = PLACES.find((place) => place !== undefined && existsSync(place));

/** A page from a file, with everything that it tried to load and all that it complained about. */
export type Opened = { page: Page; requests: string[]; complaints: string[] };

export async function openBrowser() {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-report-'));
  let count = 0;
  return {
    async open(html: string, options: BrowserContextOptions = {}, fragment = ''): Promise<Opened> {
      const file = path.join(folder, `${count++}.html`);
      writeFileSync(file, html);
      const page = await (await browser.newContext(options)).newPage();
      const [requests, complaints]: string[][] = [[], []];
      page.on('request', (request) => request.url().startsWith(`file://${file}`) || requests?.push(request.url()));
      page.on('console', (message) => complaints?.push(message.text()));
      page.on('pageerror', (error) => complaints?.push(String(error)));
      await page.goto(`file://${file}${fragment}`);
      return { page, requests: requests ?? [], complaints: complaints ?? [] };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
