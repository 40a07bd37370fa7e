import type { Confidence, Evidence, ObjectRef, Severity } from '../../report-format/report.ts';
import type { Needle } from '../scan/needle.ts';

type Role = 'cause' | 'symptom' | 'context' | 'noise';

/** A step of `do`: words, or words with the command that does it. */
type RuleStep = string | { text: string; command?: string; changes?: boolean };

/** The object that a capture names, and whether it must exist or be known not to. The names are templates. */
export type Join = { kind: string; name: string; namespace?: string; key?: string; is: 'absent' | 'present' };

/** A condition on text: one of the literals, or one of the patterns, and none of `unless`. */
export type TextCondition = { literals: string[]; patterns: string[]; unless: string[] };

/** A condition on log lines (or other text), compiled into needles. */
export type LogMatcher = TextCondition & {
  repeat?: { min: number; within?: number };
  until: string[];
  /** What the line says holds for as long as the run that wrote it: a setting that was read at the start. */
  lasts?: boolean;
  /** What every program meets now and then: seldom in a long log that goes on, it is no more than an info. */
  passing?: boolean;
  /** Bounds on captures that are numbers. */
  bounds?: Record<string, { min?: number; max?: number }>;
  join?: Join;
};

/** Matches events, and what `snapshot/status-messages.ts` reads in the status of objects: events expire, a status does not. */
export type EventMatcher = {
  reason: string[];
  kind: string[];
  type: string[];
  message?: TextCondition;
  /** Fields of the object concerned that belong to the proof: the setting that the message is about. */
  show: string[];
  join?: Join;
  /** The program that records the event writes the same message into its log, which outlives the event. */
  inLogs?: boolean;
};

/** A condition in CEL over each object of a kind; `captures` are CEL too, `show` are the paths that prove it. */
export type ObjectMatcher = { kind: string[]; when: string; captures: Record<string, string>; show: string[] };

/** Objects that name another one, at `field`, which does not exist; without `neededBy` the kind as a whole is missing. */
export type AbsenceMatcher = { kind: string; neededBy?: { kind: string; field: string; when?: string } };

/** Exactly one of these. */
type Matcher = {
  log?: LogMatcher;
  text?: LogMatcher;
  event?: EventMatcher;
  object?: ObjectMatcher;
  absence?: AbsenceMatcher;
  check?: string;
};

export type WhereField = 'container' | 'image' | 'app' | 'namespace' | 'kind' | 'name';

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
  /** Tried on every system's logs, whatever its pack recognises. */
  generic?: boolean;
  /** Globs; a subject must fit all that are given. */
  where: Partial<Record<WhereField, string[]>>;
  match: Matcher;
  /** What a check captures, where its templates use more than the subject; `message` of an event whose words are not asked for. */
  captures?: string[];
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

/** A folder of rules and how its system is recognised. */
export type Pack = {
  /** The folder's name, which its rules carry as `pack`. */
  id: string;
  name: string;
  version: string;
  author?: string;
  /** The lowest version of casefile that understands the pack. */
  casefile?: string;
  /** What every id of the pack begins with. */
  prefix?: string;
  /** Its rules are tried on every system. */
  generic: boolean;
  /** Globs over images and container names, `key=value` labels, patterns of log lines. */
  recognise: { images: string[]; labels: string[]; containers: string[]; logs: string[] };
};

/** Rules ready to run: what `analyze` is given. Plain data, so that it can be written at build time. */
export type RuleSet = { rules: Rule[]; needles: Needle[]; packs?: Pack[] };

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
