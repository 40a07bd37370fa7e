import { object } from '../../../support/check.ts';
import { application, automated, deployment, managed } from '../story.ts';
import { failedWith, refused, type Scenario, story, succeeded } from './scenario.ts';

const tooLong =
  'CustomResourceDefinition.apiextensions.k8s.io "widgets.shop.example" is invalid: metadata.annotations: Too long:';
const webhook = (why: string) =>
  `Internal error occurred: failed calling webhook "policy.shop.example": failed to call webhook: Post "https://policy.shop.svc:443/validate?timeout=10s": ${why}`;

/** `[what is refused, the rule, the words]`. */
const MORE: [name: string, rule: string, message: string][] = [
  [
    'the API group is not known',
    'argocd-crd-missing',
    'failed to discover server resources for group version shop.example/v1: the server could not find the requested resource',
  ],
  [
    'the API does not know the account',
    'argocd-operation-error',
    'failed to discover server resources for group version apps/v1: Unauthorized',
  ],
  [
    'the kind is not recognised',
    'argocd-crd-missing',
    'unable to recognize "/dev/shm/1": no matches for kind "Widget" in version "shop.example/v1"',
  ],
  ['the namespace is missing', 'argocd-namespace-missing', 'namespaces "shop" not found'],
  [
    'the namespace cannot be read',
    'argocd-namespace-missing',
    'error getting namespace shop: etcdserver: request timed out',
  ],
  [
    'the namespace cannot be made',
    'argocd-namespace-missing',
    'namespace auto creation failed: namespaces is forbidden',
  ],
  ['the namespace cannot be changed', 'argocd-namespace-missing', 'namespaceModifier error: no such label'],
  [
    'the namespace is being deleted',
    'argocd-namespace-missing',
    'configmaps "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
  ],
  [
    'the account lacks the right',
    'argocd-account-forbidden',
    'deployments.apps is forbidden: User "system:serviceaccount:argocd:argocd-application-controller" cannot create resource "deployments" in API group "apps" in the namespace "shop"',
  ],
  [
    'the annotation is too long, with the advice',
    'argocd-annotation-too-long',
    `${tooLong} must have at most 262144 bytes \n -Additional Info: This error usually means that you are trying to add a large resource on client side. Consider using Server-side apply or syncing with replace enabled.`,
  ],
  [
    'a field of a Job is immutable',
    'argocd-field-immutable',
    'Job.batch "migrate" is invalid: spec.template: Invalid value: core.PodTemplateSpec{}: field is immutable',
  ],
  [
    'a field of a StatefulSet is immutable',
    'argocd-field-immutable',
    "StatefulSet.apps \"db\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'template' are forbidden",
  ],
  [
    'a claim is immutable',
    'argocd-field-immutable',
    'PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
  ],
  ['a field is missing', 'argocd-object-refused', 'Deployment.apps "web" is invalid: spec.selector: Required value'],
  [
    'the manifest does not validate',
    'argocd-manifest-invalid',
    'error validating data: ValidationError(Deployment.spec): missing required field "selector"',
  ],
  [
    'a field is not known',
    'argocd-manifest-invalid',
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.x"',
  ],
  [
    'a webhook refuses the connection',
    'webhook-unreachable',
    webhook('dial tcp 10.96.7.7:443: connect: connection refused'),
  ],
  [
    'the certificate of a webhook is over',
    'webhook-unreachable',
    webhook('tls: failed to verify certificate: x509: certificate has expired or is not yet valid'),
  ],
  ['a webhook answers too late', 'webhook-unreachable', webhook('context deadline exceeded')],
  [
    'two writers met',
    'argocd-write-conflict',
    'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
  ],
  [
    'the object cannot be read',
    'argocd-operation-error',
    'Failed to get live resource the server was unable to return a response in the time allotted',
  ],
  [
    'the health of the object fails',
    'argocd-health-undetermined',
    'failed to get resource health: <string>:3: attempt to index a non-table object(nil)',
  ],
  [
    'the finalizer of a hook cannot be taken off',
    'argocd-operation-error',
    'Failed to remove hook finalizer: etcdserver: request timed out',
  ],
  [
    'an object cannot be deleted',
    'argocd-operation-error',
    'failed to delete resource: the server was unable to return a response in the time allotted',
  ],
];

