import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CAPS, scaled } from '../../src/report/html/caps.ts';
import { coveragePanel } from '../../src/report/html/panels.ts';
import { fillTemplate } from '../../src/report/html/templates.ts';
import { loadTemplates, renderHtml } from '../../src/report/html.ts';
import type { Report } from '../../src/report-format/report.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

const templates = loadTemplates();
const html = renderHtml(sampleReport(), templates);

const withoutOwnText = (page: string) =>
  page.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '<style><script>');

/** Start tags in order, values of their attributes emptied. */
const tagsOf = (page: string) =>
  withoutOwnText(page)
    .replace(/="[^"]*"/g, '=""')
    .match(/<[a-z][^>]*>/gi) ?? [];
const namesOf = (page: string) => tagsOf(page).map((tag) => /^<([a-z0-9]+)/i.exec(tag)?.[1]);
const attributesOf = (page: string) => tagsOf(page).flatMap((tag) => tag.match(/\s[^\s=>]+/g) ?? []);
const targetsOf = (page: string) => [...page.matchAll(/ href="([^"]*)"/g)].map(([, target = '']) => target);
const holds = (page: string, pattern: RegExp) => pattern.test(page);

describe('the page', () => {
  test('allows its own style and script by their hashes, and nothing else', () => {
    const policy = /content="(default-src[^"]*)"/.exec(html)?.[1]?.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=');
    const hash = (text = '') => createHash('sha256').update(text).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(templates['report.css'])}'; script-src 'sha256-${hash(templates['report.js'])}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html).toContain(`<style>${templates['report.css']}</style>`);
    expect(html).toContain(`<script>${templates['report.js']}</script>`);
  });

  test('refers to nothing outside of itself', () => {
    expect(attributesOf(html).filter((name) => /^\s(?:src|action|style|on)/.test(name))).toEqual([]);
    expect(targetsOf(html).filter((target) => !target.startsWith('#'))).toEqual([]);
    expect(templates['report.css']).not.toMatch(/url\(|@import/);
  });

  test('every link leads to a part of the page, and no two parts share a name', () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('is the same each time, and does not depend on how long the analysis took', () => {
    const slow = sampleReport();
    slow.stats.durationMs = 99_999;
    expect(renderHtml(slow, templates)).toBe(html);
  });

  test('begins with what is wrong', () => {
    expect(html).toContain('<h1>Secret ai/bifrost-provider-keys lacks the key OPENAI_API_KEY that Bifrost reads</h1>');
    expect(html).toContain('<mark>env.OPENAI_API_KEY: not set</mark>');
  });

  test('no rule matched is never worded as health', () => {
    const quiet = renderHtml(quietReport(), templates);
    expect(quiet).toContain('<h1>No rule matched</h1>');
    expect(quiet).toContain('5 rules could not be checked');
    expect(quiet.slice(quiet.indexOf('<body>'), quiet.indexOf('<script>'))).not.toMatch(/\bhealthy\b/i);
    expect(renderHtml(emptyReport(), templates)).toContain('<h1>No rule matched</h1>');
  });
});

describe.each(HOSTILE)('a bundle that holds %s', (_name, payload) => {
  const hostile = renderHtml(hostileReport(payload), templates);

  test('adds no element and no attribute of its own', () => {
    const [names, attributes] = [new Set(namesOf(html)), new Set(attributesOf(html))];
    expect([...new Set(namesOf(hostile))].filter((name) => !names.has(name))).toEqual([]);
    expect([...new Set(attributesOf(hostile))].filter((name) => !attributes.has(name))).toEqual([]);
    expect(namesOf(hostile).filter((name) => name === 'script' || name === 'style')).toEqual(
      namesOf(html).filter((name) => name === 'script' || name === 'style'),
    );
    expect(targetsOf(hostile).filter((target) => !target.startsWith('#'))).toEqual([]);
  });

  test('carries no control character and no mark that reorders text', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(holds(hostile, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)).toBe(false);
  });

  test('its template syntax is text', () => {
    expect(hostile.includes('{{constructor.name}}')).toBe(true);
  });
});

