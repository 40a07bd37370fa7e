import { objectsOf } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { CONFIG_PATH, keepsInSqlite, releases } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** Releases whose SQLite database lies in a directory that ends with the pod. */
export const bifrostDataEphemeral = defineCheck({
  run: ({ snapshot, evidence }) =>
    releases(snapshot)
      .filter(({ config }) => keepsInSqlite(config))
      .flatMap(({ owner, container, config }): RawFinding[] => {
        const mount = objectsOf(container.volumeMounts).find(({ mountPath }) => mountPath === '/app/data');
        const volumes = owner.list('spec.template.spec.volumes');
        const at = volumes.findIndex(({ name, emptyDir }) => name === mount?.name && emptyDir !== undefined);
        if (!mount || at < 0) return [];
        return [
          {
            subject: subjectOf(owner),
            captures: {},
            evidence: [
              evidence.field(owner, `spec.template.spec.volumes[${at}]`),
              evidence.inside(config, CONFIG_PATH, 'config_store.type', 'sqlite'),
            ],
            confidence: 'confirmed',
          },
        ];
      }),
});
