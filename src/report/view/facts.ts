import type { Report } from '../../report-format/report.ts';
import { counted, oneLine } from '../readable.ts';
import type { Shown } from './time.ts';
import { clockOf, timeText } from './time.ts';

export type Fact = { name: string; value: string };

const SOURCES: Record<Report['bundle']['capturedAtSource'], string> = {
  manifest: '',
  'timestamp-file': ' (from its timestamp file)',
  metadata: ' (from its metadata)',
  'newest-time': ' (the newest time found in it)',
  none: '',
};

/** What was analysed, with what, and how much of it there is. */
export function factsOf(report: Shown): Fact[] {
  const { bundle, tool, inventory, stats, scope, onset, timeZone } = report;
  const clock = clockOf(report);
  const objects = Object.values(inventory.objects).reduce((sum, count) => sum + count, 0);
  const facts: [string, string | undefined][] = [
    ['Bundle', bundle.name],
    ['Cluster', [bundle.cluster?.name, bundle.cluster?.provider].filter(Boolean).join(', ') || undefined],
    [
      'Captured',
      bundle.capturedAt ? `${timeText(bundle.capturedAt, clock)}${SOURCES[bundle.capturedAtSource]}` : 'time unknown',
    ],
    ['Kubernetes', bundle.kubernetesVersion],
    ['Argo CD', bundle.argocdVersion],
    ['Scope', scopeText(scope.level, scope.names.slice(0, 8).join(', '))],
    ['Escalate', scope.escalate?.join(' ')],
    ['Began', onset && timeText(onset, clock)],
    ['Times', timeZone && `UTC, and ${timeZone} in brackets`],
    ['Format', bundle.truncated ? `${bundle.format}, cut off: only its beginning could be read` : bundle.format],
    ['Size', `${bytes(bundle.bytes)} in ${counted(bundle.entries, 'entry', 'entries')}`],
    ['Objects', objects.toLocaleString('en-US')],
    ['Logs', `${counted(inventory.logs.streams, 'stream')}, ${bytes(inventory.logs.bytes)}`],
    ['SHA-256', bundle.sha256],
    ['Rules', counted(stats.rules, 'rule')],
    ['Analysed by', `${tool.name} ${tool.version}`],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ name, value: oneLine(value) }] : []));
}

/** How far the trouble reaches: its level, and the names there where they are known; undefined for none. */
export function scopeText(level: Report['scope']['level'], names: string): string | undefined {
  if (level === 'none') return undefined;
  return names === '' ? level : `${level}: ${names}`;
}

/** The bundle in one line: what it is, of which cluster, from when. */
export function bundleLine(report: Shown): string {
  const { bundle } = report;
  const parts = [
    bundle.name,
    bundle.cluster?.name,
    bundle.kubernetesVersion && `Kubernetes ${bundle.kubernetesVersion}`,
    bundle.capturedAt ? `captured ${timeText(bundle.capturedAt, clockOf(report))}` : 'capture time unknown',
    bundle.truncated && 'cut off',
  ];
  return parts.flatMap((part) => (part ? [oneLine(part)] : [])).join(' \u00b7 ');
}

function bytes(count: number): string {
  if (count < 1000) return counted(count, 'byte');
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(1)} GB`;
}
