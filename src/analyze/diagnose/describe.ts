import type { Diagnosis, Evidence, Finding, ObjectRef, Step } from '../../report-format/report.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { refOf } from '../snapshot/order.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { questionsFor } from './ask.ts';
import { nearMissesOf } from './near-miss.ts';
import type { Chain } from './roots.ts';
import { worstSeverity } from './roots.ts';

/** More objects than this are counted, not named. */
const NAMED_OBJECTS = 4;
const MAX_PROOF = 300;

type Teller = {
  snapshot: Snapshot;
  /** The steps of a finding's rule with its captures put in. */
  stepsOf(finding: Finding): Step[];
};

/** A chain told in words: the cause, its proof, its effect and what to do. */
export function describeChain(chain: Chain, teller: Teller): Diagnosis | undefined {
  const cause = chain.findings[0];
  if (!cause) return undefined;
  const affected = affectedBy(chain);
  const { confidence, severity } = judge(chain, cause);
  const ask = questionsFor(cause, teller.snapshot);
  const didYouMean = nearMissesOf(cause, teller.snapshot);
  const questions = ask.map(({ command, decides }) => ({ text: `Find out: ${decides}`, command }));
  const steps = teller.stepsOf(cause);

  return {
    id: `diagnosis-${cause.id}`,
    title: cause.title,
    severity,
    confidence,
    current: cause.current,
    summary: summaryOf(cause, chain, affected),
    cause: cause.id,
    chain: chain.findings.map(({ id }) => id),
    links: chain.links.map(({ cause: from, effect: to, relation, via }) => ({
      from: from.id,
      to: to.id,
      relation,
      ...(via.length > 0 ? { via } : {}),
    })),
    ...(didYouMean.length > 0 ? { didYouMean } : {}),
    ...(ask.length > 0 ? { ask } : {}),
    affected,
    steps: cause.role === 'symptom' ? [...questions, ...steps] : steps,
  };
}

/** A symptom without a cause is at most likely, and one uncertain line is never critical. */
function judge(chain: Chain, cause: Finding): Pick<Diagnosis, 'confidence' | 'severity'> {
  const unsure = cause.role === 'symptom' && cause.confidence === 'confirmed';
  const confidence = unsure ? 'likely' : cause.confidence;
  const severity = worstSeverity(chain.findings);
  return { confidence, severity: confidence === 'possible' && severity === 'critical' ? 'error' : severity };
}

function summaryOf(cause: Finding, chain: Chain, affected: readonly ObjectRef[]): string {
  const proof = cause.evidence[0];
  const sentences = [/[.!?…]$/.test(cause.message) ? cause.message : `${cause.message}.`];
  if (!names(cause.message, cause)) sentences.push(`It is about ${listed([cause.subject])}.`);
  if (proof) sentences.push(`Proof: ${quoted(proof)} (${placeOf(proof)}).`);
  const alike = chain.alike.map(({ subject }) => subject).filter((subject) => keyOf(subject) !== keyOf(cause.subject));
  if (alike.length > 0) sentences.push(`The same was seen at ${listed(alike)}.`);
  const broken = affected.filter((ref) => !alike.some((other) => keyOf(other) === keyOf(ref)));
  if (broken.length > 0) {
    const verb = cause.current ? 'It breaks' : 'It broke';
    sentences.push(`${verb} ${listed(broken)}.`);
  }
  if (cause.role === 'symptom') sentences.push('The reason behind it is not in this bundle.');
  if (!cause.current) sentences.push('It was over when the bundle was captured.');
  else if (chain.findings.length === 1 && affected.length === 0) {
    sentences.push('Nothing else in this bundle was seen to fail because of it.');
  } else if (affected.length === 0) {
    const effects = [...new Set(chain.findings.slice(1).map(({ title }) => title))];
    sentences.push(`It leads to: ${effects.join('; ')}.`);
  }
  return sentences.join(' ');
}

/** Whether a sentence names the object itself, or one that the finding counts in. */
function names(text: string, { subject, affected = [] }: Finding): boolean {
  return [subject, ...affected].some(({ name }) => text.includes(name));
}

function quoted({ text }: Evidence): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > MAX_PROOF ? `${line.slice(0, MAX_PROOF)}…` : line}"`;
}

function placeOf({ file, line, path }: Evidence): string {
  if (line !== undefined) return `${file}:${line}`;
  return path === undefined ? file : `${file}, ${path}`;
}

function listed(objects: readonly ObjectRef[]): string {
  const names = objects
    .slice(0, NAMED_OBJECTS)
    .map(({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`);
  const rest = objects.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** What is in trouble because of the cause, the cause's own subject left out; in the order in which trouble spreads. */
function affectedBy(chain: Chain): ObjectRef[] {
  const [cause, ...effects] = chain.findings;
  const refs = [
    ...(cause?.affected ?? []),
    ...effects.flatMap(({ subject, affected }) => [subject, ...(affected ?? [])]),
  ];
  const seen = new Set(cause ? [keyOf(cause.subject)] : []);
  return refs.flatMap((ref) => {
    if (seen.has(keyOf(ref))) return [];
    seen.add(keyOf(ref));
    return [refOf(ref)];
  });
}
