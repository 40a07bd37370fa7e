import { cannotCompare, helm, load, type Scenario } from './scenario.ts';

/** What the repo server says of a source: `[what is wrong, the rule, its words]`. */
const SOURCES: [name: string, rule: string, text: string][] = [
  [
    'listing the refs wants credentials',
    'argocd-repository-unreadable',
    'failed to list refs: authentication required',
  ],
  ['listing the refs finds no repository', 'argocd-repository-unreadable', 'failed to list refs: repository not found'],
  [
    'the project has no such repository',
    'argocd-repository-unreadable',
    'repository not found for url "https://git.example/shop.git" and project "default"',
  ],
  [
    'the repository answers too late',
    'argocd-source-unreachable',
    'failed to list refs: Get "https://git.example/info/refs": context deadline exceeded',
  ],
  [
    'the repository refuses the connection',
    'argocd-source-unreachable',
    'failed to list refs: Get "https://git.example/info/refs": dial tcp 10.1.2.3:443: connect: connection refused',
  ],
  ['the path is absolute', 'argocd-path-not-found', '/deploy: app path is absolute'],
  ['the path leaves the repository', 'argocd-path-not-found', '../deploy: app path outside root'],
  [
    'the hydrator has not written the path yet',
    'argocd-path-not-found',
    'env/prod: app path does not exist - waiting for an external process to update env/prod from main',
  ],
  [
    'chart dependencies are not vendored',
    'argocd-manifests-not-rendered',
    helm('found in Chart.yaml, but missing in charts/ directory: redis'),
  ],
  [
    'the chart wants another Kubernetes',
    'argocd-manifests-not-rendered',
    helm('chart requires kubeVersion: >=1.33.0-0 which is incompatible with Kubernetes v1.30.0'),
  ],
  [
    'a template makes no YAML',
    'argocd-manifests-not-rendered',
    helm(
      "YAML parse error on shop/templates/web.yaml: error converting YAML to JSON: yaml: line 9: could not find expected ':'",
    ),
  ],
  [
    'chart dependencies cannot be fetched',
    'argocd-chart-unavailable',
    'failed to build helm dependencies: could not download https://charts.example/redis-1.0.0.tgz',
  ],
  [
    'fetching the dependencies takes too long',
    'argocd-chart-unavailable',
    '`helm dependency build` failed timeout after 1m30s',
  ],
  [
    'there is no chart at the path',
    'argocd-manifests-not-rendered',
    'error reading helm chart from /tmp/_argocd-repo/1/Chart.yaml: open /tmp/_argocd-repo/1/Chart.yaml: no such file or directory',
  ],
  ['the version of the chart is none', 'argocd-chart-unavailable', 'invalid revision: improper constraint: 1.x.y'],
  [
    'the chart cannot be fetched',
    'argocd-chart-unavailable',
    'failed to fetch chart: `helm pull --destination /tmp/1 --version 1.0.0` failed exit status 1: Error: chart "shop" version "1.0.0" not found',
  ],
  ['the registry refuses the chart', 'argocd-chart-unavailable', 'failed to pull OCI chart: denied: access forbidden'],
  ['the chart repository refuses its index', 'argocd-chart-unavailable', 'failed to get index: 401 Unauthorized'],
  [
    'the index of the charts cannot be read',
    'argocd-chart-unavailable',
    'error loading repo index: no API version specified',
  ],
  [
    'the project does not permit the repository of a dependency',
    'argocd-not-permitted',
    "helm repos https://charts.example are not permitted in project 'default'",
  ],
  [
    'a values file cannot be resolved',
    'argocd-values-file-missing',
    'error resolving helm value files: failed to resolve value file "values-prod.yaml"',
  ],
  [
    'a values file lies outside',
    'argocd-source-out-of-bounds',
    "file '../../values.yaml' resolved to outside repository root",
  ],
  [
    'a ref that is none of the sources',
    'argocd-values-file-missing',
    'source referenced "values", which is not one of the available sources (config)',
  ],
  [
    'two revisions of one repository, by ref',
    'argocd-source-out-of-bounds',
    'cannot reference a different revision of the same repository ($values references "main" which resolves to "aaa" while the application references "v1" which resolves to "bbb")',
  ],
  [
    'kustomize cannot read a resource',
    'argocd-manifests-not-rendered',
    '`kustomize build /tmp/1/deploy` failed exit status 1: Error: accumulating resources: accumulation err=\'accumulating resources from "web.yaml": open web.yaml: no such file\'',
  ],
  [
    'a patch of kustomize fits nothing',
    'argocd-manifests-not-rendered',
    '`kustomize build /tmp/1/deploy` failed exit status 1: Error: no matches for Id Deployment.v1.apps/web.[noNs]; failed to find unique target for patch',
  ],
  [
    'a base of kustomize is none',
    'argocd-manifests-not-rendered',
    "`kustomize build /tmp/1/deploy` failed exit status 1: Error: must build at directory: not a valid directory: evalsymlink failure on '/tmp/1/base'",
  ],
  ['there is no kustomization', 'argocd-manifests-not-rendered', 'kustomization file not found in the path'],
  [
    'kustomize is too old for components',
    'argocd-manifests-not-rendered',
    'kustomize components require kustomize v3.7.0 and above',
  ],
  [
    'a manifest is no YAML',
    'argocd-manifests-not-rendered',
    'Failed to unmarshal "web.yaml": error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context',
  ],
  [
    'a JSON file holds two objects',
    'argocd-manifests-not-rendered',
    'Found multiple objects in "web.json". Only single objects are allowed in JSON files.',
  ],
  [
    'jsonnet fails',
    'argocd-manifests-not-rendered',
    'Failed to evaluate jsonnet "web.jsonnet": RUNTIME ERROR: field does not exist: image',
  ],
  [
    'the manifests are too large',
    'argocd-source-out-of-bounds',
    'exceeded max combined manifest file size: maximum is 10M',
  ],
  [
    'a link leaves the chart',
    'argocd-source-out-of-bounds',
    'chart contains out-of-bounds symlinks. file: templates/link',
  ],
  [
    'a link leaves the image',
    'argocd-source-out-of-bounds',
    'oci image contains out-of-bounds symlinks. file: deploy/link',
  ],
  [
    'the sidecar of a plugin fails',
    'argocd-plugin-failed',
    'error generating manifests in cmp: rpc error: code = Unknown desc = error generating manifests: `sh -c generate` failed exit status 1: no such key',
  ],
  [
    'no plugin takes the source',
    'argocd-plugin-failed',
    'failed to detect CMP for app: could not find cmp-server plugin supporting repository',
  ],
  [
    'the manifests of a local sync need a signature',
    'argocd-signature-required',
    'Cannot use local manifests when source integrity is enforced',
  ],
  [
    'the revision is not signed',
    'argocd-signature-required',
    'Target revision 1ff8a67 in Git is not signed, but a signature is required',
  ],
];

