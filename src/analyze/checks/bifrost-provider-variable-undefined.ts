import type { RawFinding } from '../rules/rule.ts';
import { refOf } from '../snapshot/order.ts';
import { CONFIG_PATH, gateways, originOf, referencesIn } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** References whose variable the container does not have, or has with nothing in it. */
export const bifrostProviderVariableUndefined = defineCheck({
  run: ({ snapshot, evidence }) =>
    gateways(snapshot).flatMap((gateway) =>
      referencesIn(gateway.config).flatMap(({ variable, setting }): RawFinding[] => {
        const origin = originOf(variable, gateway, snapshot);
        const isEmpty = origin.state === 'empty' && !origin.holder;
        // The chart injects these itself, also in ways that the container's spec does not show.
        if ((origin.state !== 'undefined' && !isEmpty) || variable.startsWith('BIFROST_')) return [];
        const { config, owner, containerPath } = gateway;
        const proof = origin.state === 'empty' ? origin.path : owner.at(`${containerPath}.envFrom`) ? 'envFrom' : 'env';
        return [
          {
            subject: { ...subjectOf(config), apiVersion: 'v1' },
            captures: { variable, setting },
            evidence: [
              evidence.inside(config, CONFIG_PATH, setting, `env.${variable}`),
              evidence.field(owner, proof.startsWith('spec') ? proof : `${containerPath}.${proof}`),
            ],
            affected: [refOf(owner)],
          },
        ];
      }),
    ),
});
