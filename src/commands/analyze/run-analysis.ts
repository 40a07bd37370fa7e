import { openBundle } from '../../analyze/bundle/open-bundle.ts';
import type { BundleSource } from '../../analyze/bundle/source.ts';
import { analyze } from '../../analyze/index.ts';
import { CasefileError } from '../../errors.ts';
import type { Report } from '../../report-format/report.ts';
import { VERSION } from '../../report-format/version.ts';
import { selectRules } from '../rule-selection.ts';
import type { AnalyzeFlags } from './flags.ts';

/**
 * Reads and diagnoses one bundle as the flags say.
 * @throws CasefileError NOTHING_TO_ANALYZE, and what opening a bundle or reading rules throws.
 */
export async function runAnalysis(
  source: BundleSource,
  flags: AnalyzeFlags,
  onProgress: (text: string) => void = () => {},
): Promise<Report> {
  const started = performance.now();
  const { maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth } = flags;
  const limits = Object.entries({ maxBytes, maxEntries, maxEntryBytes, maxRatio, maxDepth });
  const opened = openBundle(source, Object.fromEntries(limits.filter(([, limit]) => limit !== undefined)));
  const report = await analyze(opened.entries, await selectRules(flags), {
    name: source.name,
    version: VERSION,
    onProgress: ({ entries, path }) => onProgress(`reading ${entries}: ${path}`),
  });
  if (!holdsAnything(report)) throw nothingIn(source.name, report);
  const { sha256, bytes, truncated } = opened.summary();
  return {
    ...report,
    bundle: { ...report.bundle, sha256, bytes, truncated: report.bundle.truncated || truncated },
    stats: { ...report.stats, durationMs: Math.round(performance.now() - started) },
  };
}

/** An object, an event, a log or any text of a command is enough. */
function holdsAnything({ inventory, stats, timeline }: Report): boolean {
  const objects = Object.keys(inventory.objects).length;
  return objects > 0 || inventory.logs.streams > 0 || stats.bytesScanned > 0 || timeline.length > 0;
}

function nothingIn(name: string, { coverage, bundle }: Report): CasefileError {
  const gaps = coverage.gaps.slice(0, 3).map(({ file, what, why }) => `${file ?? what}: ${why}`);
  const unread = coverage.unread.length > 0 ? [`not recognised: ${coverage.unread.slice(0, 5).join(', ')}`] : [];
  const seen = [`It has ${bundle.entries} files; none is an object, an event, a log or the text of a command.`];
  return new CasefileError('NOTHING_TO_ANALYZE', `there is nothing to analyse in ${name}`, {
    detail: [...seen, ...gaps, ...unread].join('\n  '),
  });
}
