/** One measured task in a process of its own: `reading-task.ts <task> <file>` prints its seconds and MiB above start. */
import { readFileSync } from 'node:fs';

import { sourceFromPath } from '../src/analyze/bundle/disk.ts';
import { openBundle } from '../src/analyze/bundle/open-bundle.ts';
import type { FactSink } from '../src/analyze/formats/facts.ts';
import { readEntries } from '../src/analyze/formats/read-entries.ts';
import { load } from '../src/analyze/formats/yaml/js-yaml.ts';
import { readBundle } from '../src/analyze/read.ts';
import { buildSnapshot } from '../src/analyze/snapshot/build-snapshot.ts';

const [, , task = '', file = ''] = process.argv;

const DROPPED: FactSink = {
  object() {},
  event() {},
  list() {},
  gap() {},
  metadata() {},
  unread() {},
  text() {},
  async log() {},
};

const entries = async () => openBundle(await sourceFromPath(file)).entries;

const TASKS: Record<string, () => Promise<unknown> | unknown> = {
  'json-parse': () => JSON.parse(readFileSync(file, 'utf8')),
  'js-yaml': () => load(readFileSync(file, 'utf8')),
  read: async () => readEntries(await entries(), DROPPED),
  keep: async () => buildSnapshot((await readBundle(await entries(), [])).facts),
  open: async () => {
    for await (const entry of await entries()) if (entry.type === 'file') for await (const _ of entry.content);
  },
};

let peak = process.memoryUsage.rss();
const start = { time: performance.now(), memory: peak };
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const result = await TASKS[task]?.();
const seconds = (performance.now() - start.time) / 1000;
clearInterval(watch);
peak = Math.max(peak, process.memoryUsage.rss());
console.log(JSON.stringify({ seconds, mebibytes: (peak - start.memory) / 1024 ** 2, kept: result !== undefined }));
