import { expect, test } from 'vitest';
import { kindNamed } from '../../../../src/analyze/formats/objects/kinds.ts';

test.each([
  ['pods', 'Pod'],
  ['pod', 'Pod'],
  ['storage-classes', 'StorageClass'],
  ['clusterRoleBindings', 'ClusterRoleBinding'],
  ['network-policy', 'NetworkPolicy'],
  ['ingress', 'Ingress'],
  ['resource-quotas', 'ResourceQuota'],
  ['pvs', 'PersistentVolume'],
  ['pvc', 'PersistentVolumeClaim'],
  ['endpoints', 'Endpoints'],
  ['endpointslices', 'EndpointSlice'],
  ['deployments.apps', 'Deployment'],
  ['applications.argoproj.io', 'Application'],
  ['certificatesigningrequests.certificates.k8s.io', 'CertificateSigningRequest'],
])('%s names %s', (name, kind) => {
  expect(kindNamed(name)?.kind).toBe(kind);
});

test.each(['applications.example.com', 'services.serving.knative.dev', 'nodes.longhorn.io', 'values', 'default'])(
  '%s names none of the known kinds',
  (name) => {
    expect(kindNamed(name)).toBeUndefined();
  },
);
