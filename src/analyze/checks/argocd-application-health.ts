import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import { subjectOf } from './container-states.ts';
import type { CheckContext } from './define-check.ts';

/** What else a check tells of an application, and the fields that prove it. */
type Told = { captures: Record<string, string>; paths: readonly string[] };

/** Applications whose health and sync fit, with both as captures and as proof. */
export function applicationsWhere(
  fits: (health: string, sync: string, application: KubeObject) => boolean,
  { objects, evidence }: CheckContext,
  tells: (application: KubeObject) => Told = () => ({ captures: {}, paths: [] }),
): RawFinding[] {
  return objects.ofKind('Application').flatMap((application): RawFinding[] => {
    const health = application.string('status.health.status') ?? '';
    const sync = application.string('status.sync.status') ?? '';
    if (!fits(health, sync, application)) return [];
    const told = tells(application);
    const since = application.string('status.health.lastTransitionTime');
    return [
      {
        subject: subjectOf(application),
        captures: { health: health || 'unknown', sync: sync || 'unknown', ...told.captures },
        evidence: [...told.paths, 'status.health.status', 'status.sync.status', 'status.health.message']
          .filter((path) => application.at(path) !== undefined)
          .map((path) => evidence.field(application, path)),
        ...(since ? { firstSeen: since, lastSeen: since } : {}),
      },
    ];
  });
}
