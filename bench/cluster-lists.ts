import { closeSync, openSync, writeSync } from 'node:fs';

/** A pod as a cluster holds it, managed fields included, from a seed. */
export function podOf(seed: number): object {
  const name = `web-${(seed * 2_654_435_761) % 4_294_967_296}`;
  return {
    metadata: {
      name,
      namespace: `team-${seed % 40}`,
      uid: `00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`,
      resourceVersion: String(1_000_000 + seed),
      creationTimestamp: '2026-03-01T10:00:00Z',
      labels: { app: 'web', 'pod-template-hash': '5c8d7b9f64', team: `team-${seed % 40}` },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5c8d7b9f64', controller: true }],
      managedFields: ['kube-controller-manager', 'kubelet'].map((manager) => ({
        manager,
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-03-01T10:00:05Z',
        fieldsV1: {
          'f:metadata': { 'f:labels': { 'f:app': {}, 'f:team': {} } },
          'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } } },
        },
      })),
    },
    spec: {
      nodeName: `node-${seed % 60}`,
      serviceAccountName: 'web',
      containers: [
        {
          name: 'web',
          image: `registry.example/web:${seed % 7}`,
          env: Array.from({ length: 12 }, (_, index) => ({
            name: `SETTING_${index}`,
            value: `value ${index} of ${name}`,
          })),
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          volumeMounts: [{ name: 'config', mountPath: '/etc/web' }],
        },
      ],
      volumes: [{ name: 'config', configMap: { name: 'web' } }],
    },
    status: {
      phase: 'Running',
      podIP: `10.244.${seed % 250}.${(seed >> 3) % 250}`,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: '2026-03-01T10:00:05Z',
      })),
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          restartCount: 0,
          image: 'web',
          state: { running: { startedAt: '2026-03-01T10:00:04Z' } },
        },
      ],
    },
  };
}

/** Writes a typed list of pods as `kubectl get -o json` would, of at least so many bytes. */
export function writePodList(file: string, bytes: number): void {
  const handle = openSync(file, 'w');
  let written = writeSync(handle, '{"kind":"PodList","apiVersion":"v1","items":[\n');
  for (let seed = 0; written < bytes; seed += 1) {
    const item = JSON.stringify(podOf(seed), null, 2);
    written += writeSync(handle, seed === 0 ? item : `,\n${item}`);
  }
  writeSync(handle, ']}\n');
  closeSync(handle);
}
