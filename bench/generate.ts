import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

/** A made-up support bundle of mostly logs. The same seed gives the same bytes. */
export type BundlePlan = {
  /** Uncompressed. */
  megabytes: number;
  seed: number;
  /** Share of the lines that a rule of `writeRules` finds: 0.004 is a quiet bundle, 0.1 a loud one. */
  hits: number;
  /** How many of the rules have lines in it; a pod says one thing again and again. */
  rules: number;
};

const FILE_BYTES = 4 * 1024 * 1024;
const WORDS =
  'request served upstream handler path user cache update reconcile object status watch event queue worker lease sync controller deployment namespace pod service endpoint started finished completed processing batch record table index query'.split(
    ' ',
  );

export async function writeBundle(file: string, plan: BundlePlan): Promise<void> {
  const archive = pack();
  const gzip = createGzip({ level: 6 });
  const out = createWriteStream(file);
  archive.pipe(gzip).pipe(out);
  const random = generator(plan.seed);
  const pods = JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [] });
  archive.entry({ name: 'bundle/cluster-resources/pods/shop.json' }, pods);
  for (let written = 0, index = 0; written < plan.megabytes * 1e6; index++) {
    const size = Math.min(FILE_BYTES, plan.megabytes * 1e6 - written);
    const text = logText(size, random, plan.hits, index % plan.rules);
    await new Promise<void>((resolve) =>
      archive.entry({ name: `bundle/cluster-resources/pods/logs/shop/web-${index}/app.log` }, text, () => resolve()),
    );
    written += text.length;
  }
  archive.finalize();
  await finished(out);
}

export function logText(bytes: number, random: () => number, hits: number, rule: number): string {
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const hex = (length: number) =>
    Array.from({ length: Math.ceil(length / 8) }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
      .join('')
      .slice(0, length);
  const lines: string[] = [];
  for (let size = 0; size < bytes; ) {
    const time = new Date(1.7e12 + Math.floor(random() * 1e9)).toISOString();
    const kind = random();
    const line =
      random() < hits
        ? `${time} level=error msg="${phraseOf(rule)} ${word()}-${hex(4)}"`
        : kind < 0.35
          ? `{"level":"info","ts":"${time}","caller":"${word()}/${word()}.go:${Math.floor(random() * 999)}","msg":"${word()} ${word()} ${word()}","trace":"${hex(32)}"}`
          : kind < 0.7
            ? `time=${time} level=info msg="${word()} ${word()} ${word()}" component=${word()} id=${hex(24)} path=/api/v1/${word()}/${hex(8)}`
            : kind < 0.85
              ? `I1122 01:20:24.${hex(5)}       1 ${word()}.go:42] ${word()} ${word()} "${word()}/${word()}-${hex(10)}" took 12ms`
              : `10.0.7.9 - - [22/Nov/2026:01:20:24 +0000] "GET /${word()}/${word()}?id=${hex(12)} HTTP/1.1" 200 ${hex(3)} "-" "Mozilla/5.0"`;
    lines.push(line);
    size += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

/** What the lines of the generated rules say. */
export function phrasesOf(count: number): string[] {
  return Array.from({ length: count }, (_, rule) => phraseOf(rule));
}

function phraseOf(rule: number): string {
  const [a, b, c] = [WORDS[rule % 31], WORDS[(rule * 7) % 29], WORDS[(rule * 13) % 23]];
  return `${a} cannot ${b} ${c} of unit ${rule.toString(36)}x`;
}

/** A pack of generated log rules, each with a literal and a capture. */
export function writeRules(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, '_pack.yaml'), 'name: Bench\nversion: 1.0.0\ngeneric: true\n');
  for (let rule = 0; rule < count; rule++) {
    const phrase = phraseOf(rule);
    writeFileSync(
      path.join(folder, `bench-${rule}.yaml`),
      `id: bench-${rule}\ntitle: Generated rule ${rule}\nseverity: error\nrole: cause\nneeds: logs\nmatch:\n  log:\n    pattern: '(?P<what>\\w+) cannot ${phrase.split(' cannot ')[1]} [a-z]+-'\nwhat: '{{what}} fails.'\nwhy: It matters.\ndo: Look.\nhits: ['${phrase} queue-1f']\nmisses: ['${phrase}']\n`,
    );
  }
}

/** Numbers in [0, 1) from a 32-bit seed. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
