import type { BundleFiles } from '../read-bundle.ts';
import { application, event, list, node, pod, withoutKind } from './objects.ts';

const ROOT = 'support-bundle-2024-05-01T10_20_30';
const RESOURCES = `${ROOT}/cluster-resources`;

/** A bundle of the support-bundle convention as v0.133 writes it, links before their targets included. */
export function supportBundle(): BundleFiles {
  return {
    [`${ROOT}/all-logs/api-0/web.log`]: { link: `${RESOURCES}/pods/logs/shop/api-0/web.log` },
    [`${ROOT}/version.yaml`]:
      'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\nspec:\n  versionNumber: v0.133.0\n',
    [`${ROOT}/analysis.json`]: '[]',
    [`${ROOT}/cluster-info/cluster_version.json`]: '{"info": {"gitVersion": "v1.30.2"}, "string": "v1.30.2"}',
    [`${RESOURCES}/pods/shop.json`]: list('Pod', [pod('api-0'), pod('api-1')]),
    [`${RESOURCES}/services/shop.json`]: list('Service', []),
    [`${RESOURCES}/events/shop.json`]: list('Event', [event('BackOff', 'api-0')]),
    [`${RESOURCES}/nodes.json`]: list('Node', [node('node-a')]),
    [`${RESOURCES}/namespaces.json`]: JSON.stringify([
      withoutKind({ metadata: { name: 'shop' }, status: { phase: 'Active' } }),
    ]),
    [`${RESOURCES}/pvs.json`]: '',
    [`${RESOURCES}/pvs-errors.json`]: '["persistentvolumes is forbidden"]',
    [`${RESOURCES}/jobs-errors.json`]: '{"shop": "jobs.batch is forbidden"}',
    [`${RESOURCES}/custom-resources/applications.argoproj.io/argocd.json`]: JSON.stringify([application('storefront')]),
    [`${RESOURCES}/custom-resources/applications.argoproj.io/argocd.yaml`]: {
      link: `${RESOURCES}/custom-resources/applications.argoproj.io/argocd.json`,
    },
    [`${RESOURCES}/custom-resources/widgets.example.com/shop.json`]: '[]',
    [`${RESOURCES}/auth-cani-list/shop.json`]: '[{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}]',
    [`${RESOURCES}/image-pull-secrets/shop/registry.json`]: '{"registry.example": "robot"}',
    [`${RESOURCES}/custom-resource-definitions.json`]: list(
      'CustomResourceDefinition',
      [
        {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'widgets.example.com' },
          spec: {
            group: 'example.com',
            names: { plural: 'widgets', kind: 'Widget' },
            scope: 'Namespaced',
            versions: [{ name: 'v1', served: true, storage: true }],
          },
        },
      ],
      'apiextensions.k8s.io/v1',
    ),
    [`${RESOURCES}/pods/logs/shop/api-0/web.log`]: 'starting\nfailed\n',
    [`${RESOURCES}/pods/logs/shop/api-0/web-previous.log`]: 'starting\n',
    [`${RESOURCES}/pods/logs/shop/api-1/web-logs-errors.log`]: 'container "web" is waiting to start',
    [`${ROOT}/secrets/shop/database.json`]: JSON.stringify({
      namespace: 'shop',
      name: 'database',
      key: 'password',
      secretExists: true,
      keyExists: true,
      value: 'tr0ub4dor',
    }),
    [`${ROOT}/secrets/shop/missing.json`]: JSON.stringify({
      namespace: 'shop',
      name: 'missing',
      key: '',
      secretExists: false,
      keyExists: false,
    }),
    [`${ROOT}/skipped-collectors.json`]: JSON.stringify([
      { collector: 'exec', reason: 'insufficient RBAC permissions', errors: ['pods/exec is forbidden'] },
    ]),
    [`${ROOT}/collector-errors/copy/app-error.json`]: '{"collector": "copy/app", "error": "no such file"}',
    [`${ROOT}/postgres/main.json`]: '{"isConnected": false, "error": "connection refused", "version": ""}',
    [`${ROOT}/host-collectors/system/cpu.json`]: '{"logicalCount": 4}',
  };
}
