import type { Evidence } from '../../report-format/report.ts';
import type { JsonObject, KubeObject } from '../formats/kube-object.ts';
import { isJsonObject, valueAt } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';
import { readyAddresses } from './service-endpoints.ts';

const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

/** Webhooks whose Service is not there, or has nobody behind it: the next object that they must see is refused. */
export const webhookWithoutEndpoints = defineCheck({
  run: (context) =>
    KINDS.flatMap((kind) => context.objects.ofKind(kind)).flatMap((configuration) =>
      configuration.list('webhooks').flatMap((webhook, index): RawFinding[] => {
        const proof = unserved(webhook, context);
        if (!proof) return [];
        const { service, evidence } = proof;
        const policy = `webhooks[${index}].failurePolicy`;
        return [
          {
            subject: subjectOf(configuration),
            captures: { webhook: String(webhook.name ?? configuration.name), service },
            evidence: [
              context.evidence.field(configuration, `webhooks[${index}].clientConfig.service`),
              context.evidence.field(configuration, policy),
              ...evidence,
            ],
            confidence: 'confirmed',
            // With Ignore the API server goes on without it.
            ...(configuration.string(policy) === 'Ignore' ? { severity: 'info' as const } : {}),
          },
        ];
      }),
    ),
});

function unserved(
  webhook: JsonObject,
  { objects, snapshot, evidence }: CheckContext,
): { service: string; evidence: Evidence[] } | undefined {
  const wanted = valueAt(webhook, 'clientConfig.service');
  if (!isJsonObject(wanted) || typeof wanted.name !== 'string' || typeof wanted.namespace !== 'string')
    return undefined;
  const identity = { kind: 'Service', namespace: wanted.namespace, name: wanted.name };
  const service = `${wanted.namespace}/${wanted.name}`;
  const found: KubeObject | undefined = objects.find(identity);
  if (!found) {
    const absence = evidence.absence(identity);
    return absence && { service, evidence: [absence] };
  }
  const addresses = readyAddresses(found, snapshot);
  if (!addresses || addresses.ready > 0 || isYoung(found, snapshot)) return undefined;
  const field = addresses.source.kind === 'EndpointSlice' ? 'endpoints' : 'subsets';
  return { service, evidence: [evidence.field(addresses.source, field)] };
}
