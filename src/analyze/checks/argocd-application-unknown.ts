import { applicationsWhere } from './argocd-application-health.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';

/** Sync is Unknown exactly where loading the target, the live state or the difference failed. */
export const argocdApplicationUnknown = defineCheck({
  run: (context) =>
    applicationsWhere(
      (_health, sync, application) => sync === 'Unknown' && !isYoung(application, context.snapshot),
      context,
    ),
});
