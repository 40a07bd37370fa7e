import type { KubeObject } from '../formats/kube-object.ts';
import { objectsOf } from '../formats/kube-object.ts';
import { isPodFinished, isPodReady } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { isYoung, struggling } from './pod-stage.ts';

export type Addresses = { ready: number; source: KubeObject };

/** Services that have pods, and none that is ready; or none because their workload could not make any. */
export function deadServices(snapshot: Snapshot): { service: KubeObject; addresses: Addresses | undefined }[] {
  return selectingServices(snapshot)
    .filter((service) => service.at('spec.publishNotReadyAddresses') !== true && !isYoung(service, snapshot))
    .map((service) => ({ service, addresses: readyAddresses(service, snapshot) }))
    .filter(({ service, addresses }) => {
      const pods = podsOf(service, snapshot);
      const down = pods.filter((pod) => struggling(pod) && isPodReady(pod) === false);
      if (addresses !== undefined && addresses.ready > 0) return false;
      if (pods.length === 0) return waitsForPods(service, snapshot);
      // Pods that have just been made are on their way.
      return down.length === pods.length && !down.every((pod) => isYoung(pod, snapshot));
    });
}

/** A workload wants pods for the Service, and there are none. Where no workload fits, another rule tells it. */
function waitsForPods(service: KubeObject, snapshot: Snapshot): boolean {
  if (!snapshot.coverage.complete('Pod', service.namespace)) return false;
  return snapshot.relations.to(service).some(({ relation, from }) => {
    const workload = relation === 'selected-by' && from.kind !== 'Pod' ? snapshot.objects.find(from) : undefined;
    if (!workload || isYoung(workload, snapshot)) return false;
    return (workload.number('spec.replicas') ?? workload.number('status.desiredNumberScheduled') ?? 0) > 0;
  });
}

/** Services whose addresses come from pods. Others are written by hand or by an operator, or are names only. */
export function selectingServices({ objects }: Snapshot): KubeObject[] {
  return objects
    .ofKind('Service')
    .filter((service) => Object.keys(service.texts('spec.selector')).length > 0)
    .filter((service) => service.string('spec.type') !== 'ExternalName');
}

/** The pods that a Service selects and that are meant to serve. */
export function podsOf(service: KubeObject, { objects, relations }: Snapshot): KubeObject[] {
  return relations
    .to(service)
    .filter(({ relation, from }) => relation === 'selected-by' && from.kind === 'Pod')
    .flatMap(({ from }) => objects.find(from) ?? [])
    .filter((pod) => !isPodFinished(pod));
}

/** How many addresses are ready by the cluster's own word; undefined where neither slices nor endpoints were captured. */
export function readyAddresses(service: KubeObject, { objects }: Snapshot): Addresses | undefined {
  const { namespace, name } = service;
  const slices = objects
    .ofKind('EndpointSlice')
    .filter((slice) => slice.namespace === namespace)
    .filter((slice) => slice.string('metadata.labels["kubernetes.io/service-name"]') === name);
  if (slices[0]) {
    const ready = slices
      .flatMap((slice) => slice.list('endpoints'))
      .filter(({ conditions }) => {
        const { ready } = (conditions ?? {}) as { ready?: unknown };
        // Unset counts as ready (kubernetes/api:discovery/v1/types.go).
        return ready !== false;
      });
    return { ready: ready.length, source: slices[0] };
  }
  const endpoints = objects.find({ kind: 'Endpoints', name, ...(namespace ? { namespace } : {}) });
  if (!endpoints) return undefined;
  const ready = endpoints.list('subsets').flatMap(({ addresses }) => objectsOf(addresses));
  return { ready: ready.length, source: endpoints };
}
