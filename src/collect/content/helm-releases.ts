import { helmFile } from '../../bundle-format/layout.ts';
import type { ApiObject } from './api-object.ts';
import { labelsOf, namespaceOf, recordAt, textAt } from './api-object.ts';
import { jsonText } from './json-text.ts';
import type { NewFile } from './list-files.ts';

/** What is known of Helm releases without reading one: their Secrets hold rendered values, so only labels are looked at. */
export type HelmReleases = {
  observe(object: ApiObject): void;
  /** A file per namespace that has releases. */
  files(): NewFile[];
};

const RELEASE_TYPE = 'helm.sh/release.v1';
const RELEASE_NAME = 'meta.helm.sh/release-name';

type Revision = { revision: number; status: string; date?: string };
type Release = { namespace: string; name: string; chart?: string; history: Revision[] };

export function createHelmReleases(): HelmReleases {
  const releases = new Map<string, Release>();
  const releaseOf = (namespace: string, name: string): Release => {
    const key = `${namespace}/${name}`;
    const release = releases.get(key) ?? { namespace, name, history: [] };
    releases.set(key, release);
    return release;
  };

  return {
    observe(object) {
      const labels = labelsOf(object);
      const namespace = namespaceOf(object);
      // helm.sh/helm:pkg/storage/driver/secrets.go newSecretsObject
      if (object.type === RELEASE_TYPE && labels.owner === 'helm' && labels.name) {
        releaseOf(namespace, labels.name).history.push(revisionOf(labels));
        return;
      }
      const installedBy = textAt(object, 'metadata', 'annotations', RELEASE_NAME);
      const chart = labels['helm.sh/chart'];
      if (installedBy !== '' && chart) releaseOf(namespace, installedBy).chart = chart;
    },

    files() {
      // A chart alone is no release: Argo CD renders charts without installing them.
      const installed = [...releases.values()].filter(({ history }) => history.length > 0);
      const namespaces = [...new Set(installed.map(({ namespace }) => namespace))].sort();
      return namespaces.map((namespace) => ({
        path: helmFile(namespace),
        text: jsonText(installed.filter((release) => release.namespace === namespace).map(shown)),
      }));
    },
  };
}

/** Of an object only what tells of a release; undefined where it tells of none. */
export function releaseLabels(object: ApiObject): ApiObject | undefined {
  const annotations = { [RELEASE_NAME]: textAt(object, 'metadata', 'annotations', RELEASE_NAME) };
  const isRelease = object.type === RELEASE_TYPE;
  if (!isRelease && annotations[RELEASE_NAME] === '') return undefined;
  const labels = recordAt(object, 'metadata', 'labels');
  return {
    type: isRelease ? RELEASE_TYPE : undefined,
    metadata: { namespace: namespaceOf(object), labels, annotations },
  };
}

function revisionOf({ version, status = 'unknown', modifiedAt }: Record<string, string>): Revision {
  const seconds = Number(modifiedAt);
  const date = seconds > 0 ? new Date(seconds * 1000).toISOString() : undefined;
  return { revision: Number(version) || 0, status, ...(date === undefined ? {} : { date }) };
}

/** Field names of replicatedhq/troubleshoot:pkg/collect/helm.go, without the values. */
function shown({ namespace, name, chart, history }: Release) {
  return {
    releaseName: name,
    namespace,
    ...(chart === undefined ? {} : { chart }),
    releaseHistory: history.sort((a, b) => a.revision - b.revision),
  };
}
