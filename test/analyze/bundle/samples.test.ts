import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceFromPath } from '../../../src/analyze/bundle/disk.ts';
import { resolveLinks } from '../../../src/analyze/bundle/links.ts';
import { readAll } from '../../support/entries.ts';

const samples = path.resolve('../shared/samples');
const open = async (name: string) => readAll(await sourceFromPath(path.join(samples, name)));

describe.skipIf(!existsSync(samples))('archives that other tools wrote', () => {
  test.each(['tar', 'tar.gz', 'tar.xz', 'zip'])('archive-forms/must-gather.%s', async (container) => {
    const { files, problems, summary } = await open(`archive-forms/must-gather.${container}`);

    expect(files).toEqual({ 'must-gather.sample/event-filter.html': '' });
    expect(problems).toEqual([]);
    expect(summary).toMatchObject({ container, truncated: false });
  });

  test.each([
    ['cluster-info-dump-aks.tar.gz', 46],
    ['k3s-restarted-node.tar.gz', 121],
    ['k3s-support-bundle-baseline.tar.gz', 149],
    ['must-gather-small.tar.gz', 91],
    ['not-a-bundle.tar.gz', 2],
    ['oldstyle-cluster-resources.tar.gz', 20],
  ])('%s holds %i members, as tar lists them', async (name, entries) => {
    const { problems, summary } = await open(name);

    expect(problems).toEqual([]);
    expect(summary).toMatchObject({ container: 'tar.gz', entries, truncated: false });
  });

  test('every link of a support bundle leads to a log in it, also one that stands before its target', async () => {
    const { files, links } = await open('k3s-restarted-node.tar.gz');
    const entries = Object.entries(links).map(([link, target]) => ({
      type: 'link' as const,
      path: link,
      ...(target === undefined ? {} : { target }),
    }));
    const { aliases, problems } = resolveLinks(entries, Object.keys(files));

    expect(problems).toEqual([]);
    expect(aliases.size).toBe(entries.length);
    expect(entries.length).toBeGreaterThan(0);
  });
});
