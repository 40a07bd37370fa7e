import type { ApplicationCard, Diagnosis, Finding } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import { applicationConditionsOf } from '../snapshot/argocd/application.ts';
import type { AbsentApplication } from '../snapshot/argocd/generated.ts';
import { conditionsOf, conditionWith } from '../snapshot/argocd/health/conditions.ts';
import { peel } from '../snapshot/argocd/messages.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { sentence } from './subject.ts';

type Evidence = Finding['evidence'];

/** The card of an application that its owner names and that does not exist: all that can be told is why. */
export function absentCard(
  absent: AbsentApplication,
  findings: ReadonlyMap<string, Finding>,
  diagnoses: readonly Diagnosis[],
  evidence: EvidenceMaker,
): ApplicationCard {
  const { identity, owner, path } = absent;
  const proof = evidence.absence(identity);
  const { text, from } = reasonOf(absent);
  const why = [...(proof ? [proof] : []), evidence.field(owner, path), ...from.map((at) => evidence.field(owner, at))];
  const named = `${owner.kind} ${owner.name}`;
  const answer = (
    question: ApplicationCard['answers'][number]['question'],
    value: 'no' | 'unknown',
    words: string,
    because: Evidence = why,
  ) => ({ question, answer: value, text: evidence.redact(sentence(words)), evidence: because });

  const keys = new Set([identity, owner].map(keyOf));
  const touching = diagnoses.filter(({ chain }) =>
    chain.some((id) => {
      const finding = findings.get(id);
      return (
        finding !== undefined && [finding.subject, ...(finding.affected ?? [])].some((ref) => keys.has(keyOf(ref)))
      );
    }),
  );
  return {
    name: identity.name,
    namespace: identity.namespace,
    project: owner.string('spec.template.spec.project') ?? '',
    destination: { namespace: owner.string('spec.template.spec.destination.namespace') ?? '', remote: false },
    sources: [],
    revisions: {},
    health: { reported: 'none', recomputed: 'Missing', reason: 'the application does not exist' },
    sync: { status: 'none' },
    verdict: owner.kind === 'ApplicationSet' ? 'desired-state' : 'sync',
    sentence: evidence.redact(`Argo CD has no such application, which ${named} names: ${sentence(text)}`),
    answers: [
      answer('present', 'no', `Argo CD does not have it, and ${named} names it: ${text}`),
      answer('synced', 'no', 'It does not exist', proof ? [proof] : []),
      answer('healthy', 'no', 'It does not exist', proof ? [proof] : []),
      answer('failing', 'unknown', 'Its objects are known only when it exists', []),
      answer('blocked', 'unknown', `Ask first why ${named} does not bring it`, []),
    ],
    diagnoses: touching.map(({ id }) => id),
  };
}

/** What the owner says of it, and where. */
function reasonOf({ owner, byHand, wave = 0 }: AbsentApplication): { text: string; from: string[] } {
  if (owner.kind === 'ApplicationSet') {
    const bad =
      conditionWith(conditionsOf(owner), 'ErrorOccurred', 'True') ??
      conditionWith(conditionsOf(owner), 'ParametersGenerated', 'False') ??
      conditionWith(conditionsOf(owner), 'ResourcesUpToDate', 'False');
    if (bad) return { text: bad.message || bad.reason, from: [bad.field] };
    return { text: 'the set reports no error, so it was deleted, or its controller does not run', from: [] };
  }
  if (byHand) return { text: 'its parent is OutOfSync and is synced by hand only', from: ['status.sync.status'] };
  const fault = applicationConditionsOf(owner).find(({ type }) => type.endsWith('Error'));
  if (fault) return { text: `its parent fails: ${peel(fault.message).core}`, from: [fault.path] };
  const { state, message } = operationOf(owner);
  if (state === 'blocked' || state === 'failed' || state === 'retrying') {
    const turn = wave === 0 ? '' : ` (it has wave ${wave})`;
    return {
      text: `the sync of its parent has not come to it${turn}: ${message}`,
      from: ['status.operationState.message'],
    };
  }
  return { text: 'its parent does not say why; it may have been deleted', from: [] };
}
