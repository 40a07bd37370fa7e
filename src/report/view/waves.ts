import type { ApplicationCard } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { objectName } from './object-name.ts';

export type WaveState = NonNullable<ApplicationCard['waves']>[number]['state'];

/** One wave of a sync phase, e.g. `Sync 2`, with its resources in their order. */
export type WaveStep = { name: string; blocked: boolean; resources: { object: string; state: WaveState }[] };

/** Resources by phase and wave, in the order in which Argo CD applies them as the report gives it. */
export function wavesOf({ waves = [] }: ApplicationCard, max: number): { steps: WaveStep[]; more: number } {
  const steps = new Map<string, WaveStep>();
  for (const { phase, wave, state, blocked, ...object } of waves.slice(0, max)) {
    const name = oneLine(`${phase} ${wave}`, 80);
    const step = steps.get(name) ?? { name, blocked: false, resources: [] };
    step.blocked ||= blocked;
    step.resources.push({ object: objectName(object), state });
    steps.set(name, step);
  }
  return { steps: [...steps.values()], more: Math.max(0, waves.length - max) };
}
