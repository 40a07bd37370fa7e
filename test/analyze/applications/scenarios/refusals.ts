import { refused, type Scenario } from './scenario.ts';

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
];
