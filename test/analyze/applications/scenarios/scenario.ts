import type { JsonObject } from '../../../../src/analyze/formats/kube-object.ts';
import type { ApplicationCard } from '../../../../src/report-format/report.ts';
import { ago } from '../../../support/check.ts';
import type { Story } from '../../../support/snapshot-of.ts';
import { application, applied, automated, deployment } from '../story.ts';

/** A bundle that shows one trouble of the application `shop`, and the same bundle without it. */
export type Scenario = {
  name: string;
  broken: Story;
  good: Story;
  /** Rules that must find it. */
  rules: string[];
  /** The subject of a rule's finding, where another one than the application: `Secret shop/db`. */
  about?: Record<string, string>;
  /** The rule at the root of the first diagnosis, where another one than the first of `rules`; `none` where nothing is wrong. */
  root?: string;
  verdict: ApplicationCard['verdict'];
  sentence?: string | RegExp;
  /** The verdict on the good one, where a difference is left that is none of this trouble's. */
  left?: ApplicationCard['verdict'];
  /** The beginning of the text of some answers. */
  answers?: Partial<Record<ApplicationCard['answers'][number]['question'], string | RegExp>>;
};

const KINDS = [
  'Application',
  'AppProject',
  'ApplicationSet',
  'Deployment',
  'StatefulSet',
  'Pod',
  'Secret',
  'ConfigMap',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'StorageClass',
  'Job',
  'Namespace',
  'CustomResourceDefinition',
];

/** Everything of these kinds was listed. */
export const story = (...objects: JsonObject[]): Story => ({ objects, complete: KINDS });

export const good = story(application(), deployment());

/** What the repo server says of a source, in what the controller puts around it. */
export const load = (text: string) =>
  `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${text}`;

/** The last words of a failed `helm template`. */
export const helm = (text: string) =>
  `Manifest generation error (cached): failed to execute helm template command: \`helm template . --name-template shop\` failed exit status 1: Error: ${text}`;

/** A condition that stops the comparison. */
export function cannotCompare(
  name: string,
  rule: string,
  message: string,
  sentence?: string | RegExp,
  type = 'ComparisonError',
): Scenario {
  const conditions = [{ type, message, lastTransitionTime: ago(3600) }];
  return {
    name,
    broken: story(
      application({ sync: 'Unknown', health: type === 'InvalidSpecError' ? 'Unknown' : 'Healthy', conditions }),
      deployment(),
    ),
    good,
    rules: [rule],
    verdict: 'desired-state',
    ...(sentence ? { sentence } : {}),
  };
}

export const failedWith = (message: string, row: JsonObject = {}): JsonObject => ({
  phase: 'Failed',
  message: 'one or more objects failed to apply (retried 5 times).',
  startedAt: ago(7200),
  finishedAt: ago(7000),
  syncResult: {
    revision: 'bbb',
    resources: [applied('apps', 'Deployment', 'web', { status: 'SyncFailed', message, ...row })],
  },
});

export const succeeded: JsonObject = {
  phase: 'Succeeded',
  message: 'successfully synced (all tasks run)',
  startedAt: ago(7200),
  finishedAt: ago(7000),
  syncResult: { revision: 'aaa', resources: [applied('apps', 'Deployment', 'web')] },
};

/** A sync that ended with a message of its own. */
export function ended(name: string, rule: string, message: string, rest: Partial<Scenario> = {}): Scenario {
  const operation = { phase: 'Error', message, startedAt: ago(7200), finishedAt: ago(7000) };
  return {
    name,
    broken: story(application({ sync: 'OutOfSync', spec: automated(), operation }), deployment()),
    good: story(application({ spec: automated(), operation: succeeded }), deployment()),
    rules: [rule, 'argocd-sync-failed'],
    verdict: 'sync',
    ...rest,
  };
}

/** An object that the cluster refuses, and the sync that succeeded. */
export function refused(name: string, rule: string, message: string): Scenario {
  return {
    name,
    broken: story(application({ sync: 'OutOfSync', spec: automated(), operation: failedWith(message) }), deployment()),
    good: story(application({ spec: automated(), operation: succeeded }), deployment()),
    rules: [rule, 'argocd-sync-failed'],
    verdict: 'sync',
    sentence: /^Sync: Deployment shop\/web was refused: .* This revision will not be tried again by itself\.$/,
  };
}
