import { createHash } from 'node:crypto';
import { MANIFEST_FILE } from '../bundle-format/layout.ts';
import type { CaptureRecord } from '../bundle-format/manifest.ts';
import type { WrittenFile } from './bundle-writer.ts';
import type { Destination, Kept } from './consumers.ts';
import { consumerFor } from './consumers.ts';
import type { FailClosedRedactor } from './fail-closed.ts';
import type { Kubectl, KubectlResult, TimeLimits } from './kubectl.ts';
import type { Capture, Keep } from './plan.ts';

/** Large lists take their time on the server before the first byte. */
const COMMAND: TimeLimits = { totalMs: 120_000 };
/** A kubelet that is gone sends nothing at all, and must not hold the rest. */
const LOG: TimeLimits = { totalMs: 120_000, idleMs: 20_000 };

/** Runs one command and writes what it gave. A command that fails throws nothing: the record says what happened. */
export async function runCapture(
  { args, keep }: Capture,
  kubectl: Kubectl,
  destination: Destination,
): Promise<CaptureRecord> {
  const result = await kubectl.run(args, consumerFor(keep, destination), keep.as === 'log' ? LOG : COMMAND);
  const kept = (await result.output?.(result)) ?? { files: [], truncated: false };
  return { ...recordOf(result, destination.redactor, kept), ...(isExpected(result, keep) ? { expected: true } : {}) };
}

/** What the manifest says about a command that has ended. */
export function recordOf(
  { command, startedAt, durationMs, exitCode, error }: KubectlResult<unknown>,
  redactor: FailClosedRedactor,
  { files, truncated }: Kept = { files: [], truncated: false },
): CaptureRecord {
  return {
    command: redactor.text(command, MANIFEST_FILE),
    ...(files.length === 0 ? {} : { output: outputOf(files), sha256: digestOf(files) }),
    startedAt,
    durationMs,
    exitCode,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    truncated,
    ...(error === undefined ? {} : { error: redactor.text(error, MANIFEST_FILE).trim() }),
    ...(error !== undefined && isRefusal(error) ? { refused: true } : {}),
  };
}

/** The file itself, or the folder that all of them share. */
function outputOf([first, ...others]: readonly WrittenFile[]): string {
  const path = first?.path ?? '';
  return others.length === 0 ? path : path.slice(0, path.lastIndexOf('/') + 1);
}

function digestOf(files: readonly WrittenFile[]): string {
  const [only, ...others] = files;
  if (only && others.length === 0) return only.sha256;
  const lines = files.map(({ path, sha256 }) => `${path}\0${sha256}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** How kubectl prints a status 403 (kubernetes/apimachinery:pkg/api/errors NewForbidden). */
function isRefusal(error: string): boolean {
  return error.includes('(Forbidden)') || error.includes(' is forbidden: ');
}

/**
 * Nothing is missing where there was nothing to have: a container that has not started, a previous run whose log is
 * gone (kubernetes/kubernetes:pkg/kubelet/kubelet_pods.go validateContainerLogStatus), a kind that is not served.
 */
function isExpected({ error = '' }: KubectlResult<unknown>, { as }: Keep): boolean {
  const absences = {
    log: ['is waiting to start', 'previous terminated container'],
    list: [NOT_SERVED],
    text: [NOT_SERVED],
    document: ['(NotFound)'],
    access: [],
  }[as];
  return absences.some((absence) => error.includes(absence));
}

const NOT_SERVED = "the server doesn't have a resource type";
