import type { ApplicationCard } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { capped } from './capped.ts';
import { objectName, placedName } from './object-name.ts';
import { placeOf } from './proof.ts';
import type { Shown } from './time.ts';
import { ageAt, clockOf, timeText } from './time.ts';
import { wavesOf } from './waves.ts';

const MAX_NEEDS = 20;
const MAX_RESOURCES = 60;

type Answer = ApplicationCard['answers'][number];

/** The five questions that Argo CD leaves open, and how each answer reads on its own. */
const QUESTIONS: Record<Answer['question'], { text: string; yes: string; no: string; bad: Answer['answer'] }> = {
  present: { text: 'Is the application present?', yes: 'present', no: 'absent', bad: 'no' },
  synced: { text: 'Is it synced?', yes: 'synced', no: 'not synced', bad: 'no' },
  healthy: { text: 'Is it healthy?', yes: 'healthy', no: 'not healthy', bad: 'no' },
  failing: { text: 'Which resource is failing, and why?', yes: 'failing', no: 'none', bad: 'yes' },
  blocked: {
    text: 'Is it blocked by a secret, database, ingress or another dependency?',
    yes: 'blocked',
    no: 'not blocked',
    bad: 'yes',
  },
};

const VERDICTS: Record<ApplicationCard['verdict'], string> = {
  'desired-state': 'trouble in the desired state',
  sync: 'trouble in the sync',
  runtime: 'trouble at run time',
  ok: 'no trouble seen',
  unknown: 'cannot be told',
};

/** One Argo CD application: where its trouble is, what it deploys from where, and how far its sync came. */
export function applicationView(card: ApplicationCard, report: Shown) {
  const { health, sync, destination, asOf } = card;
  const clock = clockOf(report);
  const age = ageAt(asOf, clock.capturedAt);
  const needs = capped(card.needs ?? [], MAX_NEEDS);
  return {
    name: placedName({ kind: 'Application', namespace: card.namespace, name: card.name }),
    project: oneLine(card.project, 253),
    verdict: card.verdict,
    verdictText: VERDICTS[card.verdict],
    sentence: oneLine(card.sentence, 600),
    health: health.reported === health.recomputed ? oneLine(health.recomputed, 80) : bothOf(health),
    healthReason: health.reason && oneLine(health.reason),
    sync: oneLine([sync.status, sync.phase].filter(Boolean).join(', '), 120),
    syncMessage: sync.message && oneLine(sync.message, 600),
    destination: oneLine(
      `${destination.clusterName ?? destination.server ?? 'this cluster'} / ${destination.namespace}`,
    ),
    remote: destination.remote,
    asOf: asOf && [timeText(asOf, clock), age].filter(Boolean).join(', '),
    sources: card.sources.map(sourceText),
    revisions: revisionsOf(card),
    answers: card.answers.map(answerOf),
    waves: wavesOf(card, MAX_RESOURCES),
    needs: {
      more: needs.more,
      items: needs.items.map((need) => ({
        object: objectName(need),
        state: need.state === 'not-collected' ? 'not collected' : need.state,
        owner: need.owner && oneLine(need.owner, 253),
      })),
    },
    diagnoses: report.diagnoses
      .filter(({ id }) => card.diagnoses.includes(id))
      .map(({ id, title }) => ({ id, title: oneLine(title, 300) })),
  };
}

function answerOf({ question, answer, text, evidence: [proof] }: Answer) {
  const { text: asked, yes, no, bad } = QUESTIONS[question];
  return {
    question: asked,
    answer: answer === 'unknown' ? 'cannot be told' : answer === 'yes' ? yes : no,
    tone: answer === 'unknown' ? 'open' : answer === bad ? 'bad' : 'good',
    text: oneLine(text, 400),
    place: proof && placeOf(proof),
  };
}

function bothOf({ reported, recomputed }: ApplicationCard['health']): string {
  return oneLine(`${recomputed} (reported as ${reported})`, 160);
}

function sourceText({ repoURL, path, chart, targetRevision }: ApplicationCard['sources'][number]): string {
  const part = [chart && `chart ${chart}`, path].filter(Boolean).join(', ');
  return oneLine(`${repoURL}${part ? ` (${part})` : ''} at ${targetRevision || 'its default'}`);
}

function revisionsOf({ revisions }: ApplicationCard): { name: string; value: string }[] {
  const names = { compared: 'Compared', attempted: 'Attempted', lastGood: 'Last good' } as const;
  return (['compared', 'attempted', 'lastGood'] as const).flatMap((key) => {
    const values = revisions[key] ?? [];
    return values.length > 0 ? [{ name: names[key], value: oneLine(values.join(', '), 300) }] : [];
  });
}
