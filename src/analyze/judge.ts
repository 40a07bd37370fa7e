import type { Gap, Report } from '../report-format/report.ts';
import { customHealthOf } from './applications/custom-health/index.ts';
import { applicationCards } from './applications/index.ts';
import { CHECKS } from './checks/index.ts';
import { diagnose } from './diagnose/index.ts';
import { createEvidenceMaker } from './evidence.ts';
import type { Reading } from './read.ts';
import type { RuleSet } from './rules/rule.ts';
import { runRules } from './rules/run-rules.ts';
import { renderSteps } from './rules/steps.ts';
import { argocdVersionOf } from './snapshot/argocd/version.ts';
import { buildSnapshot } from './snapshot/build-snapshot.ts';
import { inventoryOf } from './snapshot/inventory.ts';
import { compareText } from './snapshot/order.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/** What was read means this. Pure, like `analyze`. */
export async function judge(
  reading: Reading,
  rules: RuleSet,
  options: { name: string; version: string },
): Promise<{ report: Report; snapshot: Snapshot }> {
  const snapshot = buildSnapshot(reading.facts);
  const evidence = createEvidenceMaker(snapshot);
  const judged = await runRules(rules, snapshot, evidence, CHECKS);
  const rulesById = new Map(rules.rules.map((rule) => [rule.id, rule]));

  const { diagnoses, findings, timeline, clocks, scope, onset } = diagnose({
    findings: judged.findings,
    rules: rules.rules,
    snapshot,
    stepsOf: (finding) => {
      const rule = rulesById.get(finding.rule);
      return rule ? renderSteps(rule, finding) : [];
    },
    evidence,
  });

  const custom = await customHealthOf(snapshot);
  const cards = applicationCards(snapshot, findings, diagnoses, evidence, custom ? { custom } : {});

  const report: Report = {
    schemaVersion: 1,
    tool: { name: 'casefile', version: options.version },
    bundle: bundleOf(options.name, reading, snapshot),
    scope,
    ...(onset ? { onset } : {}),
    diagnoses,
    findings,
    rules: judged.rules,
    unknownLines: judged.unknownLines,
    applications: cards,
    timeline,
    ...(clocks ? { clocks } : {}),
    inventory: inventoryOf(snapshot),
    outcomes: judged.outcomes,
    coverage: coverageOf(snapshot, custom?.gaps() ?? [], evidence.redact),
    stats: {
      durationMs: 0,
      bytesScanned: reading.bytesScanned,
      linesScanned: reading.linesScanned,
      rules: rules.rules.length,
    },
  };
  return { report, snapshot };
}

function bundleOf(name: string, reading: Reading, snapshot: Snapshot): Report['bundle'] {
  const { capturedAt, capturedAtSource, format, kubernetesVersion, clusterName, provider } = snapshot;
  const argocdVersion = argocdVersionOf(snapshot);
  const cluster = { ...(clusterName ? { name: clusterName } : {}), ...(provider ? { provider } : {}) };
  return {
    name,
    format,
    sha256: '',
    bytes: 0,
    entries: reading.entries,
    ...(clusterName || provider ? { cluster } : {}),
    ...(capturedAt ? { capturedAt } : {}),
    capturedAtSource,
    ...(kubernetesVersion ? { kubernetesVersion } : {}),
    ...(argocdVersion ? { argocdVersion } : {}),
    truncated: reading.truncated,
  };
}

function coverageOf({ coverage }: Snapshot, further: Gap[], redact: (text: string) => string): Report['coverage'] {
  return {
    collected: coverage.lists
      .map(({ kind, namespace, complete, file }) => ({
        what: kind,
        ...(namespace ? { namespace } : {}),
        complete,
        files: [file],
      }))
      .sort((a, b) => compareText(a.what, b.what) || compareText(a.namespace ?? '', b.namespace ?? '')),
    gaps: [...coverage.gaps, ...further].map((gap): Gap => ({ ...gap, why: redact(gap.why) })),
    unread: [...coverage.unread].sort(),
    redactionMarkers: coverage.redactionMarkers,
  };
}
