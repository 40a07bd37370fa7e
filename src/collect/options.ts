import type { Selection } from './plan/selection.ts';

/** What to capture, and within which bounds. Every field is decided by the command line. */
export type CollectOptions = {
  /** Empty: all namespaces. */
  namespaces: readonly string[];
  /** Where Argo CD itself runs, when its own labels do not tell; captured besides `namespaces`. */
  argocdNamespace?: string;
  context?: string;
  kubeconfig?: string;
  selection: Selection;
  /** As kubectl takes it: `24h`, `90m`. */
  since?: string;
  /** Lines of each log. */
  tail?: number;
  /** Of each log: the newest bytes are kept. */
  maxLogBytes: number;
  /** Of the archive, compressed. */
  maxBundleBytes?: number;
  /** The archive is written in pieces of at most so many bytes. */
  splitBytes?: number;
  /** Of the whole capture. */
  timeoutMs: number;
  /** Asks through one `kubectl proxy` where that is possible, rather than with a process for each question. */
  proxy: boolean;
};

/** The namespaces that are asked for by name; empty: all. */
export function scopeOf({ namespaces, argocdNamespace }: CollectOptions): string[] {
  if (namespaces.length === 0) return [];
  return [...new Set([...namespaces, ...(argocdNamespace === undefined ? [] : [argocdNamespace])])];
}

export const EVERYTHING: Selection = { profile: 'full', include: [], exclude: [] };
export const DEFAULT_MAX_LOG_BYTES = 10 * 1024 * 1024;
export const DEFAULT_TIMEOUT_MS = 15 * 60_000;
