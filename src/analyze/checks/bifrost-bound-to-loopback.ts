import { objectsOf } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { gateways } from './bifrost-references.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Gateways that listen where only their own container can call them. */
export const bifrostBoundToLoopback = defineCheck({
  run: ({ snapshot, evidence }) =>
    gateways(snapshot).flatMap(({ owner, container, containerPath }): RawFinding[] => {
      const env = objectsOf(container.env);
      const at = env.findLastIndex(({ name }) => name === 'APP_HOST');
      const host = env[at]?.value;
      if (typeof host !== 'string' || !LOOPBACK.test(host)) return [];
      return [
        {
          subject: subjectOf(owner),
          captures: { listen: host },
          evidence: [evidence.field(owner, `${containerPath}.env[${at}].value`)],
          confidence: 'confirmed',
        },
      ];
    }),
});
