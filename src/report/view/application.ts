import type { ApplicationCard } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { capped } from './diagnosis.ts';
import { objectName, placedName } from './object-name.ts';
import { placeOf } from './proof.ts';
import type { Shown } from './time.ts';
import { ageAt, clockOf, timeText } from './time.ts';

const MAX_NEEDS = 20;
const MAX_RESOURCES = 60;

const QUESTIONS: Record<ApplicationCard['answers'][number]['question'], string> = {
  present: 'Is everything there?',
  synced: 'Does it match its source?',
  healthy: 'Is it healthy?',
  failing: 'Is something failing?',
  blocked: 'Is the sync blocked?',
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
    answers: card.answers.map(({ question, answer, text, evidence: [proof] }) => ({
      question: QUESTIONS[question],
      answer,
      text: oneLine(text, 400),
      place: proof && placeOf(proof),
    })),
    waves: wavesOf(card),
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

/** Resources by phase and wave, in the order in which Argo CD applies them as the report gives it. */
function wavesOf({ waves = [] }: ApplicationCard) {
  const steps = new Map<string, { name: string; blocked: boolean; resources: { object: string; state: string }[] }>();
  for (const { phase, wave, state, blocked, ...object } of waves.slice(0, MAX_RESOURCES)) {
    const name = oneLine(`${phase} ${wave}`, 80);
    const step = steps.get(name) ?? { name, blocked: false, resources: [] };
    step.blocked ||= blocked;
    step.resources.push({ object: objectName(object), state });
    steps.set(name, step);
  }
  return { steps: [...steps.values()], more: Math.max(0, waves.length - MAX_RESOURCES) };
}
