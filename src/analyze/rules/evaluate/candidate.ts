import type { EvidenceMaker } from '../../evidence.ts';
import type { Hit } from '../../scan/needle.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import type { LogStream, Snapshot, TextStream } from '../../snapshot/snapshot.ts';
import type { StatusMessage } from '../../snapshot/status-messages.ts';
import { statusMessagesOf } from '../../snapshot/status-messages.ts';
import { ruleOfNeedle } from '../compile.ts';
import type { Pack, RawFinding, Rule } from '../rule.ts';
import { type Place, placeOfLog } from './scope.ts';

/** What a matcher found, before precedence, merging and prose. */
export type Candidate = {
  rule: Rule;
  raw: RawFinding;
  /** What was matched, so that of two rules which see the same thing one can give way: `file:line`, or an event. */
  seen: readonly string[];
  /** Whether the place is known to be of the rule's system, and not only possibly so. */
  sure?: boolean;
  /** Which of the rule's patterns matched: on one line the first counts. */
  rank?: number;
};

/** What every matcher works with; what many rules look through is gathered once. */
export type Evaluation = {
  snapshot: Snapshot;
  evidence: EvidenceMaker;
  packs: ReadonlyMap<string, Pack>;
  /** By the id of the rule. */
  logHits: ReadonlyMap<string, { log: LogStream; hit: Hit }[]>;
  textHits: ReadonlyMap<string, { text: TextStream; hit: Hit }[]>;
  statuses: readonly StatusMessage[];
  placeOfLog(log: LogStream): Place;
};

export function prepareEvaluation(snapshot: Snapshot, evidence: EvidenceMaker, packs: readonly Pack[]): Evaluation {
  const logHits = snapshot.logs.flatMap((log) => log.hits.map((hit) => ({ log, hit })));
  const textHits = snapshot.texts.flatMap((text) => text.hits.map((hit) => ({ text, hit })));
  const places = new Map<LogStream, Place>();
  return {
    snapshot,
    evidence,
    packs: new Map(packs.map((pack) => [pack.id, pack])),
    logHits: groupBy(logHits, ({ hit }) => ruleOfNeedle(hit.needle)),
    textHits: groupBy(textHits, ({ hit }) => ruleOfNeedle(hit.needle)),
    statuses: snapshot.objects.all().flatMap(statusMessagesOf),
    placeOfLog(log) {
      const place = places.get(log) ?? placeOfLog(log, packs);
      places.set(log, place);
      return place;
    },
  };
}
