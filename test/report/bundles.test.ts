import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFromPath } from '../../src/analyze/bundle/disk.ts';
import { openBundle } from '../../src/analyze/bundle/open-bundle.ts';
import { analyze } from '../../src/analyze/index.ts';
import { rulesFrom } from '../../src/commands/rule-files.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { expectGolden } from './golden.ts';

/** How many rules there are changes with every rule; what they find is what is held here. */
const SECTIONS = ['verdict', 'diagnoses', 'applications', 'findings', 'timeline'] as const;

test.each(readdirSync('test/bundles'))('%s as a ticket would hold it', async (name) => {
  const { entries } = openBundle(await sourceFromPath(`test/bundles/${name}`), {});
  const report = await analyze(entries, await rulesFrom([]), { name, version: '0' });
  expect(report.diagnoses).not.toEqual([]);
  expectGolden(`${name}.md`, renderMarkdown(report, { sections: SECTIONS }), 'bundles');
});
