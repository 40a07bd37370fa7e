import type { Confidence, Evidence, ObjectRef, Severity } from '../../report-format/report.ts';
import type { Needle } from '../scan/needle.ts';

export type Role = 'cause' | 'symptom' | 'context' | 'noise';

/** A step of `do`: words, or words with the command that does it. */
export type RuleStep = string | { text: string; command?: string; changes?: boolean };

/** A condition on log lines (or other text), compiled into a needle. */
export type LogMatcher = {
  literal?: string;
  literals?: string[];
  pattern?: string;
  unless?: string[];
  repeat?: { min: number; within?: number };
  until?: string[];
};

/** Matches events, and what `snapshot/status-messages.ts` reads from the status of objects: events expire, a status does not. */
export type EventMatcher = {
  reason?: string[];
  kind?: string[];
  type?: string[];
  message?: { literal?: string; pattern?: string; unless?: string[] };
};

/** Exactly one of the four. */
export type Matcher = { log?: LogMatcher; text?: LogMatcher; event?: EventMatcher; check?: string };

/** A rule as its YAML file says it, validated and with defaults filled in. */
export type Rule = {
  id: string;
  /** The folder under `rules/`: kubernetes, argocd, bifrost ... */
  pack: string;
  title: string;
  severity: Severity;
  role: Role;
  status: 'experimental' | 'stable' | 'deprecated';
  since: string;
  tags: string[];
  /** Kinds, or `logs`, `events`, `text`. */
  needs: string[];
  /** Globs; a subject must fit all that are given. */
  where: Partial<Record<'container' | 'image' | 'app' | 'namespace' | 'kind' | 'name', string[]>>;
  match: Matcher;
  over: string[];
  explains: string[];
  what: string;
  why: string;
  do: RuleStep[];
  verify: string[];
  falsePositives: string[];
  references: string[];
  hits: unknown[];
  misses: unknown[];
};

/** Rules ready to run: what `analyze` is given. Plain data, so that it can be written at build time. */
export type RuleSet = { rules: Rule[]; needles: Needle[] };

/** A finding before its prose is written: what a matcher or a check returns. */
export type RawFinding = {
  subject: ObjectRef & { container?: string; apiVersion?: string };
  captures: Record<string, string>;
  evidence: Evidence[];
  /** Objects that the subject's trouble breaks, beyond the subject itself: the pods that need a missing Secret. */
  affected?: ObjectRef[];
  /** Default true. A finding that is over is at most a warning. */
  current?: boolean;
  /** Default: derived from the number and kinds of evidence. */
  confidence?: Confidence;
  /** Where a check found that it is less bad here than its rule says. */
  severity?: Severity;
  firstSeen?: string;
  lastSeen?: string;
  count?: number;
};
