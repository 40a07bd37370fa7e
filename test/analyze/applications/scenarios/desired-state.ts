import { cannotCompare, load, helm as rendered, type Scenario } from './scenario.ts';

const helm = (text: string) => load(rendered(text));

/** What is wrong in what is wanted: repository, revision, path, chart, values, specification. */
export const DESIRED_STATE: Scenario[] = [
  cannotCompare(
    'the repository wants credentials',
    'argocd-repository-unreadable',
    load('authentication required'),
    /authentication required\. Healthy says nothing/,
  ),
  cannotCompare(
    'the repository is not found',
    'argocd-repository-unreadable',
    load('authentication required: Repository not found.'),
  ),
  cannotCompare(
    'no credentials match',
    'argocd-repository-unreadable',
    load('failed to authenticate to git repository "https://git.example/shop.git": no credentials matched this URL: '),
  ),
  cannotCompare(
    'the key of the host is not known',
    'argocd-repository-unreadable',
    load('failed to list refs: ssh: handshake failed: knownhosts: key is unknown'),
  ),
  cannotCompare(
    'the host has no name',
    'argocd-source-unreachable',
    load(
      'failed to list refs: Get "https://git.example/info/refs": dial tcp: lookup git.example on 10.96.0.10:53: no such host',
    ),
  ),
  cannotCompare(
    'the certificate is not trusted',
    'argocd-source-unreachable',
    load('failed to list refs: Get "https://git.example/info/refs": x509: certificate signed by unknown authority'),
  ),
  cannotCompare(
    'the host does not answer',
    'argocd-source-unreachable',
    load('failed to list refs: Get "https://git.example/info/refs": dial tcp 10.1.2.3:443: i/o timeout'),
  ),
  cannotCompare(
    'the repo server is down',
    'argocd-repo-server-unreachable',
    'Failed to load target state: failed to connect to repo server: connection refused',
  ),
  cannotCompare(
    'the repo server is too slow',
    'argocd-repo-server-unreachable',
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ),
  cannotCompare(
    'the branch does not exist, newest words',
    'argocd-revision-not-found',
    load("unable to resolve 'release-9' to a commit SHA: revision not found"),
    /unable to resolve 'release-9'/,
  ),
  cannotCompare(
    'the branch does not exist, oldest words',
    'argocd-revision-not-found',
    load("Unable to resolve 'release-9' to a commit SHA"),
  ),
  cannotCompare(
    'the path does not exist',
    'argocd-path-not-found',
    load('deploy/prod: app path does not exist'),
    'Desired state: its source cannot be compared: deploy/prod: app path does not exist. Healthy says nothing while this lasts.',
  ),
  cannotCompare('the path is no directory', 'argocd-path-not-found', load('deploy/prod: app path is not a directory')),
  cannotCompare(
    'the chart wants a value',
    'argocd-manifests-not-rendered',
    helm('execution error at (shop/templates/web.yaml:5:4): image.tag is required'),
    /execution error at \(shop\/templates\/web\.yaml:5:4\): image\.tag is required/,
  ),
  cannotCompare(
    'the values do not fit the schema',
    'argocd-manifests-not-rendered',
    helm("values don't meet the specifications of the schema(s) in the following chart(s): shop"),
  ),
  cannotCompare(
    'a nil value',
    'argocd-manifests-not-rendered',
    helm(
      'template: shop/templates/web.yaml:9:20: executing "shop/templates/web.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    ),
  ),
  cannotCompare(
    'the values file is missing',
    'argocd-values-file-missing',
    helm('open values-prod.yaml: no such file or directory'),
  ),
  cannotCompare(
    'a ref that no source has',
    'argocd-values-file-missing',
    `Failed to load target state: source referenced "values", but no source has a 'ref' field defined`,
  ),
  cannotCompare('the chart is not in the index', 'argocd-chart-unavailable', load("chart 'shop' not found in index")),
  cannotCompare(
    'the chart registry refuses',
    'argocd-chart-unavailable',
    load('OCI Helm: failed to get chart version for oci://registry.example/charts/shop: 401 Unauthorized'),
  ),
  cannotCompare(
    'chart dependencies cannot be built',
    'argocd-chart-unavailable',
    load(
      'error building helm chart dependencies: failed to build helm dependencies: looks like "https://charts.example" is not a valid chart repository',
    ),
  ),
  cannotCompare(
    'kustomize fails',
    'argocd-manifests-not-rendered',
    load(
      "`kustomize build deploy` failed exit status 1: Error: accumulating resources: accumulation err='accumulating resources from 'web.yaml': open web.yaml: no such file'",
    ),
  ),
  cannotCompare(
    'a plugin fails',
    'argocd-plugin-failed',
    load('CMP processing failed for application "shop": `sh -c generate` failed signal: killed'),
  ),
  cannotCompare(
    'a link leaves the repository',
    'argocd-source-out-of-bounds',
    load('repository contains out-of-bounds symlinks. file: deploy/link'),
  ),
  cannotCompare(
    'one repository in two revisions',
    'argocd-source-out-of-bounds',
    load('cannot reference multiple revisions for the same repository'),
  ),
  cannotCompare(
    'the cluster cannot be read',
    'argocd-live-state-unreadable',
    'Failed to load live state: failed to get cluster info for "https://kubernetes.default.svc": error synchronizing cache state : failed to sync cluster https://10.96.0.1:443: failed to load initial state of resource Widget.shop.example: widgets is forbidden: User "system:serviceaccount:argocd:argocd-application-controller" cannot list resource "widgets"',
  ),
  cannotCompare(
    'the schema is too old',
    'argocd-comparison-failed',
    'Failed to compare desired state to live state: failed to calculate diff: error building typed value from live resource: .status.terminatingReplicas: field not declared in schema',
  ),
  cannotCompare(
    'the project does not exist',
    'argocd-spec-invalid',
    'Application referencing project team which does not exist',
    /^Desired state: its specification is refused: Application referencing project team/,
    'InvalidSpecError',
  ),
  cannotCompare(
    'the destination is not permitted',
    'argocd-spec-invalid',
    "application destination server 'https://kubernetes.default.svc' and namespace 'shop' do not match any of the allowed destinations in project 'default'",
    undefined,
    'InvalidSpecError',
  ),
  cannotCompare(
    'the repository is not permitted',
    'argocd-spec-invalid',
    "application repo https://git.example/shop.git is not permitted in project 'default'",
    undefined,
    'InvalidSpecError',
  ),
  cannotCompare(
    'no cluster of this name',
    'argocd-spec-invalid',
    'there are no clusters with this name: prod',
    undefined,
    'InvalidSpecError',
  ),
  cannotCompare(
    'neither path nor chart',
    'argocd-spec-invalid',
    'spec.source.repoURL and either spec.source.path or spec.source.chart are required',
    undefined,
    'InvalidSpecError',
  ),
];
