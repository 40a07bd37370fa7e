/** A line of a program of Argo CD, and the rule that finds it. */
export type Logged = { container: string; rule: string; line: string };

const at = 'time="2026-03-01T11:59:00Z"';
const info = (msg: string, rest = '') =>
  `${at} level=info msg="${msg}" app-namespace=argocd application=shop${rest} project=default`;
const answered = (code: string, text: string) =>
  `${at} level=info msg="finished call" error="rpc error: code = ${code} desc = ${text}" grpc.code=${code} grpc.method=Sync grpc.service=application.ApplicationService`;

const of =
  (container: string) =>
  (rule: string, ...lines: string[]): Logged[] =>
    lines.map((line) => ({ container, rule, line }));
const server = of('server');
const controller = of('application-controller');
const repoServer = of('repo-server');

export const LOGGED: Logged[] = [
  ...server(
    'argocd-request-refused',
    answered('FailedPrecondition', 'another operation is already in progress'),
    answered('PermissionDenied', 'cannot sync: blocked by sync window'),
    answered('PermissionDenied', "cannot sync: invalid sync window: cannot parse schedule '@daily'"),
    answered('FailedPrecondition', 'Cannot sync to aaa: auto-sync currently set to main'),
    answered('InvalidArgument', 'application is not permitted to manage apps/Deployment/web in shop'),
    answered(
      'PermissionDenied',
      'permission denied: applications, sync, default/shop, sub: anna, iat: 2026-03-01T09:00:00Z',
    ),
  ),
  ...server(
    'argocd-application-refused',
    answered('InvalidArgument', 'app is not allowed in project \\"team\\", or the project does not exist'),
  ),
  ...server(
    'argocd-identity-provider-unreachable',
    `${at} level=warning msg="Failed to verify session token: failed to verify the token: failed to query provider \\"https://sso.example/realms/shop\\": Get \\"https://sso.example/realms/shop/.well-known/openid-configuration\\": dial tcp: lookup sso.example on 10.96.0.10:53: no such host"`,
    `{"level":"warning","msg":"Failed to verify session token: failed to query provider \\"https://sso.example/realms/shop\\": 404 Not Found: ","time":"2026-03-01T11:59:00Z"}`,
  ),
  ...server('argocd-settings-missing', `${at} level=fatal msg="configmap \\"argocd-cm\\" not found"`),
  ...controller(
    'argocd-auto-sync-skipped',
    info('Skipping auto-sync: another operation is in progress'),
    info('Skipping auto-sync: need to prune extra resources only but automated prune is disabled'),
    info('Skipping auto-sync: failed previous sync attempt to [aaa] and will not retry for [aaa]'),
    info('Skipping auto-sync: most recent sync already to [aaa]'),
    info('Skipping auto-sync: already attempted sync to [aaa] with timeout 2s (retrying in 1s)'),
    info('Skipping sync attempt to [aaa]: auto-sync will wipe out all resources'),
    info('Sync prevented by sync window'),
  ),
  ...controller(
    'argocd-sync-failure-logged',
    `${at} level=info msg="Updating operation state. phase: Running -> Failed, message: 'one or more tasks are running' -> 'one or more objects failed to apply'" application=argocd/shop syncId=00013-DDvZL`,
    `${at} level=info msg="Adding resource result, status: 'SyncFailed', phase: 'Failed', message: 'namespaces \\"shop\\" not found'" application=argocd/shop kind=Deployment name=web namespace=shop phase=Sync syncId=00013-DDvZL`,
    `${at} level=info msg="Updating resource result, status: '' -> '', phase 'Running' -> 'Failed', message 'job.batch/migrate created' -> 'Job has reached the specified backoff limit'" application=argocd/shop kind=Job name=migrate namespace=shop phase=PreSync syncId=00013-DDvZL`,
  ),
  ...controller(
    'argocd-confirmation-logged',
    `${at} level=info msg="Prune requires confirmation" application=argocd/shop syncId=00013-DDvZL task="Sync/0 resource /ConfigMap:shop/old obj->nil (,,)"`,
    info('Resource {apps Deployment shop web} requires manual confirmation to delete'),
  ),
  ...controller(
    'argocd-operation-state-not-stored',
    `${at} level=error msg="error patching application with operation state" application=shop error="rpc error: code = ResourceExhausted desc = trying to send message larger than max (2097279 vs. 2097152)"`,
    `${at} level=error msg="error patching application with operation state" application=shop error="etcdserver: request is too large"`,
  ),
  ...controller(
    'argocd-status-not-stored',
    info('Application status exceeds the Kubernetes resource size limit; falling back to error condition only'),
  ),
  ...controller(
    'argocd-source-error-ignored',
    `${at} level=warning msg="Ignoring temporary failed attempt to compare app state against repo" application=shop error="failed to get repo objects"`,
  ),
  ...controller(
    'argocd-reconcile-abandoned',
    `${at} level=error msg="Unable to determine project for app" application=shop error="appproject.argoproj.io \\"team\\" not found"`,
    `${at} level=error msg="Failed to get destination cluster" application=shop error="there are no clusters with this name: prod"`,
  ),
  ...controller(
    'argocd-deletion-hook-failed',
    `${at} level=error msg="Unable to delete application resources: PostDelete hook(s) failed: shop/cleanup" application=shop`,
  ),
  ...controller(
    'argocd-hook-deletion-waits',
    info('Waiting for 1 PostDelete hooks to complete'),
    info('3 objects remaining for deletion'),
  ),
  ...repoServer(
    'argocd-error-cached',
    `${at} level=info msg="manifest error cache hit: &ApplicationSource{RepoURL:https://git.example/shop.git,}/aaa"`,
  ),
  ...repoServer(
    'argocd-manifest-generation-failed',
    `${at} level=error msg="finished unary call with code Unknown" error="deploy: app path does not exist" grpc.code=Unknown grpc.method=GenerateManifest grpc.service=repository.RepoServerService`,
  ),
];

