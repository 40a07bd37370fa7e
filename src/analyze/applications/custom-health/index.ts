import type { Gap } from '../../../report-format/report.ts';
import type { KubeObject } from '../../formats/kube-object.ts';
import type { Health } from '../../snapshot/argocd/health/health.ts';
import type { CustomHealth } from '../../snapshot/argocd/health/object-health.ts';
import { groupOf } from '../../snapshot/argocd/health/object-health.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { healthScripts, scriptFor } from './scripts.ts';

/** The health scripts of a cluster, ready to run, and what came of them that must be said. */
export type AppliedScripts = CustomHealth & { gaps(): Gap[] };

/** Undefined where the cluster has no health scripts of its own, which is the rule. */
export async function customHealthOf(snapshot: Pick<Snapshot, 'objects'>): Promise<AppliedScripts | undefined> {
  const scripts = healthScripts(snapshot);
  if (!scripts) return undefined;
  // Half a megabyte of Lua, which few bundles need.
  const { createSandbox } = await import('./sandbox.ts');
  const sandbox = await createSandbox();
  const known = new Map<KubeObject, Health | 'unknown'>();
  const failed = new Map<string, Gap>();

  return {
    of(object) {
      const found = scriptFor(scripts, groupOf(object), object.kind);
      if (!found) return undefined;
      const [key, script] = found;
      // A script that failed once is not tried on the other objects: each try may cost its whole budget.
      if (failed.has(key)) return 'unknown';
      const before = known.get(object);
      if (before) return before;
      const health = judge(key, script, object);
      known.set(object, health);
      return health;
    },
    gaps: () => [...scripts.unread, ...failed.values()],
  };

  function judge(key: string, script: string, object: KubeObject): Health | 'unknown' {
    // What was not captured in full would be judged by what it lacks.
    if (object.fidelity !== 'full') return 'unknown';
    try {
      return sandbox.run(script, object.body);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200);
      const what = `health of ${key.replace(/^\//, '')}`;
      const why = `the cluster's own health script was not applied: ${reason}`;
      failed.set(key, { what, why, ...(scripts ? { file: scripts.file } : {}) });
      return 'unknown';
    }
  }
}
