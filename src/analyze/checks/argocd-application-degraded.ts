import { secondsBetween } from '../snapshot/capture-time.ts';
import { applicationsWhere } from './argocd-application-health.ts';
import { defineCheck } from './define-check.ts';

/** The default progressDeadlineSeconds: what makes no progress for longer will not become healthy by waiting. */
const PROGRESS_SECONDS = 600;

/**
 * Degraded, missing, or progressing for ever: a StatefulSet, an Ingress or a claim can never become Degraded by Argo CD's
 * own rules (argoproj/argo-cd:gitops-engine/pkg/health), so an application that holds one stays Progressing.
 */
export const argocdApplicationDegraded = defineCheck({
  run: (context) =>
    applicationsWhere((health, _sync, application) => {
      if (health === 'Degraded' || health === 'Missing') return true;
      const since = application.string('status.health.lastTransitionTime');
      const age = secondsBetween(since, context.snapshot.capturedAt);
      return health === 'Progressing' && age !== undefined && age > PROGRESS_SECONDS;
    }, context),
});
