import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { applicationConditionsOf } from '../snapshot/argocd/application.ts';
import { subjectOf } from './container-states.ts';
import { type CheckContext, defineCheck } from './define-check.ts';

/** What the controller says when its own repo server does not answer; what that server says of others has no such form. */
const UNREACHABLE =
  /failed to connect to repo server|code = Unavailable desc = |code = DeadlineExceeded desc = context deadline exceeded/;
/** The repo server answered: it passes on what somebody else told it. */
const ANSWERED = /code = (?:Unknown|Internal|FailedPrecondition|InvalidArgument) desc = /;

/** The repo server of Argo CD is down or too slow, so that nothing is compared. It names the Service, which leads to the pods. */
export const argocdRepoServerUnreachable = defineCheck({
  run: (context) => context.objects.ofKind('Application').flatMap((application) => unreachable(application, context)),
});

function unreachable(application: KubeObject, { objects, evidence }: CheckContext): RawFinding[] {
  const fault = applicationConditionsOf(application).find(
    ({ type, message }) => type === 'ComparisonError' && UNREACHABLE.test(message) && !ANSWERED.test(message),
  );
  if (!fault) return [];
  const services = objects.ofKind('Service').filter(isRepoServer);
  const service = services.find(({ namespace }) => namespace === application.namespace) ?? services[0];
  return [
    {
      subject: subjectOf(application),
      captures: {
        service: service ? `${service.namespace}/${service.name}` : '',
        message: fault.message.slice(fault.message.search(UNREACHABLE)).slice(0, 200),
      },
      evidence: [evidence.field(application, fault.path)],
      ...(fault.since ? { firstSeen: fault.since } : {}),
    },
  ];
}

function isRepoServer({ name, labels }: KubeObject): boolean {
  return labels['app.kubernetes.io/name'] === 'argocd-repo-server' || name.endsWith('argocd-repo-server');
}
