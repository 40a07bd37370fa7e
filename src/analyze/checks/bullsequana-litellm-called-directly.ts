import type { KubeObject } from '../formats/kube-object.ts';
import { objectsOf } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { templatePathOf } from '../snapshot/pod.ts';
import type { ObjectIndex } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';

/** The host under which the platform offers its API: `llm-backend.<platform-domain>`. */
const STABLE_HOST = /^llm-backend\./;
const LITELLM = /^https?:\/\/(litellm(?:[a-z0-9-]{0,40})(?:\.[a-z0-9-]{1,60}){0,6}(?::\d{1,5})?)(?:\/|$)/i;
/** What stands between the applications and LiteLLM, and LiteLLM itself. */
const OF_THE_PLATFORM = /llm-backend|litellm|core-?ai|apisix|prometheus|grafana|alloy|gateway/i;

/** Workloads that were given LiteLLM's own address on a platform that has an API of its own in front of it. */
export const bullsequanaLitellmCalledDirectly = defineCheck({
  run: ({ objects, evidence }) => {
    if (!hasStableApi(objects)) return [];
    return objects.all().flatMap((owner): RawFinding[] => {
      const template =
        owner.kind === 'Pod' || owner.list('metadata.ownerReferences').length > 0 ? '' : templatePathOf(owner.kind);
      if (!template || OF_THE_PLATFORM.test(owner.name)) return [];
      return owner.list(`${template}.spec.containers`).flatMap((container, index) =>
        objectsOf(container.env).flatMap(({ name, value }, at): RawFinding[] => {
          const address = typeof value === 'string' ? LITELLM.exec(value)?.[1] : undefined;
          if (!address) return [];
          return [
            {
              subject: subjectOf(owner),
              captures: { variable: String(name), address },
              evidence: [evidence.field(owner, `${template}.spec.containers[${index}].env[${at}].value`)],
            },
          ];
        }),
      );
    });
  },
});

function hasStableApi(objects: ObjectIndex): boolean {
  const hosts = (ingress: KubeObject) => ingress.list('spec.rules').map(({ host }) => String(host));
  return objects.ofKind('Ingress').some((ingress) => hosts(ingress).some((host) => STABLE_HOST.test(host)));
}
