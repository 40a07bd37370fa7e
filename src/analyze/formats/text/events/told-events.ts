import type { Context } from '../context.ts';
import { isBlank, type Line } from '../lines.ts';
import type { EventRow } from './event-row.ts';
import { emitEvents } from './involved.ts';

/**
 * Messages that one reporter writes under one reason, so that the bare message tells the whole event. People paste them
 * without the rest of the row. Only what begins a line so can be nothing else.
 */
const TOLD: readonly { begins: RegExp; reason: string; component: string }[] = [
  { begins: /^\d+\/\d+ nodes are available: /, reason: 'FailedScheduling', component: 'default-scheduler' },
  { begins: /^Back-off restarting failed container/, reason: 'BackOff', component: 'kubelet' },
  { begins: /^Back-off pulling image "/, reason: 'BackOff', component: 'kubelet' },
  { begins: /^Failed to pull image "/, reason: 'Failed', component: 'kubelet' },
  { begins: /^MountVolume\.\w+ failed for volume "/, reason: 'FailedMount', component: 'kubelet' },
  { begins: /^Unable to attach or mount volumes: /, reason: 'FailedMount', component: 'kubelet' },
  { begins: /^(?:Liveness|Readiness|Startup) probe failed: /, reason: 'Unhealthy', component: 'kubelet' },
  { begins: /^Failed to create pod sandbox: /, reason: 'FailedCreatePodSandBox', component: 'kubelet' },
  { begins: /^Multi-Attach error for volume "/, reason: 'FailedAttachVolume', component: 'attachdetach-controller' },
  {
    begins: /^AttachVolume\.Attach failed for volume "/,
    reason: 'FailedAttachVolume',
    component: 'attachdetach-controller',
  },
  { begins: /^Error creating: (?:pods "|admission webhook|Internal error)/, reason: 'FailedCreate', component: '' },
];

const MAX_LINES = 12;

/** Reads a message of an event that stands alone, wrapped at words or not. */
export function readToldEvent(
  lines: readonly Line[],
  at: number,
  context: Context,
  isEnd: (at: number) => boolean,
): number | undefined {
  const text = lines[at]?.text.trim() ?? '';
  const told = TOLD.find(({ begins }) => begins.test(text));
  if (!told || context.command || context.place.log) return undefined;
  let next = at + 1;
  while (next < lines.length && next - at < MAX_LINES && !isBlank(lines[next]) && !isEnd(next)) {
    if (isToldEvent(lines[next]?.text ?? '')) break;
    next += 1;
  }
  const message = lines
    .slice(at, next)
    .map((line) => line.text.trim())
    .join(' ');
  const { reason, component } = told;
  const row: EventRow = { type: 'Warning', reason, message, count: 1, ...(component ? { component } : {}) };
  emitEvents(context, [{ row, line: lines[at]?.number ?? 1 }]);
  return next;
}

function isToldEvent(text: string): boolean {
  const trimmed = text.trimStart();
  return TOLD.some(({ begins }) => begins.test(trimmed));
}
