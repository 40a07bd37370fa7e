import { applicationCards } from '../../../src/analyze/applications/index.ts';
import { createEvidenceMaker } from '../../../src/analyze/evidence.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { ApplicationCard, Diagnosis, Finding } from '../../../src/report-format/report.ts';
import { reportSchema } from '../../../src/report-format/schema.ts';
import { ago, object } from '../../support/check.ts';
import { type Story, snapshotOf } from '../../support/snapshot-of.ts';

type ApplicationStory = {
  spec?: JsonObject;
  status?: JsonObject;
  metadata?: JsonObject;
  health?: string;
  sync?: string;
  resources?: JsonObject[];
  operation?: JsonObject;
  conditions?: JsonObject[];
};

/** The application `argocd/shop` of namespace `shop`, synced and healthy unless the story says otherwise. */
export function application(story: ApplicationStory = {}): JsonObject {
  const { health = 'Healthy', sync = 'Synced', resources = [web], operation, conditions } = story;
  return {
    kind: 'Application',
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: 'shop', namespace: 'argocd', creationTimestamp: ago(86_400), ...story.metadata },
    spec: {
      project: 'default',
      source: { repoURL: 'https://git.example/shop.git', path: 'deploy', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      ...story.spec,
    },
    status: {
      health: { status: health, lastTransitionTime: ago(3600) },
      sync: { status: sync, revision: 'aaa' },
      reconciledAt: ago(60),
      resources,
      ...(operation ? { operationState: operation } : {}),
      ...(conditions ? { conditions } : {}),
      ...story.status,
    },
  };
}

export const automated = (settings: JsonObject = {}): JsonObject => ({ syncPolicy: { automated: settings } });

export const web = managed('apps', 'Deployment', 'web');

/** A row of `status.resources`. */
export function managed(group: string, kind: string, name: string, rest: JsonObject = {}): JsonObject {
  return { ...(group ? { group } : {}), version: 'v1', kind, namespace: 'shop', name, status: 'Synced', ...rest };
}

/** A row of `syncResult.resources`. */
export function applied(group: string, kind: string, name: string, rest: JsonObject = {}): JsonObject {
  return { group, version: 'v1', kind, namespace: 'shop', name, status: 'Synced', syncPhase: 'Sync', ...rest };
}

/** A Deployment of `wanted` replicas, of which `ready` are. */
export function deployment(name = 'web', ready = 1, wanted = 1, conditions: JsonObject[] = []): JsonObject {
  return object(
    'Deployment',
    name,
    {
      metadata: { generation: 1 },
      spec: { replicas: wanted },
      status: {
        observedGeneration: 1,
        replicas: wanted,
        updatedReplicas: wanted,
        readyReplicas: ready,
        availableReplicas: ready,
        conditions,
      },
    },
    'apps/v1',
  );
}

const leavesAsIs = { text: (text: string) => text, object: <T>(whole: T) => whole, counts: () => ({}) };

/** The card of the one application of a story; every card is held against the report's schema. */
export function cardOf(story: Story, findings: Finding[] = [], diagnoses: Diagnosis[] = []): ApplicationCard {
  const snapshot = snapshotOf(story);
  const [card] = applicationCards(snapshot, findings, diagnoses, createEvidenceMaker(snapshot, leavesAsIs));
  return reportSchema.shape.applications.element.parse(card);
}

export function answerOf(card: ApplicationCard, question: ApplicationCard['answers'][number]['question']): string {
  const found = card.answers.find((one) => one.question === question);
  return `${found?.answer}: ${found?.text}`;
}