const served = {
  kind: 'CustomResourceDefinition',
  apiVersion: 'apiextensions.k8s.io/v1',
  metadata: { name: 'widgets.shop.example' },
  spec: { group: 'shop.example', names: { kind: 'Widget' }, versions: [{ name: 'v1', served: true }] },
  status: { conditions: [{ type: 'Established', status: 'True' }] },
};
const old = (rest: object) => managed('', 'ConfigMap', 'old', { status: 'OutOfSync', requiresPruning: true, ...rest });
const leftOver = (message: string): Scenario => ({
  name: `an object that left the source stays: ${message}`,
  broken: story(
    application({
      sync: 'OutOfSync',
      spec: automated(),
      operation: {
        ...failedWith(message, { group: '', kind: 'ConfigMap', name: 'old', status: 'PruneSkipped' }),
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
      },
      resources: [old({})],
    }),
    object('ConfigMap', 'old'),
  ),
  good: story(application({ spec: automated({ prune: true }), operation: succeeded }), deployment()),
  rules: ['argocd-prune-needed'],
  verdict: 'sync',
});

/** What the cluster, or the project, refuses of a sync. */
export const REFUSALS: Scenario[] = [
  refused(
    'the definition is missing',
    'argocd-crd-missing',
    'The Kubernetes API could not find shop.example/Widget for requested resource shop/one. Make sure the "Widget" CRD is installed on the destination cluster.',
  ),
  refused(
    'the definition is missing, in the words of kubectl',
    'argocd-crd-missing',
    'resource mapping not found for name: "one" namespace: "shop" from "/dev/shm/1": no matches for kind "Widget" in version "shop.example/v1" ensure CRDs are installed first',
  ),
  refused(
    'the project does not permit the kind',
    'argocd-not-permitted',
    'resource :Namespace is not permitted in project default',
  ),
  refused(
    'the project does not permit the namespace',
    'argocd-not-permitted',
    "namespace kube-system is not permitted in project 'default'",
  ),
  refused(
    'the annotation is too long, old words',
    'argocd-annotation-too-long',
    'CustomResourceDefinition.apiextensions.k8s.io "widgets.shop.example" is invalid: metadata.annotations: Too long: must have at most 262144 bytes',
  ),
  refused(
    'the annotation is too long, new words',
    'argocd-annotation-too-long',
    'CustomResourceDefinition.apiextensions.k8s.io "widgets.shop.example" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes',
  ),
  refused(
    'another writer owns the field',
    'argocd-apply-conflict',
    'Apply failed with 1 conflict: conflict with "kube-controller-manager" using apps/v1: .spec.replicas',
  ),
  refused(
    'force with server-side apply',
    'argocd-force-server-side',
    'error validating options: --force cannot be used with --server-side',
  ),
  refused(
    'the object vanished',
    'argocd-resource-vanished',
    'Resource batch/Job/migrate is missing, it might have been deleted',
  ),
  refused(
    'the quota is used up',
    'quota-exceeded',
    'pods "web" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=3, limited: requests.cpu=4',
  ),
  refused(
    'a webhook denies',
    'webhook-denied',
    'admission webhook "policy.shop.example" denied the request: no label team',
  ),
  refused(
    'a webhook does not answer',
    'webhook-unreachable',
    'Internal error occurred: failed calling webhook "policy.shop.example": failed to call webhook: Post "https://policy.shop.svc:443/validate?timeout=10s": no endpoints available for service "policy"',
  ),
  ...MORE.map(([name, rule, message]) => refused(name, rule, message)),
  {
    ...refused(
      'the definition has another version',
      'argocd-version-not-served',
      'The Kubernetes API could not find version "v1beta1" of shop.example/Widget for requested resource shop/one. Version "v1" of shop.example/Widget is installed on the destination cluster.',
    ),
    broken: story(
      application({
        sync: 'OutOfSync',
        spec: automated(),
        operation: failedWith(
          'The Kubernetes API could not find version "v1beta1" of shop.example/Widget for requested resource shop/one. Version "v1" of shop.example/Widget is installed on the destination cluster.',
        ),
      }),
      deployment(),
      served,
    ),
  },
  leftOver('ignored (requires pruning)'),
  leftOver('ignored (no prune)'),
];