describe('size', () => {
  const many = (count: number, change: (finding: Report['findings'][number]) => void = () => undefined) =>
    Array.from({ length: count }, (_, index) => {
      const finding = structuredClone(sampleReport().findings[index % 7] as Report['findings'][number]);
      finding.id = `${finding.id}-${index}`;
      change(finding);
      return finding;
    });

  test('two thousand findings stay below five megabytes', () => {
    const findings = many(2000, (finding) => {
      const [first] = finding.evidence;
      if (first) finding.evidence = Array.from({ length: 40 }, () => ({ ...first, text: 'x'.repeat(4000) }));
    });
    expect(Buffer.byteLength(renderHtml(sampleReport({ findings }), templates))).toBeLessThan(5_000_000);
  });

  test('a bundle with too much of everything stays below five megabytes, and says what it left out', () => {
    const long = 'x'.repeat(500);
    const report = sampleReport();
    const [application] = report.applications as [Report['applications'][number]];
    const [diagnosis] = report.diagnoses as [Report['diagnoses'][number]];
    const findings = many(2500, (finding) => {
      Object.assign(finding, { message: long, affected: Array.from({ length: 30 }, () => finding.subject) });
      finding.captures = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`capture-${index}`, long]));
    });
    const times = <T>(count: number, make: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => make(index));
    const page = renderHtml(
      {
        ...report,
        findings,
        diagnoses: times(100, (index) => ({
          ...diagnosis,
          id: `d-${index}`,
          chain: findings.slice(0, 80).map(({ id }) => id),
        })),
        applications: times(400, (index) => ({
          ...application,
          name: `app-${index}`,
          waves: times(200, (wave) => ({
            kind: 'Job',
            namespace: long,
            name: `job-${wave}`,
            phase: 'Sync',
            wave,
            state: 'waiting' as const,
            blocked: false,
          })),
        })),
        timeline: times(3000, (index) => ({
          ...(report.timeline[index % 12] as Report['timeline'][number]),
          text: long,
        })),
        coverage: {
          ...report.coverage,
          gaps: times(2000, (index) => ({ what: `${index}${long}`, why: long, command: long })),
        },
        outcomes: times(3000, (index) => ({
          rule: `rule-${index}`,
          pack: 'p',
          outcome: 'not-collected' as const,
          missing: [`Kind${index}`],
        })),
      },
      templates,
    );
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    for (const left of ['more, in the JSON report', 'further gaps', 'earlier entries are left out'])
      expect(page).toContain(left);
  });

  test.each([
    [101, 1, 1],
    [100, 0.05, 95],
  ])('of %d gaps at a share of %d those beyond are counted', (count, share, left) => {
    const gaps = Array.from({ length: count }, (_, index) => ({ what: `gap ${index}`, why: 'why' }));
    const report = sampleReport({ coverage: { ...sampleReport().coverage, gaps } });
    const coverage = coveragePanel(report, scaled(CAPS, share));
    const part = fillTemplate('coverage.hbs', templates, { coverage, rulesTotal: '1 rule' });
    expect(part).toContain(`<p class="muted">and ${left} more</p>`);
  });

  test('lines of a megabyte are cut, and say so', () => {
    const findings = many(50, (finding) => {
      for (const item of finding.evidence)
        Object.assign(item, { text: 'x'.repeat(1_000_000), match: [500_000, 500_004] });
    });
    const page = renderHtml(sampleReport({ findings }), templates);
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    expect(page.includes('<mark>xxxx</mark>')).toBe(true);
    expect(page.includes('more characters)')).toBe(true);
  });

  test('what is left out is counted', () => {
    const page = renderHtml(sampleReport({ findings: many(2214) }), templates);
    expect(page.includes('and 214 more, in the JSON report')).toBe(true);
  });
});

test('a template of a vendor takes the place of ours', () => {
  const own = { ...templates, 'report.hbs': '<h1>{{verdict.headline}}</h1>' };
  expect(renderHtml(quietReport(), own)).toBe('<h1>No rule matched</h1>');
});

test('a template that asks for what is not there is an error, not a blank', () => {
  expect(() => renderHtml(quietReport(), { ...templates, 'report.hbs': '{{verdit.headline}}' })).toThrow(/not defined/);
});
