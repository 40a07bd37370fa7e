import { createHash } from 'node:crypto';
import { MANIFEST_FILE } from '../../bundle-format/layout.ts';
import type { CaptureRecord } from '../../bundle-format/manifest.ts';
import type { WrittenFile } from '../bundle/bundle-writer.ts';
import type { Destination, Finish, Kept } from '../content/consumers.ts';
import { descriptionsConsumer, listConsumer, logConsumer, NOTHING, textConsumer } from '../content/consumers.ts';
import type { FailClosedRedactor } from '../content/fail-closed.ts';
import type { Served } from '../discovery.ts';
import type { Capture, Keep } from '../plan/capture.ts';
import { apiVersionOf, takesManagedFields } from '../plan/lists.ts';
import { messageOf } from '../transport/guard.ts';
import { resultOf } from '../transport/kubectl.ts';
import type { CommandResult, TimeLimits, Transport } from '../transport/transport.ts';
import type { Lease } from './leases.ts';

export type Means = {
  transport: Transport;
  destination: Destination;
  served: Served;
  lease: () => Lease;
  now: () => Date;
};

/** Runs one command and writes what it gave. A command that fails throws nothing: the record says what happened. */
export async function runCapture(capture: Capture, means: Means, limits: TimeLimits): Promise<CaptureRecord> {
  const { args, keep } = capture;
  const { redactor, budget } = means.destination;
  if (await budget.isSpent()) {
    const error = 'not run: the bundle has reached its limit';
    return recordOf(resultOf(args, means.now)({ exitCode: null, stderr: '', error }), redactor);
  }
  const lease = means.lease();
  try {
    const result = await ask(capture, means, limits, lease).catch((error: unknown) => notAsked(args, means, error));
    const kept = (await result.output?.(result)) ?? NOTHING;
    return { ...recordOf(result, redactor, kept), ...(isExpected(result, keep) ? { expected: true } : {}) };
  } finally {
    lease.release();
  }
}

/** A process that cannot be started, on a machine that has run out of them say, ends no capture that has begun. */
function notAsked(args: readonly string[], { now }: Means, error: unknown): CommandResult<Finish> {
  return resultOf<Finish>(args, now)({ exitCode: null, stderr: '', error: messageOf(error) });
}

function ask(
  { args, paths = [], keep }: Capture,
  { transport, destination, served }: Means,
  limits: TimeLimits,
  lease: Lease,
): Promise<CommandResult<Finish>> {
  const [path] = paths;
  const request = { args, ...(path === undefined ? {} : { path }) };
  switch (keep.as) {
    case 'list': {
      const { row } = keep.of;
      const about = { kind: row.kind, apiVersion: apiVersionOf(row, served), managedFields: takesManagedFields(row) };
      return transport.list({ args, paths, ...about }, listConsumer(keep, destination), limits);
    }
    case 'log':
      return transport.read(request, logConsumer(keep.stream, destination, lease), limits);
    case 'descriptions':
      return transport.read(request, descriptionsConsumer(keep.row, destination), limits);
    default:
      return transport.read(request, textConsumer(keep, destination), limits);
  }
}

/** What the manifest says about a command that has ended. */
export function recordOf(
  { command, startedAt, durationMs, exitCode, error }: CommandResult<unknown>,
  redactor: FailClosedRedactor,
  { files, truncated }: Kept = NOTHING,
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

/** A kind that is not served, in the words of kubectl and of the API server itself. */
const NOT_SERVED = ["the server doesn't have a resource type", 'the server could not find the requested resource'];

/**
 * Nothing is missing where there was nothing to have: a container that has not started, a previous run whose log is
 * gone (kubernetes/kubernetes:pkg/kubelet/kubelet_pods.go validateContainerLogStatus), a kind that is not served.
 */
function isExpected({ error = '' }: CommandResult<unknown>, { as }: Keep): boolean {
  const absences = {
    log: ['is waiting to start', 'previous terminated container'],
    list: NOT_SERVED,
    text: NOT_SERVED,
    descriptions: NOT_SERVED,
    document: ['(NotFound)'],
    access: [],
  }[as];
  return absences.some((absence) => error.includes(absence));
}
