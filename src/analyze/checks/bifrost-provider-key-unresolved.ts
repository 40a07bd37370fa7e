import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { CONFIG_PATH, gateways, originOf, referencesIn } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** References whose variable is taken from a key that the Secret or ConfigMap does not have. */
export const bifrostProviderKeyUnresolved = defineCheck({
  run: ({ snapshot, evidence }) =>
    gateways(snapshot).flatMap((gateway) =>
      referencesIn(gateway.config).flatMap(({ variable, setting }): RawFinding[] => {
        const origin = originOf(variable, gateway, snapshot);
        if (origin.state !== 'empty' || !origin.holder || !origin.key) return [];
        const { config, owner } = gateway;
        return [
          {
            subject: { ...subjectOf(origin.holder), apiVersion: 'v1' },
            captures: { variable, setting, key: origin.key },
            evidence: [
              evidence.absentKey(origin.holder, origin.key),
              evidence.field(owner, origin.path),
              evidence.inside(config, CONFIG_PATH, setting, `env.${variable}`),
            ],
            affected: [refOf(owner)],
          },
        ];
      }),
    ),
});
