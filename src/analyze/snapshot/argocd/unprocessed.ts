import type { KubeObject } from '../../formats/kube-object.ts';
import { isPodReady } from '../pod.ts';
import type { Snapshot } from '../snapshot.ts';
import { globFits } from './glob.ts';

/** Why no controller looks at an application, as far as the bundle tells. */
export type Unprocessed = {
  by: 'annotation' | 'namespace' | 'controller' | 'unknown';
  text: string;
  object?: KubeObject;
  path?: string;
};

export const SKIP_RECONCILE = 'metadata.annotations["argocd.argoproj.io/skip-reconcile"]';

/** Undefined for an application that has a status, or was not captured in full. */
export function unprocessedReason(
  application: KubeObject,
  { objects }: Pick<Snapshot, 'objects'>,
): Unprocessed | undefined {
  const written = ['health.status', 'sync.status', 'conditions', 'operationState', 'reconciledAt'];
  if (application.fidelity !== 'full' || application.string('metadata.deletionTimestamp')) return undefined;
  if (written.some((path) => application.at(`status.${path}`) !== undefined)) return undefined;
  if (application.string(SKIP_RECONCILE) === 'true') {
    return { by: 'annotation', text: 'it is told to be left alone (skip-reconcile)' };
  }
  return (
    outsideOfNamespaces(application, objects) ??
    controllerDown(objects) ?? { by: 'unknown', text: 'its controller does not process it' }
  );
}

/** argoproj/argo-cd:docs/operator-manual/app-any-namespace.md@37ee0097: others than Argo CD's own must be listed. */
function outsideOfNamespaces(application: KubeObject, objects: Snapshot['objects']): Unprocessed | undefined {
  const settings = objects.ofKind('ConfigMap').filter(({ name }) => name === 'argocd-cmd-params-cm');
  const [own] = settings;
  if (!own || settings.length > 1 || own.namespace === application.namespace) return undefined;
  const path = 'data["application.namespaces"]';
  const listed = (own.string(path) ?? '').split(',').map((glob) => glob.trim());
  // A pattern between slashes is a regular expression, which is not read here.
  if (listed.some((glob) => glob.startsWith('/') || globFits(glob, application.namespace ?? '') !== false))
    return undefined;
  const text = `its namespace ${application.namespace} is not among application.namespaces of Argo CD`;
  return { by: 'namespace', text, object: own, path };
}

function controllerDown(objects: Snapshot['objects']): Unprocessed | undefined {
  const pods = objects
    .ofKind('Pod')
    .filter(
      ({ name, labels }) =>
        labels['app.kubernetes.io/name'] === 'argocd-application-controller' ||
        name.includes('argocd-application-controller'),
    );
  const [pod] = pods;
  if (!pod || pods.some((one) => isPodReady(one) !== false)) return undefined;
  return { by: 'controller', text: `its controller ${pod.name} is not ready`, object: pod, path: 'status.phase' };
}
