import type { Comparison, DiagnosisChange, Told } from '../report-format/comparison.ts';
import type { Diagnosis, Finding, ObjectRef, Report } from '../report-format/report.ts';

/** A diagnosis with what it can be recognised by in another report. */
type Known = { diagnosis: Diagnosis; cause: Finding; chain: ReadonlySet<string> };

const ORDER: readonly DiagnosisChange['status'][] = ['new', 'still', 'unchecked', 'over', 'gone'];

/**
 * Diagnoses of two reports side by side, by the fingerprint of their cause; one that has become part of another's chain
 * (or was part of it) is still there. New ones come first, each group in the order of its report.
 */
export function compareDiagnoses(before: Report, after: Report): DiagnosisChange[] {
  const [had, has] = [knownOf(before), knownOf(after)];
  const matched = new Set<Known>();
  const rows = has.map((now): DiagnosisChange => {
    const then = partnerOf(now, had);
    if (then) matched.add(then);
    return then ? changed(then, now) : arrived(now, before);
  });
  const rest = had.filter((then) => !matched.has(then)).map((then) => departed(then, has, after));
  return [...rows, ...rest].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}

/** Findings by fingerprint, whether or not a diagnosis speaks of them. */
export function compareFindings(before: Report, after: Report): Comparison['findings'] {
  const [had, has] = [before, after].map(({ findings }) => new Set(findings.map(({ fingerprint }) => fingerprint)));
  const only = (findings: readonly Finding[], other: ReadonlySet<string> | undefined) =>
    findings.filter(({ fingerprint }) => !other?.has(fingerprint)).map(toldFinding);
  return {
    new: only(after.findings, had),
    gone: only(before.findings, has),
    still: [...(has ?? [])].filter((fingerprint) => had?.has(fingerprint)).length,
  };
}

/** Objects that new diagnoses speak of, with the ids of these. */
export function objectsOfNew(changes: readonly DiagnosisChange[], after: Report, keyOf: (object: ObjectRef) => string) {
  const ids = new Map<string, string[]>();
  for (const { status, after: told } of changes) {
    if (status !== 'new' || !told) continue;
    const { chain = [], affected = [] } = after.diagnoses.find(({ id }) => id === told.id) ?? {};
    const subjects = after.findings.filter(({ id }) => chain.includes(id)).map(({ subject }) => subject);
    for (const key of new Set([...subjects, ...affected].map(keyOf))) ids.set(key, [...(ids.get(key) ?? []), told.id]);
  }
  return ids;
}

function knownOf({ diagnoses, findings }: Report): Known[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return diagnoses.flatMap((diagnosis) => {
    const cause = byId.get(diagnosis.cause);
    const chain = new Set(diagnosis.chain.flatMap((id) => byId.get(id)?.fingerprint ?? []));
    return cause ? [{ diagnosis, cause, chain }] : [];
  });
}

function partnerOf(now: Known, had: readonly Known[]): Known | undefined {
  return (
    had.find(({ cause }) => cause.fingerprint === now.cause.fingerprint) ??
    had.find(({ chain }) => chain.has(now.cause.fingerprint)) ??
    had.find(({ cause }) => now.chain.has(cause.fingerprint))
  );
}

function changed(then: Known, now: Known): DiagnosisChange {
  const sides = { before: toldDiagnosis(then), after: toldDiagnosis(now) };
  if (then.diagnosis.current && !now.diagnosis.current) return { status: 'over', ...sides };
  if (!then.diagnosis.current && now.diagnosis.current) {
    return { status: 'new', ...sides, note: 'It was over at the first capture, and is back.' };
  }
  return {
    status: 'still',
    ...sides,
    ...(then.cause.fingerprint === now.cause.fingerprint
      ? {}
      : { note: 'The same trouble is explained by another cause now.' }),
  };
}

function arrived(now: Known, before: Report): DiagnosisChange {
  const row: DiagnosisChange = { status: 'new', after: toldDiagnosis(now) };
  return couldTell(now.cause.rule, before)
    ? row
    : { ...row, note: 'The first capture lacks what it takes to see this, so it may be older.' };
}

function departed(then: Known, has: readonly Known[], after: Report): DiagnosisChange {
  const row = { before: toldDiagnosis(then) };
  const within = has.find(({ chain }) => chain.has(then.cause.fingerprint));
  if (within) {
    return {
      status: 'still',
      ...row,
      after: toldDiagnosis(within),
      note: 'It follows from another cause now.',
    };
  }
  return couldTell(then.cause.rule, after)
    ? { status: 'gone', ...row }
    : {
        status: 'unchecked',
        ...row,
        note: 'The second capture lacks what it takes to see this: it is not known to be gone.',
      };
}

/** Whether a rule had all that it needs: only then does its silence mean something. */
function couldTell(rule: string, { outcomes }: Report): boolean {
  const outcome = outcomes.find((row) => row.rule === rule);
  return outcome?.outcome === 'clear' || (outcome?.outcome === 'found' && (outcome.missing ?? []).length === 0);
}

function toldDiagnosis({ diagnosis, cause }: Known): Told {
  const { id, title, severity, confidence, current, affected } = diagnosis;
  return { ...toldFinding(cause), id, title, severity, confidence, current, affected: affected.length };
}

function toldFinding({ id, fingerprint, title, severity, confidence, current, subject, affected = [] }: Finding): Told {
  const { kind, namespace, name } = subject;
  return {
    id,
    fingerprint,
    title,
    severity,
    confidence,
    current,
    subject: { kind, ...(namespace ? { namespace } : {}), name },
    affected: affected.length,
  };
}
