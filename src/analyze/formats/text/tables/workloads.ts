import type { JsonObject } from '../../kube-object.ts';
import { ageOf } from '../age.ts';
import { type Described, defined } from '../context.ts';
import { selectorOf } from '../describe/metadata.ts';
import type { Cells } from './columns.ts';

/** `READY 2/3`, or the `DESIRED CURRENT UP-TO-DATE AVAILABLE` of kubectl up to 1.12. */
export function deploymentRow(cells: Cells): Described {
  const [ready, wanted] = pairOf(cells.READY);
  return {
    spec: defined({ replicas: wanted ?? countOf(cells.DESIRED), ...templateOf(cells) }),
    status: defined({
      replicas: countOf(cells.CURRENT),
      readyReplicas: ready,
      updatedReplicas: countOf(cells['UP-TO-DATE']),
      availableReplicas: countOf(cells.AVAILABLE),
    }),
  };
}

/** Also of a ReplicaSet, whose cells are single numbers. */
export function replicasRow(cells: Cells): Described {
  const [ready, wanted] = pairOf(cells.READY);
  return {
    spec: defined({ replicas: wanted ?? countOf(cells.DESIRED), ...templateOf(cells) }),
    status: defined({ replicas: countOf(cells.CURRENT), readyReplicas: ready ?? countOf(cells.READY) }),
  };
}

export function daemonSetRow(cells: Cells): Described {
  return {
    spec: defined(templateOf(cells)),
    status: defined({
      desiredNumberScheduled: countOf(cells.DESIRED),
      currentNumberScheduled: countOf(cells.CURRENT),
      numberReady: countOf(cells.READY),
      updatedNumberScheduled: countOf(cells['UP-TO-DATE']),
      numberAvailable: countOf(cells.AVAILABLE),
    }),
  };
}

/** `COMPLETIONS 0/1`; `STATUS Complete | Failed | Running | Suspended` since 1.31. */
export function jobRow(cells: Cells): Described {
  const [succeeded, wanted] = pairOf(cells.COMPLETIONS);
  const ended = /^(?:Complete|Failed)$/.test(cells.STATUS ?? '');
  return {
    spec: defined({
      completions: wanted ?? countOf(cells.DESIRED),
      suspend: cells.STATUS === 'Suspended' ? true : undefined,
    }),
    status: defined({
      succeeded: succeeded ?? countOf(cells.SUCCESSFUL),
      conditions: ended ? [{ type: cells.STATUS ?? '', status: 'True' }] : undefined,
      tableStatus: cells.STATUS,
    }),
  };
}

export function cronJobRow(cells: Cells): Described {
  return {
    spec: defined({
      schedule: cells.SCHEDULE,
      timeZone: cells.TIMEZONE,
      suspend: cells.SUSPEND === undefined ? undefined : cells.SUSPEND === 'True',
    }),
    status: defined({
      tableActive: countOf(cells.ACTIVE),
      tableLastScheduleAge: ageOf(cells['LAST SCHEDULE'])?.seconds,
    }),
  };
}

/** `TARGETS cpu: <unknown>/80%` is kept as printed. */
export function autoscalerRow(cells: Cells): Described {
  const [kind, name] = (cells.REFERENCE ?? '').split('/');
  return {
    spec: defined({
      scaleTargetRef: kind && name ? { kind, name } : undefined,
      minReplicas: countOf(cells.MINPODS),
      maxReplicas: countOf(cells.MAXPODS),
    }),
    status: defined({ currentReplicas: countOf(cells.REPLICAS), tableTargets: cells.TARGETS }),
  };
}

export function budgetRow(cells: Cells): Described {
  const amount = (cell: string | undefined) => (cell === undefined || cell === 'N/A' ? undefined : cell);
  return {
    spec: defined({
      minAvailable: countOf(cells['MIN AVAILABLE']) ?? amount(cells['MIN AVAILABLE']),
      maxUnavailable: countOf(cells['MAX UNAVAILABLE']) ?? amount(cells['MAX UNAVAILABLE']),
    }),
    status: defined({ disruptionsAllowed: countOf(cells['ALLOWED DISRUPTIONS']) }),
  };
}

/** Containers, images and selector of the wide form. */
function templateOf(cells: Cells): Record<string, JsonObject | undefined> {
  const names = cells.CONTAINERS?.split(',') ?? [];
  const images = cells.IMAGES?.split(',') ?? [];
  const containers = names.map((name, index) => defined({ name, image: images[index] }));
  const selector = selectorOf(cells.SELECTOR);
  return {
    template: containers.length > 0 ? { spec: { containers } } : undefined,
    selector: selector && { matchLabels: selector },
  };
}

/** `2/3`, also `0/1 of 3`. */
function pairOf(cell: string | undefined): [number | undefined, number | undefined] {
  const match = /^(\d{1,9})\/(\d{1,9})/.exec(cell ?? '');
  return match ? [Number(match[1]), Number(match[2])] : [undefined, undefined];
}

function countOf(cell: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(cell ?? '') ? Number(cell) : undefined;
}
