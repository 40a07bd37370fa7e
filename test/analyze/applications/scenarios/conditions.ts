import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import { ago } from '../../../support/check.ts';
import { application, automated, deployment } from '../story.ts';
import { good, type Scenario, story } from './scenario.ts';

/** A condition that stands beside a comparison that worked. */
const beside = (name: string, rule: string, type: string, message: string, rest: Partial<Scenario> = {}): Scenario => ({
  name,
  broken: story(application({ conditions: [{ type, message, lastTransitionTime: ago(3600) }] }), deployment()),
  good,
  rules: [rule],
  verdict: 'ok',
  ...rest,
});
const outOfSync = (type: string, message: string, metadata: JsonObject = {}) =>
  story(
    application({
      sync: 'OutOfSync',
      spec: automated(),
      metadata,
      conditions: [{ type, message, lastTransitionTime: ago(3600) }],
    }),
    deployment(),
  );
const noNamespace = 'one or more objects failed to apply, reason: namespaces "shop" not found (retried 5 times).';

/** Conditions that do not stop the comparison. */
export const CONDITIONS: Scenario[] = [
  beside(
    'one object twice in the source',
    'argocd-repeated-resource',
    'RepeatedResourceWarning',
    'Resource apps/Deployment/shop/web appeared 2 times among application resources.',
  ),
  beside(
    'the settings exclude a kind',
    'argocd-excluded-resource',
    'ExcludedResourceWarning',
    'Resource cilium.io/CiliumIdentity 1234 is excluded in the settings',
  ),
  beside(
    'objects that no application keeps',
    'argocd-orphaned-resources',
    'OrphanedResourceWarning',
    'Application has 3 orphaned resources',
    { root: 'none' },
  ),
  beside(
    'the project of the application cannot be read',
    'argocd-controller-error',
    'UnknownError',
    'error getting app project: appprojects.argoproj.io "default" is forbidden',
  ),
  {
    ...beside('the automated sync cannot be asked for', 'argocd-controller-error', '', ''),
    broken: outOfSync('SyncError', 'applications.argoproj.io "shop" is forbidden: cannot patch resource'),
    verdict: 'sync',
  },
  {
    ...beside('the sync gave up, by its condition', 'argocd-namespace-missing', '', ''),
    broken: outOfSync('SyncError', `Failed last sync attempt to [abc]: ${noNamespace}`),
    verdict: 'sync',
  },
  {
    ...beside('the sync gave up, in the old words', 'argocd-namespace-missing', '', ''),
    broken: outOfSync('SyncError', `Failed sync attempt to abc: ${noNamespace}`),
    verdict: 'sync',
  },
  {
    ...beside('a hook of the deletion failed', 'argocd-deletion-hook-failed', '', ''),
    broken: outOfSync('DeletionError', 'PreDelete hook(s) failed: shop/backup', {
      deletionTimestamp: ago(7200),
      finalizers: ['pre-delete-finalizer.argocd.argoproj.io'],
    }),
    verdict: 'sync',
  },
];
