import { bar } from './bar.ts';

/** How much of a resource is asked for, in percent; what is asked for beyond the whole fills it in another colour. */
export function shareBar(percent: number): string {
  const share = Math.max(0, Math.min(100, percent)) / 100;
  return bar(`${percent} %`, [{ class: percent > 100 ? 'over' : 'used', from: 0, to: share }]);
}
