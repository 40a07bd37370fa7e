import type { KubernetesObject } from './objects.ts';

type Column = { name: string; priority?: number; cell: (object: KubernetesObject) => string | number };

const POD: Column[] = [
  {
    name: 'Ready',
    cell: ({ status }) => `${containers(status).filter(({ ready }) => ready).length}/${containers(status).length}`,
  },
  { name: 'Status', cell: ({ status }) => waitingReason(status) ?? status?.phase ?? 'Unknown' },
  {
    name: 'Restarts',
    cell: ({ status }) => containers(status).reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
  },
  { name: 'Node', priority: 1, cell: ({ spec }) => spec?.nodeName ?? '<none>' },
];

const COLUMNS: Record<string, Column[]> = {
  Pod: POD,
  Event: [
    { name: 'Type', cell: ({ type }) => type },
    { name: 'Reason', cell: ({ reason }) => reason },
    { name: 'Object', cell: ({ involvedObject }) => `${involvedObject.kind.toLowerCase()}/${involvedObject.name}` },
    { name: 'Message', cell: ({ message }) => message },
  ],
};

/** meta.k8s.io/v1 Table: what `kubectl get` prints, as the server makes it. */
export function tableOf(objects: readonly KubernetesObject[], kind: string, metadata: object) {
  const columns: Column[] = [{ name: 'Name', cell: ({ metadata }) => metadata.name }, ...(COLUMNS[kind] ?? [])];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, priority = 0 }) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

type ContainerStatus = { ready?: boolean; restartCount?: number; state?: { waiting?: { reason: string } } };

function containers(status: { containerStatuses?: ContainerStatus[] } | undefined): ContainerStatus[] {
  return status?.containerStatuses ?? [];
}

function waitingReason(status: { containerStatuses?: ContainerStatus[] } | undefined): string | undefined {
  return containers(status).find(({ state }) => state?.waiting)?.state?.waiting?.reason;
}
