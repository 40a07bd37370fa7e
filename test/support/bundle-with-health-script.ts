import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPT = 'return { status = "Degraded", message = "the widget says " .. obj.status.phase }';

/**
 * A bundle whose Argo CD brings a health script of its own, in `folder`: it needs the Lua that is in the program,
 * and for its YAML the reader of it.
 */
export function writeBundleWithHealthScript(folder: string): void {
  const write = (file: string, value: unknown) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), JSON.stringify(value));
  };
  const widget = { group: 'shop.example', version: 'v1', kind: 'Widget', namespace: 'shop', name: 'one' };
  write('cluster-resources/configmaps/argocd.json', {
    kind: 'ConfigMapList',
    apiVersion: 'v1',
    items: [
      {
        metadata: { name: 'argocd-cm', namespace: 'argocd', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
        data: { 'resource.customizations.health.shop.example_Widget': SCRIPT },
      },
    ],
  });
  write('cluster-resources/custom-resources/widgets.shop.example/shop.json', [
    {
      apiVersion: 'shop.example/v1',
      kind: 'Widget',
      metadata: { name: 'one', namespace: 'shop' },
      status: { phase: 'torn' },
    },
  ]);
  write('cluster-resources/custom-resources/applications.argoproj.io/argocd.json', [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        project: 'default',
        destination: { namespace: 'shop' },
        source: { repoURL: 'https://git.example.com/a' },
      },
      status: { sync: { status: 'Synced' }, health: { status: 'Healthy' }, resources: [widget] },
    },
  ]);
  writeFileSync(path.join(folder, 'pods.yaml'), 'kind: Pod\napiVersion: v1\nmetadata: {name: web, namespace: shop}\n');
}
