import type { Check } from '../../src/analyze/checks/define-check.ts';
import { createEvidenceMaker } from '../../src/analyze/evidence.ts';
import type { JsonObject } from '../../src/analyze/formats/kube-object.ts';
import type { RawFinding } from '../../src/analyze/rules/rule.ts';
import type { Story } from './snapshot-of.ts';
import { NOW, snapshotOf } from './snapshot-of.ts';

const leavesAsIs = { text: (text: string) => text, object: <T>(object: T) => object, counts: () => ({}) };

/** Runs one check over a story. */
export function run(check: Check, story: Story): RawFinding[] {
  const snapshot = snapshotOf(story);
  return check.run({ objects: snapshot.objects, snapshot, evidence: createEvidenceMaker(snapshot, leavesAsIs) });
}

/** The texts of a finding's evidence. */
export function proofs(finding: RawFinding | undefined): string[] {
  return finding?.evidence.map(({ text }) => text) ?? [];
}

/** So many seconds before the capture. */
export function ago(seconds: number): string {
  return `${new Date(Date.parse(NOW) - seconds * 1000).toISOString().slice(0, 19)}Z`;
}

type PodStory = {
  name?: string;
  labels?: Record<string, string>;
  /** Seconds since it was made. */
  age?: number;
  node?: string;
  phase?: string;
  ready?: boolean;
  container?: JsonObject;
  status?: JsonObject;
  spec?: JsonObject;
  owner?: { kind: string; name: string };
};

/** A pod `shop/web-0` with one container `web`; ready and an hour old unless the story says otherwise. */
export function pod(story: PodStory = {}): JsonObject {
  const {
    name = 'web-0',
    labels = { app: 'web' },
    age = 3600,
    node = 'node-a',
    phase = 'Running',
    ready = true,
  } = story;
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      namespace: 'shop',
      labels,
      creationTimestamp: ago(age),
      ...(story.owner
        ? { ownerReferences: [{ ...story.owner, apiVersion: story.owner.kind === 'Job' ? 'batch/v1' : 'apps/v1' }] }
        : {}),
    },
    spec: { nodeName: node, containers: [{ name: 'web', image: 'shop/web:1', ...story.container }], ...story.spec },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: ago(age) }],
      containerStatuses: [
        { name: 'web', ready, restartCount: 0, state: { running: { startedAt: ago(age) } }, ...story.status },
      ],
    },
  };
}

/** The status of a container that waits for a reason. */
export function waiting(reason: string, message?: string): JsonObject {
  return { ready: false, state: { waiting: { reason, ...(message ? { message } : {}) } } };
}

/** The status of a container that crashed, and is down now. */
export function crashed(exitCode: number, reason = 'Error', finished = 60): JsonObject {
  return {
    ready: false,
    restartCount: 7,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=web' } },
    lastState: { terminated: { exitCode, reason, finishedAt: ago(finished) } },
  };
}

/** Any object of the namespace `shop`, an hour old. */
export function object(kind: string, name: string, rest: JsonObject = {}, apiVersion = 'v1'): JsonObject {
  const { metadata, ...body } = rest;
  return {
    kind,
    apiVersion,
    metadata: { name, namespace: 'shop', creationTimestamp: ago(3600), ...(metadata as JsonObject | undefined) },
    ...body,
  };
}