/** What the same programs write while all is well. */
export const ROUTINE: Record<string, string[]> = {
  'application-controller': [
    `${at} level=info msg=Tasks application=argocd/shop syncId=00013-DDvZL tasks="[Sync/0 resource apps/Deployment:shop/web nil->obj (,,)]"`,
    info('Skipping auto-sync: application status is Synced'),
    info('Skipping auto-sync: deletion in progress'),
    info('Refreshing app status (controller refresh requested), level (2)'),
    info('No status changes. Skipping patch'),
    `${at} level=info msg="Updating operation state. phase: Running -> Succeeded, message: 'one or more tasks are running' -> 'successfully synced (all tasks run)'" application=argocd/shop syncId=00013-DDvZL`,
    `${at} level=info msg="Adding resource result, status: 'Synced', phase: 'Running', message: 'deployment.apps/web configured'" application=argocd/shop kind=Deployment name=web namespace=shop phase=Sync syncId=00013-DDvZL`,
    `${at} level=info msg="Tasks (dry-run)" application=argocd/shop syncId=00013-DDvZL tasks="[Sync/0 resource apps/Deployment:shop/web nil->obj (,,)]"`,
  ],
  server: [
    `${at} level=info msg="Initializing OIDC provider (issuer: https://sso.example/realms/shop)"`,
    `${at} level=info msg="OIDC supported scopes: [openid profile email]"`,
    `${at} level=info msg="finished call" grpc.code=OK grpc.method=Sync grpc.service=application.ApplicationService`,
  ],
  'repo-server': [
    `${at} level=info msg="manifest cache hit: &ApplicationSource{RepoURL:https://git.example/shop.git,}/aaa"`,
    `${at} level=info msg="finished unary call with code OK" grpc.code=OK grpc.method=GenerateManifest grpc.service=repository.RepoServerService`,
  ],
};
