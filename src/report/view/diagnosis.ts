import type { Diagnosis, Finding, Report } from '../../report-format/report.ts';
import { oneLine, readable, shorten } from '../readable.ts';
import type { Capped } from './capped.ts';
import { capped } from './capped.ts';
import type { Chain } from './chain.ts';
import { chainOf } from './chain.ts';
import { objectName } from './object-name.ts';
import type { ProofView } from './proof.ts';
import { proofOf } from './proof.ts';
import type { Shown } from './time.ts';
import { clockOf } from './time.ts';

/** Proofs and objects shown of one diagnosis; the rest is counted. */
const MAX_PROOFS = 4;
const MAX_AFFECTED = 20;

/** The verdict and the diagnosis cut a title alike, so that it reads the same in both places. */
export const MAX_TITLE = 300;

export type StepView = { text: string; command: string | undefined; changes: boolean };

export type DiagnosisView = {
  id: string;
  title: string;
  /** What the cause is about, where the title does not name it. */
  subject: string | undefined;
  severity: Diagnosis['severity'];
  confidence: Diagnosis['confidence'];
  current: boolean;
  known: boolean;
  summary: string;
  proofs: Capped<ProofView>;
  chain: Chain;
  affected: Capped<string>;
  steps: StepView[];
  ask: { command: string; decides: string }[];
  didYouMean: { wanted: string; found: string; file: string }[];
  /** Why the rule of the cause holds this to be trouble, and when it would be wrong. */
  why: string | undefined;
  falsePositives: string[];
};

export function findingsById(report: Report): Map<string, Finding> {
  return new Map(report.findings.map((finding) => [finding.id, finding]));
}

/** One diagnosis with everything that a reader asks of it: proof, effect, what to do. */
export function diagnosisView(
  diagnosis: Diagnosis,
  report: Shown,
  byId: ReadonlyMap<string, Finding> = findingsById(report),
): DiagnosisView {
  const cause = byId.get(diagnosis.cause);
  const rule = report.rules.find(({ id }) => id === cause?.rule);
  const proofs = capped(cause?.evidence ?? [], MAX_PROOFS);
  const affected = capped(diagnosis.affected, MAX_AFFECTED);
  return {
    id: diagnosis.id,
    title: oneLine(diagnosis.title, MAX_TITLE),
    subject: cause && !diagnosis.title.includes(cause.subject.name) ? objectName(cause.subject) : undefined,
    severity: diagnosis.severity,
    confidence: diagnosis.confidence,
    current: diagnosis.current,
    known: diagnosis.known ?? false,
    summary: readable(shorten(diagnosis.summary, 2000)),
    proofs: {
      ...proofs,
      items: proofs.items.map((evidence, index) => proofOf(evidence, clockOf(report), index === 0 ? undefined : 1)),
    },
    chain: chainOf(diagnosis, byId),
    affected: { ...affected, items: affected.items.map(objectName) },
    steps: diagnosis.steps.map(stepOf),
    ask: asksOf(diagnosis),
    didYouMean: (diagnosis.didYouMean ?? []).map(({ wanted, found, file }) => ({
      wanted: oneLine(wanted, 253),
      found: oneLine(found, 253),
      file: oneLine(file),
    })),
    why: rule && oneLine(rule.why, 1000),
    falsePositives: (rule?.falsePositives ?? []).map((text) => oneLine(text, 600)),
  };
}

/** What a step says already is not asked for once more. */
function asksOf({ ask = [], steps }: Diagnosis): DiagnosisView['ask'] {
  return ask
    .filter(({ command }) => !steps.some((step) => step.command === command))
    .map(({ command, decides }) => ({ command: commandOf(command), decides: oneLine(capital(decides), 600) }));
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function stepOf({ text, command, changes }: Diagnosis['steps'][number]): StepView {
  return { text: oneLine(text, 600), command: command && commandOf(command), changes: changes ?? false };
}

/** A command keeps its lines; nothing hidden may be copied into a shell with it. */
function commandOf(command: string): string {
  return readable(shorten(command, 2000)).trim();
}
