import { isJsonObject, type KubeObject, objectsOf } from '../../formats/kube-object.ts';
import { loadYaml } from '../../formats/yaml/load-yaml.ts';
import { selects } from '../relations/selector.ts';
import type { Snapshot } from '../snapshot.ts';

const LIMITS = { depth: 20, nodes: 10_000 };

/**
 * The projects whose lists and windows also hold for a project: argocd-cm names them, with the labels of the projects that
 * they are for. argoproj/argo-cd:util/argo/argo.go@37ee0097 GetGlobalProjects
 */
export function globalProjectsOf(project: KubeObject, objects: Snapshot['objects']): KubeObject[] {
  const settings = objects
    .ofKind('ConfigMap')
    .find(({ name, namespace }) => name === 'argocd-cm' && namespace === project.namespace);
  const text = settings?.string('data.globalProjects');
  const loaded = text ? loadYaml(text, LIMITS) : undefined;
  if (!loaded || 'error' in loaded) return [];
  const projects = objects.ofKind('AppProject').filter(({ namespace }) => namespace === project.namespace);
  return objectsOf(loaded.value).flatMap(({ projectName, labelSelector }) => {
    // A selector without a rule is for every project.
    const selector = { matchLabels: {}, ...(isJsonObject(labelSelector) ? labelSelector : {}) };
    if (projectName === project.name || !selects(selector, project.labels)) return [];
    return projects.find(({ name, fidelity }) => name === projectName && fidelity === 'full') ?? [];
  });
}
