import type { KubeObject } from '../formats/kube-object.ts';
import { valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { templatePathOf } from '../snapshot/pod.ts';
import type { ObjectIndex } from '../snapshot/snapshot.ts';
import { CONFIG_PATH, keepsInSqlite, releases } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/**
 * The volume of an earlier release that nothing mounts any more, beside a younger one that the present release keeps its
 * database in: since chart 2.0.0 a StatefulSet takes `data-<name>-0` in place of the Deployment's `<name>-data`.
 */
export const bifrostClaimLeftBehind = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    releases(snapshot)
      .filter(({ owner, config }) => owner.kind === 'StatefulSet' && keepsInSqlite(config))
      .flatMap(({ owner, config }): RawFinding[] => {
        const claim = (name: string) =>
          objects.find({
            kind: 'PersistentVolumeClaim',
            name,
            ...(owner.namespace ? { namespace: owner.namespace } : {}),
          });
        const [old, present] = [claim(`${owner.name}-data`), claim(`data-${owner.name}-0`)];
        if (!old || !present || old.string('status.phase') !== 'Bound' || isMounted(old, objects)) return [];
        if (created(old) >= created(present)) return [];
        return [
          {
            subject: subjectOf(old),
            captures: { present: present.name },
            evidence: [
              evidence.field(old, 'metadata.creationTimestamp'),
              evidence.field(present, 'metadata.creationTimestamp'),
              evidence.inside(config, CONFIG_PATH, 'config_store.type', 'sqlite'),
            ],
            affected: [refOf(owner), refOf(present)],
          },
        ];
      }),
});

function isMounted(claim: KubeObject, objects: ObjectIndex): boolean {
  return objects.all().some((owner) => {
    const template = templatePathOf(owner.kind);
    if (template === undefined || owner.namespace !== claim.namespace) return false;
    const volumes = owner.list(template === '' ? 'spec.volumes' : `${template}.spec.volumes`);
    return volumes.some((volume) => valueAt(volume, 'persistentVolumeClaim.claimName') === claim.name);
  });
}

function created(claim: KubeObject): string {
  return claim.string('metadata.creationTimestamp') ?? '';
}
