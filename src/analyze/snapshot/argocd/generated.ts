import type { KubeObject, ObjectIdentity } from '../../formats/kube-object.ts';
import { isJsonObject, objectsOf, valueAt } from '../../formats/kube-object.ts';
import { keyOf } from '../object-index.ts';
import { compareText } from '../order.ts';
import type { Snapshot } from '../snapshot.ts';
import { resourcesOf, syncPolicyOf } from './application.ts';

/** An application that something in the bundle is to make, and which does not exist. */
export type AbsentApplication = {
  identity: ObjectIdentity & { name: string; namespace: string };
  /** The ApplicationSet that generates it, or the Application whose source holds it. */
  owner: KubeObject;
  /** Where the owner names it. */
  path: string;
  /** Its turn among its parent's objects. */
  wave?: number;
  /** Its parent is synced by hand only, and differs from its source: nobody has brought it yet. */
  byHand: boolean;
};

const GROUP = 'argoproj.io/v1alpha1';

/** The applications that are named and proven to be absent, by namespace and name. */
export function absentApplications({ objects, coverage }: Pick<Snapshot, 'objects' | 'coverage'>): AbsentApplication[] {
  const named = [
    ...objects.ofKind('ApplicationSet').flatMap(generatedBy),
    ...objects.ofKind('Application').flatMap(childrenOf),
  ];
  const absent = new Map<string, AbsentApplication>();
  for (const one of named) {
    const key = keyOf(one.identity);
    const known = absent.has(key) || objects.find(one.identity) !== undefined;
    if (!known && coverage.complete('Application', one.identity.namespace)) absent.set(key, one);
  }
  return [...absent].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}

/** Children of an application of applications. */
function childrenOf(parent: KubeObject): AbsentApplication[] {
  const byHand = !syncPolicyOf(parent).automated && parent.string('status.sync.status') === 'OutOfSync';
  return resourcesOf(parent).flatMap(
    ({ kind, group, name, namespace = parent.namespace, path, wave, requiresPruning }) =>
      kind === 'Application' && group === 'argoproj.io' && namespace && !requiresPruning
        ? [{ identity: { kind, name, namespace, apiVersion: GROUP }, owner: parent, path, wave, byHand }]
        : [],
  );
}

/**
 * What a set says that it has made, what it rolls out, and what its plain lists are to make. The names that it would take
 * from Git, clusters, pull requests or a matrix are not computed: what they come from is not in a bundle.
 */
function generatedBy(set: KubeObject): AbsentApplication[] {
  const { namespace } = set;
  if (!namespace || set.string('metadata.deletionTimestamp')) return [];
  const made = (name: string, path: string): AbsentApplication => ({
    identity: { kind: 'Application', name, namespace, apiVersion: GROUP },
    owner: set,
    path,
    byHand: false,
  });
  return [
    ...set
      .list('status.resources')
      .flatMap(({ kind, name }, index) =>
        kind === 'Application' && typeof name === 'string' ? [made(name, `status.resources[${index}]`)] : [],
      ),
    ...set
      .list('status.applicationStatus')
      .flatMap(({ application }, index) =>
        typeof application === 'string' ? [made(application, `status.applicationStatus[${index}]`)] : [],
      ),
    ...listedNames(set).map(({ name, path }) => made(name, path)),
  ];
}

/** A name with plain placeholders only: `{{cluster}}-shop`, `shop-{{ .cluster }}`; functions are not read here. */
const PLACEHOLDER = /\{\{ ?\.?([A-Za-z][\w.-]{0,100}) ?\}\}/g;

function listedNames(set: KubeObject): { name: string; path: string }[] {
  const template = set.string('spec.template.metadata.name');
  if (!template) return [];
  return set.list('spec.generators').flatMap((generator, index) => {
    // A selector, or a template of the generator's own, makes other names.
    if (generator.selector || valueAt(generator, 'list.template.metadata') !== undefined) return [];
    return objectsOf(valueAt(generator, 'list.elements')).flatMap((element, at) => {
      const name = filled(template, element);
      return name ? [{ name, path: `spec.generators[${index}].list.elements[${at}]` }] : [];
    });
  });
}

function filled(template: string, element: Parameters<typeof valueAt>[0]): string | undefined {
  const name = template.replace(PLACEHOLDER, (whole, key: string) => {
    const flat = isJsonObject(element) ? element[key] : undefined;
    const value = flat ?? valueAt(element, key);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
  return name.includes('{{') ? undefined : name;
}
