import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { expectGolden } from './golden.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { emptyReport, quietReport, sampleReport } from './sample-report.ts';

/** The text without fenced blocks and code spans: what a renderer would read as markup. */
function markupOf(markdown: string): string {
  const prose: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, ticks] = /^(`{3,})[^`]*$/.exec(line) ?? [];
    if (fence === undefined && ticks) fence = ticks;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) prose.push(withoutCodeSpans(line));
  }
  expect(fence, 'every fence is closed').toBeUndefined();
  return prose.join('\n');
}

function withoutCodeSpans(line: string): string {
  return line.replace(/(?<![\\`])(`+)(?!`)(?:.*?[^`])??\1(?!`)/g, 'CODE');
}

describe('the sample', () => {
  const markdown = renderMarkdown(sampleReport());

  test('reads as in the golden file', () => {
    expectGolden('bifrost-provider-key.md', markdown);
  });

  test('begins with what is wrong and how sure that is', () => {
    expect(markdown.split('\n\n').slice(0, 3)).toEqual([
      '# Secret ai/bifrost-provider-keys lacks the key OPENAI_API_KEY that Bifrost reads',
      'ai-gateway-2026-03-02.tar.gz · edge-muc-2 · Kubernetes v1.31.4+k3s1 · captured 2026-03-02 14:05:09 UTC',
      '**critical · confirmed**',
    ]);
  });

  test('quotes the proof with its place and the lines around it', () => {
    expect(markdown).toContain('bifrost-previous.log:118`');
    expect(markdown).toContain('\n> 118: {"level":"error"');
  });

  test('marks the commands that change the cluster, and only those', () => {
    const marked = markdown.split('\n').filter((line) => line.endsWith('**(changes the cluster)**'));
    expect(marked.map((line) => line.slice(0, 2))).toEqual(['2\\', '3\\']);
  });

  test('says what could not be checked and how to ask for it', () => {
    expect(markdown).toContain('- `Node` was not collected: `node-disk-pressure`, `node-not-ready`');
    expect(markdown).toContain('\nkubectl get nodes -o json\n');
  });
});

describe('nothing found', () => {
  const markdown = renderMarkdown(quietReport());

  test('reads as in the golden file', () => {
    expectGolden('quiet.md', markdown);
  });

  test('is worded as no rule matched, beside what could not be checked', () => {
    expect(markdown).toMatch(/^# No rule matched\n\n5 rules could not be checked in this bundle\.\n/);
    expect(markdown.toLowerCase()).not.toMatch(/healthy|all good|no problems/);
  });

  test('even a report of an empty bundle renders', () => {
    expectGolden('empty.md', renderMarkdown(emptyReport()));
  });
});

describe('size', () => {
  test.each([1000, 4000, 8000])('%d bytes are not exceeded, and what is left out is said', (maxBytes) => {
    const findings = Array.from({ length: 500 }, () => sampleReport().findings).flat();
    const markdown = renderMarkdown(sampleReport({ findings }), { maxBytes });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
    expect(markdown).toContain('Left out to stay within');
    markupOf(markdown);
  });

  test('one section alone', () => {
    const markdown = renderMarkdown(sampleReport(), { sections: ['timeline'] });
    expect(markdown.match(/^#+ .*/gm)).toEqual(['## Timeline']);
  });

  test('diagnoses alone name themselves', () => {
    expect(renderMarkdown(sampleReport(), { sections: ['diagnoses'] })).toMatch(/^## Secret ai\/bifrost-provider-keys/);
  });
});

describe.each(HOSTILE)('a bundle that holds %s', (_name, payload) => {
  const markdown = renderMarkdown(hostileReport(payload), { maxBytes: 10_000_000 });
  const markup = markupOf(markdown);
  const own = markupOf(renderMarkdown(sampleReport(), { maxBytes: 10_000_000 }));

  test('opens no link, image, or HTML but our own details', () => {
    expect(markup.match(/(?<!\\)\[|(?<!\\)!\[/g)).toBeNull();
    expect(markup.replace(/<\/?(?:details|summary)>/g, '').match(/(?<!\\)<.{0,20}/g)).toBeNull();
    expect(markup.match(/https?:\/\/.{0,20}|www\.\w.{0,20}|[@#!][A-Za-z0-9].{0,20}/g)).toBeNull();
  });

  test('adds no heading, list, quote or rule to the structure', () => {
    const structure = (text: string) =>
      text.split('\n').map((line) => /^(?:#+ | *- |> |\||---|===|\d+\. |<\/?details>)/.exec(line)?.[0] ?? '');
    expect(structure(markup)).toEqual(structure(own));
  });

  test('breaks no table row', () => {
    const bars = (line: string) => line.replace(/\\\\|\\\|/g, '').split('|').length;
    const rows = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map(bars);
    expect(rows(markup)).toEqual(rows(own));
  });

  test('carries no control character', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(markdown)).toBe(false);
  });
});
