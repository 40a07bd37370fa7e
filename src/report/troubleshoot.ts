import type { Finding, ObjectRef, Report, Severity } from '../report-format/report.ts';
import { counted, oneLine } from './readable.ts';
import { coverageOf } from './view/coverage.ts';
import type { DiagnosisView } from './view/diagnosis.ts';
import { diagnosisView, findingsById } from './view/diagnosis.ts';
import type { ProofView } from './view/proof.ts';
import { placeOf } from './view/proof.ts';

/** Their severities; a passed analyzer is `debug` (replicatedhq/troubleshoot:pkg/convert/supportbundle.go@5bf008f7). */
type TheirSeverity = 'error' | 'warn' | 'info' | 'debug';

const SEVERITIES: Record<Severity, TheirSeverity> = {
  critical: 'error',
  error: 'error',
  warning: 'warn',
  info: 'info',
};

/** Names of icons that viewers know; everything else gets the general one. */
const ICONS: Record<string, string> = {
  Deployment: 'kubernetes_deployment_status',
  StatefulSet: 'kubernetes_statefulset_status',
  Node: 'kubernetes_node_resources',
  StorageClass: 'kubernetes_storage_class',
  Ingress: 'kubernetes_ingress_class',
  Secret: 'kubernetes_analyze_secret',
  Pod: 'kubernetes_container_statuses',
};

const MAX_MISSING = 30;

type Identified = Pick<Finding, 'rule' | 'fingerprint' | 'confidence' | 'current'>;

type Insight = {
  title: string;
  detail: string;
  severity: TheirSeverity;
  subject?: Finding['subject'] | undefined;
  variables?: Record<string, string | boolean>;
};

/**
 * The `analysis.json` of support bundles: the diagnoses, the findings that none of them explains, what could not be
 * checked, and the areas in which nothing was found.
 */
export function renderTroubleshoot(report: Report): string {
  const insights = [
    ...diagnosed(report),
    ...unexplained(report).map(ofFinding),
    ...unchecked(report),
    ...clearAreas(report),
  ];
  return `${JSON.stringify(insights.map(resultOf), null, 2)}\n`;
}

function resultOf({ title, detail, severity, subject, variables }: Insight) {
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '.');
  const icon = { iconKey: ICONS[subject?.kind ?? ''] ?? 'kubernetes', iconUri: '' };
  return {
    name,
    labels: { desiredPosition: '1', ...icon },
    insight: { name, labels: icon, primary: title, detail, severity },
    severity,
    analyzerSpec: '',
    ...(variables ? { variables } : {}),
    ...(severity === 'error' ? { error: detail } : {}),
    ...(subject ? { involvedObject: referenceTo(subject) } : {}),
  };
}

function referenceTo({ kind, namespace, name, apiVersion }: ObjectRef & { apiVersion?: string | undefined }) {
  return {
    kind: oneLine(kind),
    ...(namespace ? { namespace: oneLine(namespace) } : {}),
    name: oneLine(name),
    ...(apiVersion ? { apiVersion: oneLine(apiVersion) } : {}),
  };
}

function diagnosed(report: Report): Insight[] {
  const byId = findingsById(report);
  return report.diagnoses.map((diagnosis) => {
    const view = diagnosisView(diagnosis, report, byId);
    const cause = byId.get(diagnosis.cause);
    return {
      title: view.title,
      detail: detailOf(view),
      severity: SEVERITIES[view.severity],
      subject: cause?.subject,
      variables: variablesOf({ ...view, rule: cause?.rule ?? '', fingerprint: cause?.fingerprint ?? '' }),
    };
  });
}

function detailOf({ summary, proofs, steps, current }: DiagnosisView): string {
  return [
    ...(current ? [] : ['Over at capture.']),
    summary,
    ...proofs.items.map(proofLine),
    ...steps.map(({ text, command }) => (command ? `${text}\n${command}` : text)),
  ].join('\n');
}

function proofLine({ where, stretches }: ProofView): string {
  return `${where}: ${oneLine(stretches.map(({ text }) => text).join(''))}`;
}

function unexplained({ findings, diagnoses }: Report): Finding[] {
  const explained = new Set(diagnoses.flatMap(({ chain }) => chain));
  return findings.filter(({ id }) => !explained.has(id));
}

function ofFinding(finding: Finding): Insight {
  const { title, message, severity, subject, evidence } = finding;
  const proofs = evidence.slice(0, 3).map((proof) => `${placeOf(proof)}: ${oneLine(proof.text)}`);
  return {
    title: oneLine(title),
    detail: [oneLine(message), ...proofs].join('\n'),
    severity: SEVERITIES[severity],
    subject,
    variables: variablesOf(finding),
  };
}

function variablesOf({ rule, fingerprint, confidence, current }: Identified) {
  return { rule, fingerprint, confidence, current };
}

/** What was not collected is said as a warning: its absence must not read as a pass. */
function unchecked(report: Report): Insight[] {
  const { unchecked: rows, counts, failed } = coverageOf(report);
  if (rows.length === 0 && failed.length === 0 && !report.bundle.truncated) return [];
  const more = rows.length - MAX_MISSING;
  const lines = [
    ...(report.bundle.truncated ? ['The bundle is cut off: only its beginning could be read.'] : []),
    ...rows
      .slice(0, MAX_MISSING)
      .map(({ missing, rules }) => `${missing} was not collected: ${counted(rules.length, 'rule')}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...failed.map(({ rule, reason }) => `The rule ${rule} failed: ${reason}`),
  ];
  const title = `${counted(counts['not-collected'], 'rule')} could not be checked`;
  return [{ title, detail: lines.join('\n'), severity: 'warn' }];
}

function clearAreas({ outcomes }: Report): Insight[] {
  const packs = [...new Set(outcomes.map(({ pack }) => pack))].sort();
  return packs.flatMap((pack): Insight[] => {
    const rows = outcomes.filter((row) => row.pack === pack);
    const clear = rows.filter(({ outcome }) => outcome === 'clear').length;
    const open = rows.filter(({ outcome }) => outcome === 'not-collected').length;
    if (clear === 0 || rows.some(({ outcome }) => outcome === 'found' || outcome === 'error')) return [];
    const rest = open > 0 ? `; ${counted(open, 'rule')} could not be checked` : '';
    const detail = `${counted(clear, 'rule')} had all they need and matched nothing${rest}.`;
    return [{ title: `${oneLine(pack)}: nothing found`, detail, severity: 'debug' }];
  });
}
