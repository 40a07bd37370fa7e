import type { JsonObject, KubeObject } from '../formats/kube-object.ts';
import { objectsOf } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { containersOf } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { podsOf, selectingServices } from './service-endpoints.ts';

/**
 * Services that send to a port which none of their pods declares. By name that can never work. By number it can, since a
 * container need not declare what it listens on; so that is told only where a client was refused there.
 */
export const serviceTargetPortUndeclared = defineCheck({
  run: ({ snapshot, evidence }) =>
    selectingServices(snapshot).flatMap((service) => {
      const pods = podsOf(service, snapshot).filter(({ fidelity }) => fidelity === 'full');
      const declared = pods.flatMap(portsOf);
      const [pod] = pods;
      if (!pod || service.fidelity !== 'full') return [];

      return service.list('spec.ports').flatMap((port, index): RawFinding[] => {
        const target = String(port.targetPort ?? port.port);
        if (declared.some(({ name, containerPort }) => name === target || String(containerPort) === target)) return [];
        const isNumber = /^\d+$/.test(target);
        if (isNumber && (declared.length === 0 || !isRefused(service, pods, port, target, snapshot))) return [];
        const offered = declared.map(({ name, containerPort }) =>
          name ? `${name} (${containerPort})` : containerPort,
        );
        return [
          {
            subject: subjectOf(service),
            captures: { port: target, ports: [...new Set(offered)].join(', ') || 'none' },
            evidence: [
              evidence.field(service, `spec.ports[${index}]`),
              ...containersOf(pod)
                .filter(({ spec }) => spec.ports !== undefined)
                .map(({ specPath }) => evidence.field(pod, `${specPath}.ports`)),
            ],
            confidence: isNumber ? 'likely' : 'confirmed',
          },
        ];
      });
    }),
});

/** Of all containers: native sidecars are init containers and declare ports too. */
function portsOf(pod: KubeObject): JsonObject[] {
  return containersOf(pod).flatMap(({ spec }) => objectsOf(spec.ports));
}

/** Whether some log names the Service at its port, or one of its pods at the target port, as refusing. */
function isRefused(
  service: KubeObject,
  pods: readonly KubeObject[],
  port: JsonObject,
  target: string,
  { logs }: Snapshot,
): boolean {
  const ofService = [service.string('spec.clusterIP'), service.name, `${service.name}.${service.namespace}`];
  const ofPods = pods.map((pod) => pod.string('status.podIP'));
  const names = (host: string, list: (string | undefined)[]) =>
    list.some((name) => name !== undefined && (host === name || host.startsWith(`${name}.svc`)));
  return logs.some(({ hits }) =>
    hits.some(({ captures: { host, port: wanted }, first }) => {
      if (!host || !/refused/i.test(first.text)) return false;
      return (wanted === String(port.port) && names(host, ofService)) || (wanted === target && names(host, ofPods));
    }),
  );
}
