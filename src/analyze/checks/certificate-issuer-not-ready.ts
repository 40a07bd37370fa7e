import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** The setting that each type of issuer stands or falls with. */
const SETTINGS = ['spec.acme.server', 'spec.ca.secretName', 'spec.vault.server', 'spec.venafi.zone'];

export const certificateIssuerNotReady = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    [...objects.ofKind('Issuer'), ...objects.ofKind('ClusterIssuer')].flatMap((issuer): RawFinding[] => {
      const ready = issuer.list('status.conditions').find(({ type }) => type === 'Ready');
      const proof = evidence.condition(issuer, 'Ready');
      if (!ready || !proof || ready.status === 'True' || isYoung(issuer, snapshot)) return [];
      return [
        {
          subject: subjectOf(issuer),
          captures: { message: String(ready.message ?? ready.reason ?? 'no reason given').trim() },
          evidence: [
            proof,
            ...SETTINGS.filter((path) => issuer.at(path) !== undefined).map((path) => evidence.field(issuer, path)),
          ],
        },
      ];
    }),
});
