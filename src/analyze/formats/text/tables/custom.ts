import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import type { Cells } from './columns.ts';

/** Columns that show a condition of the same name, by convention of nearly all custom resources. */
const CONDITIONS: Record<string, string> = {
  READY: 'Ready',
  AVAILABLE: 'Available',
  PROGRESSING: 'Progressing',
  DEGRADED: 'Degraded',
  PROGRAMMED: 'Programmed',
  ACCEPTED: 'Accepted',
  APPROVED: 'Approved',
  DENIED: 'Denied',
  SYNCED: 'Synced',
  RECONCILED: 'Reconciled',
};

/** A kind without columns of its own here: conditions where the cells show them, and the STATUS word. */
export function customRow(cells: Cells): Described {
  return { status: defined(conditionsOfCells(cells)) };
}

export function conditionsOfCells(cells: Cells): Record<string, JsonObject[] | string | undefined> {
  const conditions = Object.entries(CONDITIONS).flatMap(([heading, type]): JsonObject[] => {
    const status = cells[heading];
    if (status !== 'True' && status !== 'False' && status !== 'Unknown') return [];
    // Kinds that print READY print its reason or its message under STATUS.
    const told = type === 'Ready' ? (cells.REASON ?? cells.STATUS) : undefined;
    const isReason = /^\S+$/.test(told ?? '');
    return [defined({ type, status, reason: isReason ? told : undefined, message: isReason ? undefined : told })];
  });
  return {
    conditions: conditions.length > 0 ? conditions : undefined,
    state: cells.STATE,
    tableStatus: cells.STATUS,
  };
}

/** cert-manager's READY, SECRET, ISSUER. */
export function certificateRow(cells: Cells): Described {
  return {
    spec: defined({
      secretName: cells.SECRET,
      issuerRef: cells.ISSUER ? { name: cells.ISSUER } : undefined,
    }),
    status: defined(conditionsOfCells(cells)),
  };
}

/** Argo CD's columns, as `kubectl get` prints them and as `argocd app list` does. */
export function applicationRow(cells: Cells): Described {
  const sync = cells['SYNC STATUS'] ?? cells.STATUS;
  const health = cells['HEALTH STATUS'] ?? cells.HEALTH;
  return {
    spec: defined({
      project: cells.PROJECT,
      source:
        cells.REPO || cells.PATH || cells.TARGET
          ? defined({ repoURL: cells.REPO, path: cells.PATH, targetRevision: cells.TARGET })
          : undefined,
      destination: cells.CLUSTER ? defined({ server: cells.CLUSTER, namespace: cells.NAMESPACE }) : undefined,
    }),
    status: defined({
      sync: sync ? defined({ status: sync, revision: cells.REVISION }) : undefined,
      health: health ? { status: health } : undefined,
      tableConditions: cells.CONDITIONS,
    }),
  };
}
