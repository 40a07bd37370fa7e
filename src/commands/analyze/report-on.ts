import { begun } from '../../analyze/bundle/begun.ts';
import { openBundle } from '../../analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../../analyze/bundle/source.ts';
import { analyzeWithSnapshot } from '../../analyze/index.ts';
import type { RuleSet } from '../../analyze/rules/rule.ts';
import type { Snapshot } from '../../analyze/snapshot/snapshot.ts';
import { withBaseline } from '../../compare/baseline.ts';
import { CasefileError } from '../../errors.ts';
import type { Report } from '../../report-format/report.ts';
import { VERSION } from '../../report-format/version.ts';
import { createProgress } from '../progress.ts';
import { inflateAside } from './inflate-aside.ts';
import { withinNamespaces } from './namespaces.ts';

export type Limits = {
  maxBytes?: number;
  maxEntries?: number;
  maxEntryBytes?: number;
  maxRatio?: number;
  maxDepth?: number;
};

type ReportOptions = {
  /** Asked for when the bundle is being opened already: reading a pack takes as long as a megabyte of logs. */
  rules: () => RuleSet | Promise<RuleSet>;
  limits?: Limits;
  quiet?: boolean;
  baseline?: Report | undefined;
  /** Only what lies or takes effect in these; all where there are none. */
  namespaces?: readonly string[];
};

/**
 * Opens a bundle and diagnoses it, with what only the caller of the analysis can know filled in.
 * @throws CasefileError NOTHING_TO_ANALYZE, and what opening throws.
 */
export async function reportOn(
  source: BundleSource,
  { rules, limits = {}, quiet = false, baseline, namespaces = [] }: ReportOptions,
): Promise<{ report: Report; snapshot: Snapshot }> {
  const started = performance.now();
  const opened = openBundle(source, limits, inflateAside);
  const progress = createProgress(process.stderr, !quiet);
  const entries = begun(opened.entries);
  let analysis: Awaited<ReturnType<typeof analyzeWithSnapshot>>;
  try {
    analysis = await analyzeWithSnapshot(entries, await rules(), {
      name: source.name,
      version: VERSION,
      onProgress: ({ entries, path }) => progress.show(`reading ${entries}: ${path}`),
    });
  } finally {
    await entries.close();
  }
  progress.done();
  const { report, snapshot } = analysis;
  const { sha256, bytes, truncated } = opened.summary();
  const completed = {
    ...report,
    bundle: { ...report.bundle, sha256, bytes, truncated: report.bundle.truncated || truncated },
    stats: { ...report.stats, durationMs: Math.round(performance.now() - started) },
  };
  if (!holdsAnything(completed)) throw nothingIn(source.name, completed);
  const wanted = namespaces.length > 0 ? withinNamespaces(completed, namespaces) : completed;
  return { report: baseline ? withBaseline(wanted, baseline) : wanted, snapshot };
}

/** An object, an event, a log or any text of a command is enough. */
function holdsAnything({ inventory, stats, timeline }: Report): boolean {
  const objects = Object.keys(inventory.objects).length;
  return objects > 0 || inventory.logs.streams > 0 || stats.bytesScanned > 0 || timeline.length > 0;
}

function nothingIn(name: string, { coverage, bundle }: Report): CasefileError {
  const gaps = coverage.gaps.slice(0, 3).map(({ file, what, why }) => `${file ?? what}: ${why}`);
  const unread = coverage.unread.length > 0 ? [`not recognised: ${coverage.unread.slice(0, 5).join(', ')}`] : [];
  const seen = [`None of its files (${bundle.entries}) is an object, an event, a log or the text of a command.`];
  return new CasefileError('NOTHING_TO_ANALYZE', `there is nothing to analyse in ${name}`, {
    detail: [...seen, ...gaps, ...unread].join('\n  '),
  });
}
