import type { ApplicationCard, Diagnosis, Finding } from '../../report-format/report.ts';
import type { EvidenceMaker } from '../evidence.ts';
import type { KubeObject } from '../formats/kube-object.ts';
import {
  applicationConditionsOf,
  destinationOf,
  revisionsOf,
  sourcesOf,
  syncPolicyOf,
} from '../snapshot/argocd/application.ts';
import type { HealthOptions } from '../snapshot/argocd/application-health.ts';
import { applicationHealthOf } from '../snapshot/argocd/application-health.ts';
import { absentApplications } from '../snapshot/argocd/generated.ts';
import { operationOf } from '../snapshot/argocd/operation.ts';
import { windowStateOf } from '../snapshot/argocd/sync-windows.ts';
import { syncTasksOf } from '../snapshot/argocd/tasks.ts';
import { argocdVersionOf } from '../snapshot/argocd/version.ts';
import { wavesOf } from '../snapshot/argocd/waves.ts';
import { toUtc } from '../snapshot/capture-time.ts';
import { keyOf } from '../snapshot/object-index.ts';
import { compareText } from '../snapshot/order.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { absentCard } from './absent.ts';
import { blockedAnswer } from './answers/blocked.ts';
import { failingAnswer, failingObject } from './answers/failing.ts';
import { healthyAnswer } from './answers/healthy.ts';
import { presentAnswer } from './answers/present.ts';
import { syncedAnswer } from './answers/synced.ts';
import { needsOf } from './needs.ts';
import type { Answer, Subject } from './subject.ts';
import { sentence } from './subject.ts';
import { diagnosesTouching } from './touching.ts';
import { verdictOf } from './verdict.ts';

/** One card for each Argo CD application of the bundle, then one for each that is named and does not exist; by name. */
export function applicationCards(
  snapshot: Snapshot,
  findings: readonly Finding[],
  diagnoses: readonly Diagnosis[],
  evidence: EvidenceMaker,
  options: HealthOptions = {},
): ApplicationCard[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const version = argocdVersionOf(snapshot);
  const health = { ...(version ? { version } : {}), ...options };
  const present = [...snapshot.objects.ofKind('Application')]
    .sort((a, b) => compareText(keyOf(a), keyOf(b)))
    .map((application) => cardOf(subjectOf(application, snapshot, byId, diagnoses, evidence, health)));
  const absent = absentApplications(snapshot).slice(0, MAX_ABSENT);
  return [...present, ...absent.map((one) => absentCard(one, byId, diagnoses, evidence))];
}

/** A set whose Git directory vanished may name thousands; the first tell the trouble. */
const MAX_ABSENT = 50;

function subjectOf(
  application: KubeObject,
  snapshot: Snapshot,
  findings: ReadonlyMap<string, Finding>,
  diagnoses: readonly Diagnosis[],
  evidence: EvidenceMaker,
  options: HealthOptions,
): Subject {
  const health = applicationHealthOf(application, snapshot, options);
  const operation = operationOf(application);
  const tasks = syncTasksOf(application, snapshot);
  const touching = diagnosesTouching(application, health.resources, diagnoses, findings, snapshot);
  return {
    application,
    snapshot,
    evidence,
    remote: destinationOf(application).remote,
    reported: application.string('status.health.status') ?? '',
    sync: application.string('status.sync.status') ?? '',
    policy: syncPolicyOf(application),
    conditions: applicationConditionsOf(application),
    operation,
    window: windowStateOf(application, snapshot),
    tasks,
    waves: wavesOf(operation, health.resources, snapshot, tasks?.tasks),
    health,
    diagnoses: touching,
    cause: touching.find(({ current, cause }) => current && findings.get(cause)?.role === 'cause'),
    findings,
  };
}

function cardOf(subject: Subject): ApplicationCard {
  const { application, snapshot, operation, waves, health, reported, sync } = subject;
  const redact = (text: string) => subject.evidence.redact(text);
  const failing = failingObject(subject);
  const { verdict, sentence: inOneSentence } = verdictOf(subject, failing);
  const answer = (question: ApplicationCard['answers'][number]['question'], { text, ...rest }: Answer) => ({
    question,
    ...rest,
    text: redact(sentence(text)),
  });
  const asOf = toUtc(application.string('status.reconciledAt'));
  const needs = subject.remote ? [] : needsOf(application, health.resources, operation, snapshot);

  return {
    name: application.name,
    ...(application.namespace ? { namespace: application.namespace } : {}),
    project: application.string('spec.project') || 'default',
    destination: destinationOf(application),
    sources: sourcesOf(application).map((source) => ({ ...source, repoURL: redact(source.repoURL) })),
    revisions: revisionsOf(application),
    health: {
      reported: reported || 'none',
      recomputed: health.status,
      ...(health.reason ? { reason: redact(health.reason) } : {}),
    },
    sync: {
      status: sync || 'none',
      ...(operation.phase ? { phase: operation.phase } : {}),
      ...(operation.message ? { message: redact(operation.message) } : {}),
    },
    ...(asOf ? { asOf } : {}),
    verdict,
    sentence: redact(inOneSentence),
    answers: [
      answer('present', presentAnswer(subject)),
      answer('synced', syncedAnswer(subject)),
      answer('healthy', healthyAnswer(subject)),
      answer('failing', failingAnswer(subject, failing)),
      answer('blocked', blockedAnswer(subject, failing)),
    ],
    ...(waves.length > 0 ? { waves } : {}),
    ...(needs.length > 0 ? { needs } : {}),
    diagnoses: subject.diagnoses.map(({ id }) => id),
  };
}