const SERVER = 'https://kubernetes.default.svc';

/** What the controller itself says, without the words of the repo server. */
const OF_THE_CONTROLLER: [name: string, rule: string, message: string][] = [
  [
    'the second source of two has no path',
    'argocd-path-not-found',
    'Failed to load target state: failed to generate manifest for source 2 of 2: rpc error: code = Unknown desc = deploy/prod: app path does not exist',
  ],
  [
    'the repo server refuses the connection',
    'argocd-repo-server-unreachable',
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.96.3.3:8081: connect: connection refused"',
  ],
  [
    'the manifests pass the limit of a message',
    'argocd-source-out-of-bounds',
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = ResourceExhausted desc = grpc: received message larger than max (209715201 vs. 104857600)',
  ],
  [
    'the manifests of a local sync cannot be read',
    'argocd-local-manifests-unreadable',
    'Failed to load local manifests: error converting YAML to JSON: yaml: line 4: mapping values are not allowed in this context',
  ],
  [
    'a label of a manifest is a number',
    'argocd-tracking-mark-refused',
    'Failed to normalize target state: failed to set app instance label on resource ConfigMap/web: failed to set app instance label: .metadata.labels accessor error: contains non-string value in the map under key "version": 2 is of the type int64, expected string',
  ],
  [
    'the cluster would refuse the object',
    'argocd-comparison-failed',
    'Failed to compare desired state to live state: failed to calculate diff: error calculating server side diff: serverSideDiff error: error running server side apply in dryrun mode for resource Deployment/web: Deployment.apps "web" is invalid: spec.selector: field is immutable',
  ],
  [
    'an aggregated API is down',
    'argocd-live-state-unreadable',
    `Failed to load live state: failed to get cluster info for "${SERVER}": error synchronizing cache state : failed to sync cluster https://10.96.0.1:443: failed to load initial state of resource PodMetrics.metrics.k8s.io: the server is currently unable to handle the request`,
  ],
  [
    'the version of the cluster cannot be read',
    'argocd-live-state-unreadable',
    `Failed to load target state: failed to get cluster version for cluster "${SERVER}": failed to get cluster info`,
  ],
  [
    'the clusters of the project cannot be read',
    'argocd-live-state-unreadable',
    'Failed to check if live resource "/Secret/shop/db" is permitted in project "default": failed to get clusters for project "default": secrets "cluster-prod" not found',
  ],
  [
    'a health script fails',
    'argocd-health-undetermined',
    'error setting app health: failed to get resource health for "Widget" with name "one" in namespace "shop": <string>:3: attempt to index a non-table object(nil) with key \'phase\'',
  ],
];

