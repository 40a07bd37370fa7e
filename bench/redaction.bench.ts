/**
 * Redaction as `collect` does it, a log in chunks, beside `gzip -1` of the same log; and the memory of the built `redact`,
 * so run `npm run build` first.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { providerSpans } from '../src/redact/provider-detectors.ts';
import { createRedactor, type StreamingRedactor } from '../src/redact/redact.ts';
import { generator, logText } from './generate.ts';
import { ratioOf, report, reportFigure } from './pairs.ts';
import { run } from './process.ts';

const FOLDER = '.tmp/bench';
const CHUNK = 256 * 1024;
const MB = 1_000_000;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const megabytes = quick ? 16 : 128;
  const pairs = quick ? 3 : 7;
  mkdirSync(FOLDER, { recursive: true });
  const random = generator(7);
  const plain = logText(megabytes * MB, random, 0, 1);
  const usual = mixed(plain, random, 0.1, 0.001);
  const talkative = mixed(plain, random, 0.6, 0.02);

  for (const [name, text] of Object.entries({ plain, usual, talkative })) {
    const file = path.join(FOLDER, `${name}.log`);
    writeFileSync(file, text);
    const bytes = readFileSync(file);
    const redactor = createRedactor({ marks: 'token', key: new Uint8Array(32) }, { providers: providerSpans });
    redact(redactor, bytes.subarray(0, 8 * MB));
    const ours = () => seconds(() => redact(redactor, bytes));
    const gzip = () => seconds(() => spawnSync('sh', ['-c', `gzip -1 -c '${file}' > /dev/null`]));
    report(`${megabytes} MB, ${DESCRIPTION[name]}, beside gzip -1`, await ratioOf(ours, gzip, pairs), 3);
  }
  const command = `exec node dist/cli.js redact ${FOLDER}/usual.log -o ${FOLDER}/redacted.tar.gz > /dev/null`;
  reportFigure('  peak memory of `casefile redact`', (await run(command)).mebibytes, 'MiB', 200);
}

const DESCRIPTION: Record<string, string> = {
  plain: 'no line of interest',
  usual: 'one line in ten of interest',
  talkative: 'six lines in ten of interest, one in fifty with a secret',
};

function redact(redactor: StreamingRedactor, bytes: Uint8Array): number {
  const stream = redactor.stream();
  let size = 0;
  for (let at = 0; at < bytes.length; at += CHUNK)
    size += Buffer.from(stream.write(Buffer.from(bytes.subarray(at, at + CHUNK)).toString())).length;
  return size + stream.end().length;
}

/** What makes a redactor look twice, and is none of its business. */
const HARMLESS = [
  'msg="secret \\"db-credentials\\" not found" namespace=shop',
  'GET https://api.example.com:8443/v1/tokens?limit=10 200 12ms',
  'level=info msg="reconciled" controller=secret key=shop/provider-keys',
  'max_tokens=4096 prompt_tokens=812 model=small',
  'failed to verify authentication: no credentials were given',
];
const SECRET = [
  (word: string) => `level=debug msg="connecting" dsn=postgres://shop:${word}@db-0.db:5432/shop`,
  (word: string) => `{"level":"debug","config":{"user":"shop","password":"${word}"}}`,
  (word: string) => `> Authorization: Bearer ${word}${word}`,
];

/** The lines of a log, with some of interest between them. */
function mixed(plain: string, random: () => number, harmless: number, secret: number): string {
  const of = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  return plain
    .split('\n')
    .map((line) => {
      const draw = random();
      if (draw < secret)
        return `${line.slice(0, 24)} ${of(SECRET)(`Zx${Math.floor(random() * 2 ** 32).toString(36)}Q9`)}`;
      return draw < secret + harmless ? `${line.slice(0, 24)} ${of(HARMLESS)}` : line;
    })
    .join('\n');
}

function seconds(task: () => unknown): number {
  const start = performance.now();
  task();
  return (performance.now() - start) / 1000;
}
