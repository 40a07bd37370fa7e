import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { ownedPods } from '../snapshot/owned-pods.ts';
import type { Gateway } from './bifrost-references.ts';
import { CONFIG_PATH, keepsInSqlite, releases } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';

/**
 * Releases that keep their configuration in SQLite and have, or may get, more than one replica. Each replica of a
 * StatefulSet has a database of its own, and those of a Deployment lock each other out of one: neither says a word at start.
 */
export const bifrostSqliteReplicated = defineCheck({
  run: (context) =>
    releases(context.snapshot)
      .filter(({ config }) => keepsInSqlite(config))
      .flatMap((release) => judged(release, context)),
});

function judged({ owner, config }: Gateway, { objects, snapshot, evidence }: CheckContext): RawFinding[] {
  const scaler = objects
    .ofKind('HorizontalPodAutoscaler')
    .find(
      (candidate) =>
        candidate.namespace === owner.namespace &&
        candidate.string('spec.scaleTargetRef.kind') === owner.kind &&
        candidate.string('spec.scaleTargetRef.name') === owner.name,
    );
  const replicas = owner.number('spec.replicas') ?? 1;
  const most = scaler?.number('spec.maxReplicas') ?? 1;
  if (replicas < 2 && most < 2) return [];
  return [
    {
      subject: subjectOf(owner),
      captures: { replicas: String(Math.max(replicas, most)) },
      evidence: [
        replicas > 1 || !scaler ? evidence.field(owner, 'spec.replicas') : evidence.field(scaler, 'spec.maxReplicas'),
        evidence.inside(config, CONFIG_PATH, 'config_store.type', 'sqlite'),
      ],
      affected: [...(scaler ? [refOf(scaler)] : []), ...ownedPods(owner, snapshot).map(refOf)],
      confidence: 'confirmed',
      // An autoscaler that has not scaled yet has broken nothing yet.
      ...(replicas > 1 ? {} : { severity: 'warning' as const }),
    },
  ];
}
