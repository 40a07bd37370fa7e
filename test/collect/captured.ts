import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CollectEnvironment, Collected } from '../../src/collect/collect.ts';
import { collect } from '../../src/collect/collect.ts';
import type { CollectOptions } from '../../src/collect/options.ts';
import { EVERYTHING } from '../../src/collect/options.ts';
import { SILENT } from '../../src/collect/progress.ts';
import type { StreamingRedactor } from '../../src/redact/redact.ts';
import { writeKubeconfig } from '../support/api-server/kubectl.ts';
import type { ApiServer, ApiServerOptions } from '../support/api-server/server.ts';
import { startApiServer } from '../support/api-server/server.ts';
import { entriesOfTarGz } from '../support/archives.ts';

/** Judges text and objects as a test wishes; a stream is judged chunk by chunk. */
export function redactorOf(judge: Partial<Pick<StreamingRedactor, 'text' | 'object'>> = {}): StreamingRedactor {
  const text = judge.text ?? ((text) => text);
  return {
    text,
    object: judge.object ?? ((object) => object),
    stream: () => ({ write: text, end: () => '' }),
    counts: () => ({}),
  };
}

export type Captured = {
  collected: Collected;
  /** Content by path without the top folder; of a path that was written twice the last. */
  files: Map<string, string>;
  /** Every entry in archive order, with its top folder. */
  entries: { path: string; mode?: number }[];
  requests: ApiServer['requests'];
};

export type CaptureOptions = Partial<CollectOptions> & {
  redactor?: StreamingRedactor;
  signal?: AbortSignal;
  kubectl?: string;
  /** Of the kubeconfig's context. */
  contextNamespace?: string;
};

export function environmentOf(given: Partial<CollectEnvironment> = {}): CollectEnvironment {
  return {
    kubectl: 'kubectl',
    redactor: redactorOf(),
    progress: SILENT,
    now: () => new Date(),
    toolVersion: '0.0.0',
    signal: new AbortController().signal,
    ...given,
  };
}

export function optionsOf(given: Partial<CollectOptions> = {}): CollectOptions {
  return {
    namespaces: [],
    selection: EVERYTHING,
    maxLogBytes: 1_000_000,
    timeoutMs: 60_000,
    proxy: true,
    ...given,
  };
}

/** Serves a cluster, captures it with the real kubectl, and opens the bundle. */
export async function capture(cluster: ApiServerOptions, options: CaptureOptions = {}): Promise<Captured> {
  const server = await startApiServer(cluster);
  const folder = mkdtempSync(path.join(tmpdir(), 'casefile-collect-'));
  const { redactor = redactorOf(), signal, kubectl = 'kubectl', contextNamespace, ...asked } = options;
  try {
    const collected = await collect(
      path.join(folder, 'bundle.tar.gz'),
      optionsOf({ kubeconfig: writeKubeconfig(folder, server.url, contextNamespace), ...asked }),
      environmentOf({ kubectl, redactor, ...(signal ? { signal } : {}) }),
    );
    return { collected, requests: server.requests, ...(await unpack(collected.files)) };
  } finally {
    await server.close();
  }
}

/** Joins the pieces and opens them. */
async function unpack(pieces: readonly string[]): Promise<Pick<Captured, 'files' | 'entries'>> {
  const entries = await entriesOfTarGz(Buffer.concat(pieces.map((piece) => readFileSync(piece))));
  return { entries, files: new Map(entries.map(({ path, text }) => [path.slice(path.indexOf('/') + 1), text])) };
}
