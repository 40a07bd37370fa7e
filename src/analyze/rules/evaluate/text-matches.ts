import type { Hit } from '../../scan/needle.ts';
import type { Snapshot, TextStream } from '../../snapshot/snapshot.ts';
import { rankOfNeedle } from '../compile.ts';
import type { RawFinding, Rule } from '../rule.ts';
import type { Candidate, Evaluation } from './candidate.ts';
import { healthOf } from './container-state.ts';
import { joined } from './join.ts';
import { fits, placeOf } from './scope.ts';

const SPEAKS_TO_CLIENTS = new Set(['control-plane', 'helm']);

/**
 * Findings of a rule in captured text that is neither log nor object. The text tells little of where it came from: its
 * subject is the one pod or node that it names, else the file itself. What was also read from a table or an object is
 * told there: `others` are the findings of the same rule.
 */
export function textCandidates(rule: Rule, others: readonly Candidate[], evaluation: Evaluation): Candidate[] {
  const hits = evaluation.textHits.get(rule.id);
  if (!hits) return [];
  const told = new Set(others.map(({ raw }) => JSON.stringify(raw.captures)));
  const names = namedObjects(evaluation.snapshot);
  return hits.flatMap(({ text, hit }) => {
    if (told.has(JSON.stringify(hit.captures))) return [];
    if (rule.match.event && !isAbout(rule, hit, text)) return [];
    // What a command said of its own failure is not the log of a program, unless the cluster or Helm speaks through it.
    if (text.origin.kind === 'error' && rule.match.log && !rule.tags.some((tag) => SPEAKS_TO_CLIENTS.has(tag)))
      return [];
    return ofHit(rule, hit, text, names, evaluation);
  });
}

function ofHit(rule: Rule, hit: Hit, text: TextStream, names: Named, evaluation: Evaluation): Candidate[] {
  const { snapshot, evidence } = evaluation;
  const object =
    names.in([hit.first.text, ...hit.first.before, ...hit.first.after]) ?? onlyOneBeside(rule, text, snapshot);
  const subject = object
    ? { kind: object.kind, ...(object.namespace ? { namespace: object.namespace } : {}), name: object.name }
    : { kind: 'File', name: text.origin.file };
  const found = object && snapshot.objects.find(subject);
  const fit = fits(rule, evaluation.packs.get(rule.pack), placeOf(subject, found));
  if (fit === 'no') return [];

  const health = found ? healthOf(found) : 'unknown';
  const raw: RawFinding = {
    subject,
    captures: hit.captures,
    evidence: [evidence.textLine(text.origin.file, hit.first, hit.count)],
    current: health !== 'healthy',
    confidence: fit === 'yes' && (rule.match.event || rule.match.text || health === 'failing') ? 'likely' : 'possible',
    count: hit.count,
    ...(hit.first.time ? { firstSeen: hit.first.time } : {}),
    ...(hit.last.time ? { lastSeen: hit.last.time } : {}),
  };
  const { log, text: textMatcher, event } = rule.match;
  const result = joined((log ?? textMatcher ?? event)?.join, raw, evaluation);
  const seen = hit.lines.map((line) => `${text.origin.file}:${line}`);
  return result ? [{ rule, raw: result, seen, sure: fit === 'yes', rank: rankOfNeedle(hit.needle) }] : [];
}

/** The one object of the rule's kinds that was read from the same file: a message pasted beside it is about it. */
function onlyOneBeside({ match }: Rule, { origin }: TextStream, { objects }: Snapshot): NamedObject | undefined {
  const beside = (match.event?.kind ?? [])
    .filter((kind) => kind !== 'Pod')
    .flatMap((kind) => objects.ofKind(kind))
    .filter(({ sources }) => sources.some(({ file }) => file === origin.file));
  return beside.length === 1 ? beside[0] : undefined;
}

/**
 * A message without its table lacks the reason and the kind that an event rule also asks for. A rule about pods may do
 * without; any other wants its kind, its reason or its system named near by.
 */
function isAbout({ match, pack }: Rule, { first }: Hit, { tail, origin }: TextStream): boolean {
  const { kind = [], reason = [] } = match.event ?? {};
  if (kind.length === 0 || kind.includes('Pod')) return true;
  const lines = [first.text, ...first.before, ...first.after, ...tail.map(({ text }) => text), origin.file];
  const words = [...kind, ...reason, pack === 'kubernetes' ? '' : pack].filter((word) => word !== '');
  const near = lines.join('\n').toLowerCase();
  return words.some((word) => near.includes(word.toLowerCase()));
}

type NamedObject = { kind: string; namespace?: string | undefined; name: string };
type Named = { in(lines: readonly string[]): NamedObject | undefined };

/** Finds the one pod or node whose name stands in some lines. */
function namedObjects({ objects }: Snapshot): Named {
  const byName = new Map<string, NamedObject | undefined>();
  for (const object of [...objects.ofKind('Pod'), ...objects.ofKind('Node')]) {
    // Two objects of one name cannot be told apart here.
    byName.set(object.name, byName.has(object.name) ? undefined : object);
  }
  return {
    in(lines) {
      const words = new Set(lines.flatMap((line) => line.match(/[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/g) ?? []));
      const found = [...words].flatMap((word) => byName.get(word) ?? []);
      return found.length === 1 ? found[0] : undefined;
    },
  };
}
