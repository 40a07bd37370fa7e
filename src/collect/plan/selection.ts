import { KINDS, type KindRow, resourceName } from '../../bundle-format/kinds.ts';
import { CasefileError } from '../../errors.ts';
import type { PodLog } from './log-streams.ts';

/** What a capture takes besides lists; each is a word of `--include` and `--exclude`. */
export const PARTS = ['logs', 'tables', 'descriptions', 'access', 'metrics', 'custom-resources'] as const;
export type Part = (typeof PARTS)[number];

export type ProfileName = 'minimal' | 'argocd' | 'full';

type Profile = {
  what: string;
  /** Built-in kinds; all where absent. */
  kinds?: ReadonlySet<string>;
  parts: readonly Part[];
  /** Argo CD's own objects, and the custom resources that its applications manage. */
  argocd: boolean;
  /** Of containers that are ready and never restarted, the log is taken too. */
  logsOf: 'all' | 'troubled';
};

const WORKLOADS =
  'Namespace Node Pod Event Deployment ReplicaSet StatefulSet DaemonSet Job CronJob Service EndpointSlice ' +
  'PersistentVolumeClaim';

export const PROFILES: Record<ProfileName, Profile> = {
  minimal: {
    what: 'workloads, events, and the logs of what is in trouble',
    kinds: new Set(WORKLOADS.split(' ')),
    parts: ['logs'],
    argocd: false,
    logsOf: 'troubled',
  },
  argocd: {
    what: 'every built-in kind, Argo CD with what it manages, and the logs of what is in trouble',
    parts: ['logs', 'tables', 'descriptions', 'access', 'metrics'],
    argocd: true,
    logsOf: 'troubled',
  },
  full: { what: 'everything, with the logs of every container', parts: PARTS, argocd: true, logsOf: 'all' },
};

/** What is taken: a profile, and what was added to it or left out of it by name. */
export type Selection = {
  profile: ProfileName;
  include: readonly string[];
  exclude: readonly string[];
};

export function takesPart({ profile, include, exclude }: Selection, part: Part): boolean {
  return (PROFILES[profile].parts.includes(part) || include.includes(part)) && !exclude.includes(part);
}

export function takesKind({ profile, include, exclude }: Selection, row: KindRow): boolean {
  const { kinds } = PROFILES[profile];
  return (kinds === undefined || kinds.has(row.kind) || names(include, row)) && !names(exclude, row);
}

/** True for a custom resource that is asked for, left out or neither: undefined. */
export function askedFor({ include, exclude }: Selection, row: KindRow): boolean | undefined {
  if (names(exclude, row)) return false;
  return names(include, row) ? true : undefined;
}

export function takesArgocd({ profile }: Selection): boolean {
  return PROFILES[profile].argocd;
}

export function takesLog({ profile }: Selection, { troubled, argocd }: Pick<PodLog, 'troubled' | 'argocd'>): boolean {
  const { logsOf, argocd: takesArgocd } = PROFILES[profile];
  return logsOf === 'all' || troubled || (argocd && takesArgocd);
}

function names(words: readonly string[], row: KindRow): boolean {
  return words.some((word) => [row.kind.toLowerCase(), row.plural, resourceName(row)].includes(word));
}

/** A word of `--include` or `--exclude`: a part, a built-in kind, or `<plural>.<group>`. Throws USAGE. */
export function parseSelected(text: string): string {
  const word = text.toLowerCase();
  const known = (PARTS as readonly string[]).includes(word) || KINDS.some((row) => names([word], row));
  if (known || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(word)) return word;
  throw new CasefileError('USAGE', `${text} is nothing that is captured`, {
    hint: `Name ${PARTS.join(', ')}, a kind such as Secret, or a custom resource such as certificates.cert-manager.io.`,
  });
}

/** Throws USAGE. */
export function parseProfile(text: string): ProfileName {
  if (text in PROFILES) return text as ProfileName;
  throw new CasefileError('USAGE', `${text} is no profile`, { hint: `There are ${Object.keys(PROFILES).join(', ')}.` });
}
