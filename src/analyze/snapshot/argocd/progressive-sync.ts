import type { KubeObject } from '../../formats/kube-object.ts';

/** An application's turn in the progressive sync of its ApplicationSet. */
type Turn = {
  application: string;
  step: number;
  status: string;
  since: string | undefined;
  message: string;
  path: string;
};

/** The step that a progressive sync has come to, with who holds it and who waits behind it. */
export type HeldStep = { step: number; holders: Turn[]; waiting: Turn[] };

/**
 * The first step of which an application is not Healthy: it holds all later ones. Undefined without a progressive sync, and
 * where nothing is behind.
 * argoproj/argo-cd:applicationset/progressivesync/progressive_sync.go@37ee0097
 */
export function heldStepOf(set: KubeObject): HeldStep | undefined {
  if (set.string('spec.strategy.type') !== 'RollingSync') return undefined;
  const turns = set.list('status.applicationStatus').flatMap((entry, index): Turn[] => {
    const { application, status, lastTransitionTime, message } = entry;
    // A text in all versions; `-1` stands for an application that no step selects.
    const step = Number(entry.step);
    if (typeof application !== 'string' || typeof status !== 'string' || !(step > 0)) return [];
    return [
      {
        application,
        step,
        status,
        since: typeof lastTransitionTime === 'string' ? lastTransitionTime : undefined,
        message: typeof message === 'string' ? message : '',
        path: `status.applicationStatus[${index}]`,
      },
    ];
  });
  const behind = turns.filter(({ status }) => status !== 'Healthy');
  if (behind.length === 0) return undefined;
  const step = Math.min(...behind.map((turn) => turn.step));
  const holders = behind.filter((turn) => turn.step === step);
  const waiting = behind.filter((turn) => turn.step > step);
  return waiting.length > 0 ? { step, holders, waiting } : undefined;
}
