import { Command } from 'commander';
import { dump } from 'js-yaml';
import { openBundle } from '../analyze/bundle/open-bundle.ts';
import type { KubeObject } from '../analyze/formats/kube-object.ts';
import { readBundle } from '../analyze/read.ts';
import { buildSnapshot } from '../analyze/snapshot/build-snapshot.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import { withoutKeyLine } from '../redact/key-lines.ts';
import { createRedactor } from '../redact/redact.ts';
import { bundleFrom } from './bundle-argument.ts';
import { parseReference, relationLines } from './object-reference.ts';
import { printable } from './printable.ts';
import { quoteFile } from './quote-file.ts';

export function showCommand(): Command {
  return new Command('show')
    .description(
      'One object of a bundle as YAML with its events, relations and sources; or the lines around file:line.',
    )
    .argument('<bundle>', 'archive, folder or file')
    .argument('<object>', 'kind/namespace/name, kind/name, or file:line as a report cites it')
    .option('--raw', 'without redaction')
    .addHelpText(
      'after',
      `
Examples:
  casefile show bundle.tar.gz pod/shop/web-0
  casefile show bundle.tar.gz svc/web
  casefile show bundle.tar.gz cluster-resources/pods/logs/shop/web-0/web.log:120
`,
    )
    .action(show);
}

async function show(bundle: string, reference: string, { raw }: { raw?: boolean }): Promise<void> {
  const redactor = createRedactor({ marks: 'ordinal' });
  const redact = raw ? (text: string) => text : (text: string) => redactor.text(withoutKeyLine(text));
  const place = /^(.+):(\d+)$/.exec(reference);
  const opened = openBundle(await bundleFrom([bundle]));
  if (place) return print(await quoteFile(opened.entries, { file: place[1] ?? '', line: Number(place[2]) }, redact));

  const { facts } = await readBundle(opened.entries, [], { name: bundle });
  const snapshot = buildSnapshot(facts);
  const identity = parseReference(reference, snapshot);
  const object = snapshot.objects.find(identity);
  const body = object
    ? yamlOf(object, raw ? undefined : redactor)
    : [`# ${identity.kind} ${identity.name} is not in the bundle`];
  print([
    ...body,
    '',
    ...eventLines(identity, snapshot, redact),
    '',
    ...relationLines(identity, snapshot),
    '',
    ...sourceLines(object),
  ]);
}

function yamlOf(object: KubeObject, redactor: ReturnType<typeof createRedactor> | undefined): string[] {
  const body = redactor ? redactor.object(object.body) : object.body;
  return dump(body, { lineWidth: 120, noRefs: true }).trimEnd().split('\n');
}

function eventLines(
  object: Parameters<Snapshot['eventsOf']>[0],
  snapshot: Snapshot,
  redact: (text: string) => string,
): string[] {
  const events = snapshot.eventsOf(object);
  return [
    `events (${events.length})`,
    ...events.map(
      ({ last, type, reason, message, count }) => `  ${last ?? '-'}  ${type} ${reason} x${count}: ${redact(message)}`,
    ),
  ];
}

function sourceLines(object: KubeObject | undefined): string[] {
  const sources = object?.sources ?? [];
  return ['sources', ...sources.map(({ file, line }) => `  ${file}${line ? `:${line}` : ''}`)];
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(printable).join('\n')}\n`);
}
