import type { OpenFile } from './bundle-reading.ts';
import type { PeekedContent } from './content.ts';
import { createJsonReader } from './json/read-json.ts';
import { createTextCollector, type Leftovers, readOther } from './leftovers.ts';
import { createDumpLogReader } from './logs/dump-logs.ts';
import { tellDumpedLogs } from './logs/read-dump.ts';
import { objectsPlace } from './objects/hints.ts';
import { readText } from './text/read-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** Reads a file of JSON, piece by piece; logs of a dump and other text may stand between its values. */
export async function readJsonFile(peeked: PeekedContent, file: OpenFile): Promise<void> {
  const logs = createDumpLogReader(file.path, file.bundle.limits.fileBytes);
  const around = createTextCollector();
  const reader = createJsonReader(file, {
    other: (value) => readOther(value, file),
    textLine(text, line) {
      const isLog = logs.line(text, line);
      if (!isLog && !logs.isMarker(text)) around.add(text, line);
      return isLog;
    },
  });

  for await (const chunk of peeked.content) {
    reader.push(chunk);
    await tellDumpedLogs(logs, file);
  }
  reader.end();
  logs.end();
  await tellDumpedLogs(logs, file);
  await readTextOf(around.result(), file);
}

export async function readYamlFile(text: string, file: OpenFile): Promise<void> {
  const around = createTextCollector();
  readYaml(text, file, {
    other: (value) => readOther(value, file),
    textLine(line, number) {
      around.add(line, number);
      return false;
    },
  });
  await readTextOf(around.result(), file);
}

/** Reads the text of commands. Blocks of YAML and JSON inside it come back here. */
export async function readTextOf(text: string | undefined, file: OpenFile): Promise<void> {
  if (text === undefined) return;
  const namespace = objectsPlace(file)?.namespace;
  const input = { path: file.path, text, ...(namespace ? { namespaceHint: namespace } : {}) };
  const outcome = await readText(input, file.bundle.sink, (part, firstLine) =>
    readStructuredText(part, file, firstLine),
  );
  if (outcome === 'read') file.used = true;
}

/** Reads YAML or JSON that stands inside a text of which it begins at `firstLine`. */
function readStructuredText(text: string, file: OpenFile, firstLine: number): void {
  const leftovers: Leftovers = { other: (value) => readOther(value, file), textLine: () => false };
  if (/^\s*[{[]/.test(text)) {
    const reader = createJsonReader(file, leftovers, firstLine);
    reader.push(Buffer.from(text));
    reader.end();
  } else readYaml(text, file, leftovers, firstLine);
}
