import { Command, Option } from 'commander';
import { openBundle } from '../analyze/bundle/open-bundle.ts';
import { createEvidenceMaker } from '../analyze/evidence.ts';
import { readBundle } from '../analyze/read.ts';
import { buildSnapshot } from '../analyze/snapshot/build-snapshot.ts';
import { groupBy } from '../analyze/snapshot/group-by.ts';
import { inventoryOf } from '../analyze/snapshot/inventory.ts';
import { indexKindOf } from '../analyze/snapshot/object-index.ts';
import { compareText } from '../analyze/snapshot/order.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import { bundleFrom } from './bundle-argument.ts';
import { parseReference, relationLines } from './object-reference.ts';
import { linesOf, printable } from './printable.ts';

type InspectFlags = { format: 'text' | 'json'; relations?: string; redactions?: boolean };

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('What is in a bundle: family, cluster, time, objects, logs, gaps, files that nothing read.')
    .argument('<bundle>', 'archive, folder, file, or - for standard input')
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
    .option('--relations <kind/ns/name>', 'what an object needs and what needs it')
    .option('--redactions', 'how many secrets the maker of the bundle took out')
    .action(inspect);
}

async function inspect(bundle: string, { format, relations, redactions }: InspectFlags): Promise<void> {
  const opened = openBundle(await bundleFrom([bundle]));
  const reading = await readBundle(opened.entries, [], { name: bundle });
  const snapshot = buildSnapshot(reading.facts);

  if (relations !== undefined) return print(relationLines(parseReference(relations, snapshot), snapshot));
  const contents = contentsOf(snapshot, { ...opened.summary(), truncated: reading.truncated });
  if (redactions) return print([`redaction marks of the bundle's maker: ${contents.redactionMarkers}`]);
  print(format === 'json' ? [JSON.stringify(contents, null, 2)] : asText(contents));
}

type Container = ReturnType<ReturnType<typeof openBundle>['summary']>;
type Contents = ReturnType<typeof contentsOf>;

function contentsOf(snapshot: Snapshot, { container, bytes, sha256, entries, truncated }: Container) {
  const { redact } = createEvidenceMaker(snapshot);
  const { coverage, capturedAt, capturedAtSource, format, kubernetesVersion, clusterName, provider } = snapshot;
  const byPlace = groupBy(snapshot.objects.all(), ({ namespace }) => namespace ?? '');
  return {
    container,
    bytes,
    sha256,
    entries,
    truncated,
    format,
    ...(clusterName ? { cluster: clusterName } : {}),
    ...(provider ? { provider } : {}),
    ...(kubernetesVersion ? { kubernetesVersion } : {}),
    ...(capturedAt ? { capturedAt } : {}),
    capturedAtSource,
    objects: [...byPlace]
      .sort(([a], [b]) => compareText(a, b))
      .map(([namespace, objects]) => ({
        ...(namespace ? { namespace } : {}),
        kinds: Object.fromEntries(
          [...groupBy(objects, indexKindOf)]
            .map(([kind, of]) => [kind, of.length] as const)
            .sort(([a], [b]) => compareText(a, b)),
        ),
      })),
    events: snapshot.events.length,
    logs: snapshot.logs.map(({ origin, subject, bytes: size, lines, firstTime, lastTime }) => ({
      file: origin.file,
      ...(origin.firstLine > 1 ? { line: origin.firstLine } : {}),
      subject,
      previous: origin.previous,
      bytes: size,
      lines,
      ...(firstTime ? { from: firstTime } : {}),
      ...(lastTime ? { to: lastTime } : {}),
    })),
    totals: inventoryOf(snapshot).logs,
    gaps: coverage.gaps.map((gap) => ({ ...gap, why: redact(gap.why) })),
    unread: [...coverage.unread].sort(),
    redactionMarkers: coverage.redactionMarkers,
  };
}

function asText(contents: Contents): string[] {
  const { objects, logs, gaps, unread } = contents;
  const captured = contents.capturedAt ? `${contents.capturedAt} (${contents.capturedAtSource})` : 'unknown';
  return [
    `family     ${contents.format}, in ${contents.container}, ${contents.entries} files, ${contents.bytes} bytes`,
    `sha256     ${contents.sha256}`,
    ...(contents.truncated ? ['           CUT OFF: what follows is what could be read'] : []),
    `cluster    ${contents.cluster ?? 'unknown'}, Kubernetes ${contents.kubernetesVersion ?? 'unknown'}`,
    `captured   ${captured}`,
    '',
    `objects (${objects.reduce((sum, { kinds }) => sum + Object.values(kinds).reduce((a, b) => a + b, 0), 0)}), events (${contents.events})`,
    ...objects.flatMap(({ namespace, kinds }) => [
      `  ${namespace ?? '(cluster)'}`,
      ...linesOf(
        Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`),
        100,
      ).map((line) => `    ${line}`),
    ]),
    '',
    `logs (${logs.length})`,
    ...logs.map(
      ({ file, line, bytes, lines, from, to }) =>
        `  ${file}${line ? `:${line}` : ''}  ${lines} lines, ${bytes} bytes${from ? `, ${from} to ${to ?? '?'}` : ''}`,
    ),
    '',
    `gaps (${gaps.length})`,
    ...gaps.map(
      ({ what, why, file, command }) =>
        `  ${what}: ${why}${file ? ` [${file}]` : ''}${command ? `\n    fill it with: ${command}` : ''}`,
    ),
    '',
    `not read (${unread.length})`,
    ...unread.map((file) => `  ${file}`),
  ];
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(printable).join('\n')}\n`);
}
