import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/analyze/checks/index.ts';
import { createEvidenceMaker } from '../../src/analyze/evidence.ts';
import { readRules } from '../../src/analyze/rules/read-rules.ts';
import { runRules } from '../../src/analyze/rules/run-rules.ts';
import { createScanner } from '../../src/analyze/scan/scanner.ts';
import { buildSnapshot } from '../../src/analyze/snapshot/build-snapshot.ts';
import { ruleFilesIn } from '../../src/commands/rule-files.ts';
import { atLeast } from '../../src/report-format/report.ts';

/** What each system writes on an ordinary day: its start, its retries, its clients' mistakes, its end. */
const FOLDER = path.join(import.meta.dirname, 'normal-logs');
const { ruleSet } = await readRules(await ruleFilesIn('rules'));
const scanner = createScanner(ruleSet.needles);

test.each(readdirSync(FOLDER))('an ordinary day of %s is no trouble', async (file) => {
  const system = file.replace(/\.log$/, '');
  const stream = scanner.stream();
  stream.push(readFileSync(path.join(FOLDER, file)));
  const snapshot = buildSnapshot({
    objects: [],
    events: [],
    lists: [],
    gaps: [],
    unread: [],
    metadata: {},
    logs: [
      {
        origin: {
          file,
          firstLine: 1,
          namespace: 'shop',
          pod: `${system}-0`,
          container: system,
          previous: false,
          stem: system,
        },
        scan: stream.finish(),
      },
    ],
    texts: [],
    format: 'folder',
  });
  const { findings } = await runRules(ruleSet, snapshot, createEvidenceMaker(snapshot), CHECKS);
  const loud = findings.filter(({ severity }) => atLeast(severity, 'warning'));
  expect(loud.map(({ rule, evidence }) => `${rule}: ${evidence[0]?.text}`)).toEqual([]);
});
