import type { Diagnosis, Report } from '../report-format/report.ts';

/** What the table over several bundles needs of one report. */
export type Digest = {
  cluster: string | undefined;
  capturedAt: string | undefined;
  truncated: boolean;
  nodes: string[];
  uncheckedRules: number;
  findings: number;
  /** In the order of the report. */
  diagnoses: DigestedDiagnosis[];
};

export type DigestedDiagnosis = Pick<Diagnosis, 'id' | 'title' | 'severity' | 'confidence' | 'current' | 'known'> & {
  /** Of the finding that causes it: equal in every bundle with the same trouble. */
  fingerprint: string;
};

export function digestOf({ bundle, inventory, diagnoses, findings, outcomes }: Report): Digest {
  const fingerprints = new Map(findings.map(({ id, fingerprint }) => [id, fingerprint]));
  return {
    cluster: bundle.cluster?.name,
    capturedAt: bundle.capturedAt,
    truncated: bundle.truncated,
    nodes: inventory.nodes.map(({ name }) => name),
    uncheckedRules: outcomes.filter(({ outcome }) => outcome === 'not-collected').length,
    findings: findings.length,
    diagnoses: diagnoses.map(({ id, title, severity, confidence, current, known, cause }) => ({
      id,
      fingerprint: fingerprints.get(cause) ?? cause,
      title,
      severity,
      confidence,
      current,
      ...(known ? { known } : {}),
    })),
  };
}
