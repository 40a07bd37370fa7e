import type { OpenFile } from '../bundle-reading.ts';
import { once, type PeekedContent } from '../content.ts';
import { logGap } from '../gaps.ts';
import { createDumpLogReader, type DumpLogReader } from './dump-logs.ts';

/** Reads a file that holds nothing but the logs of a `cluster-info dump`, one block per container. */
export async function readDump(peeked: PeekedContent, file: OpenFile): Promise<void> {
  const logs = createDumpLogReader(file.path, file.bundle.limits.fileBytes);
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  for await (const chunk of peeked.content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) logs.line(line.replace(/\r$/, ''), ++number);
    await tellDumpedLogs(logs, file);
  }
  if (rest !== '') logs.line(rest, ++number);
  logs.end();
  await tellDumpedLogs(logs, file);
}

/** Hands finished logs of a dump to the sink; one that is nothing but a refusal is a gap. */
export async function tellDumpedLogs(logs: DumpLogReader, file: OpenFile): Promise<void> {
  for (const { origin, lines, refusal } of logs.take()) {
    file.used = true;
    file.bundle.dumpMarkers = true;
    if (refusal !== undefined) file.bundle.sink.gap(logGap(origin, refusal, file.path));
    else await file.bundle.sink.log(origin, once(Buffer.from(lines.map((line) => `${line}\n`).join(''))));
  }
}