/** The rest of what can stop a comparison. */
export const TARGET_STATE: Scenario[] = [
  ...SOURCES.map(([name, rule, text]) => cannotCompare(name, rule, load(text))),
  ...OF_THE_CONTROLLER.map(([name, rule, message]) => cannotCompare(name, rule, message)),
  {
    ...cannotCompare(
      'an error that no rule knows is shown as it stands',
      'argocd-application-unknown',
      load('Manifest generation error (cached): the vault has no such path'),
    ),
    rules: ['argocd-application-unknown', 'argocd-error-cached'],
    sentence: /the vault has no such path/,
  },
];

const REFUSED: [name: string, message: string][] = [
  [
    'the dry source is not permitted',
    "sync source repo https://git.example/dry.git is not permitted in project 'default'",
  ],
  [
    'a source of many has neither path nor chart',
    'spec.sources[1].repoURL and either path, chart or ref is required for source',
  ],
  ['a chart without a version', 'spec.source.targetRevision is required if the manifest source is a helm chart'],
  ['name and server at once', "application destination can't have both name and server defined: prod https://10.0.0.9"],
  ['two clusters of one name', 'there are 2 clusters with the same name: [https://10.0.0.9 https://10.0.0.8]'],
  ['no destination at all', 'Destination server missing from app spec'],
  [
    'the cluster of the address cannot be read',
    'error getting cluster by server "https://10.0.0.9": server.secretkey is missing',
  ],
  ['the cluster of the name cannot be read', 'error getting cluster by name "prod": server.secretkey is missing'],
  ['the repository cannot be reached on validation', 'repository not accessible: authentication required'],
  ['the repository cannot be read on validation', 'Unable to get repository: permission denied'],
  ['the cluster cannot be read on validation', 'Unable to get cluster: server.secretkey is missing'],
  ['an object without a namespace', 'Namespace for web apps/v1, Kind=Deployment is missing.'],
  [
    'the namespace of the application may not use the project',
    "application 'shop' in namespace 'team' is not permitted to use project 'default'",
  ],
];

/** The rest of what Argo CD refuses of a specification. */
export const SPECIFICATION: Scenario[] = REFUSED.map(([name, message]) =>
  cannotCompare(name, 'argocd-spec-invalid', message, undefined, 'InvalidSpecError'),
);
