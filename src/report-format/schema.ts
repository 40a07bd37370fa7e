import * as z from 'zod';

/**
 * The schema of the report's JSON, version 1. Fields may be added within a version; none is renamed or removed.
 * The types of `report.ts` are inferred from it, and `schema/report.schema.json` is generated from it.
 */
const severity = z.enum(['critical', 'error', 'warning', 'info']);
const confidence = z.enum(['confirmed', 'likely', 'possible']);
const time = z.string().describe('RFC 3339, UTC');
export const objectRef = z.strictObject({ kind: z.string(), namespace: z.string().optional(), name: z.string() });

const evidence = z.strictObject({
  type: z.enum(['log-line', 'event', 'object-field', 'condition', 'absence', 'text-line']),
  file: z.string().describe('path in the bundle without the common top folder'),
  line: z.int().positive().optional(),
  path: z.string().optional().describe('field path in the object'),
  text: z.string(),
  match: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).optional().describe('UTF-16 offsets in text'),
  before: z.array(z.string()).optional(),
  after: z.array(z.string()).optional(),
  time: time.optional(),
  count: z.int().positive().optional(),
});

const step = z.strictObject({
  text: z.string(),
  command: z.string().optional(),
  changes: z.boolean().optional().describe('the command alters the cluster'),
});

const diagnosis = z.strictObject({
  id: z.string(),
  title: z.string(),
  severity,
  confidence,
  current: z.boolean(),
  known: z.boolean().optional(),
  summary: z.string(),
  cause: z.string().describe('finding id'),
  chain: z.array(z.string()).describe('finding ids, cause first'),
  links: z.array(
    z.strictObject({ from: z.string(), to: z.string(), relation: z.string(), via: z.array(objectRef).optional() }),
  ),
  didYouMean: z.array(z.strictObject({ wanted: z.string(), found: z.string(), file: z.string() })).optional(),
  ask: z.array(z.strictObject({ command: z.string(), decides: z.string() })).optional(),
  affected: z.array(objectRef),
  steps: z.array(step),
});

const finding = z.strictObject({
  id: z.string(),
  fingerprint: z.string(),
  rule: z.string(),
  title: z.string(),
  severity,
  confidence,
  role: z.enum(['cause', 'symptom', 'context']),
  subject: objectRef.extend({ container: z.string().optional(), apiVersion: z.string().optional() }),
  captures: z.record(z.string(), z.string()),
  message: z.string(),
  evidence: z.array(evidence),
  current: z.boolean(),
  firstSeen: time.optional(),
  lastSeen: time.optional(),
  count: z.int().positive(),
  affected: z.array(objectRef).optional(),
  explainedBy: z.array(z.string()),
  known: z.boolean().optional(),
});

/** What names a finding, or the diagnosis of it, where others are told of it in short. */
export const inShort = finding.pick({
  id: true,
  fingerprint: true,
  title: true,
  severity: true,
  confidence: true,
  current: true,
});

const rule = z.strictObject({
  id: z.string(),
  pack: z.string(),
  title: z.string(),
  severity,
  why: z.string(),
  verify: z.array(z.string()),
  falsePositives: z.array(z.string()),
  references: z.array(z.string()),
});

const application = z.strictObject({
  name: z.string(),
  namespace: z.string().optional(),
  project: z.string(),
  destination: z.strictObject({
    server: z.string().optional(),
    clusterName: z.string().optional(),
    namespace: z.string(),
    remote: z.boolean(),
  }),
  sources: z.array(
    z.strictObject({
      repoURL: z.string(),
      path: z.string().optional(),
      chart: z.string().optional(),
      ref: z.string().optional(),
      targetRevision: z.string(),
    }),
  ),
  revisions: z.strictObject({
    compared: z.array(z.string()).optional(),
    attempted: z.array(z.string()).optional(),
    lastGood: z.array(z.string()).optional(),
  }),
  health: z.strictObject({ reported: z.string(), recomputed: z.string(), reason: z.string().optional() }),
  sync: z.strictObject({ status: z.string(), phase: z.string().optional(), message: z.string().optional() }),
  asOf: time.optional(),
  verdict: z.enum(['desired-state', 'sync', 'runtime', 'ok', 'unknown']),
  sentence: z.string(),
  answers: z.array(
    z.strictObject({
      question: z.enum(['present', 'synced', 'healthy', 'failing', 'blocked']),
      answer: z.enum(['yes', 'no', 'unknown']),
      text: z.string(),
      evidence: z.array(evidence),
    }),
  ),
  waves: z
    .array(
      objectRef.extend({
        phase: z.string(),
        wave: z.int(),
        state: z.enum(['pending', 'running', 'synced', 'failed', 'waiting', 'unknown']),
        blocked: z.boolean(),
      }),
    )
    .optional(),
  needs: z
    .array(
      objectRef.extend({
        state: z.enum(['present', 'absent', 'late', 'not-collected']),
        owner: z.string().optional(),
      }),
    )
    .optional(),
  diagnoses: z.array(z.string()),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('casefile'), version: z.string() }),
  bundle: z.strictObject({
    name: z.string(),
    format: z.string(),
    sha256: z.string(),
    bytes: z.int().nonnegative(),
    entries: z.int().nonnegative(),
    cluster: z.strictObject({ name: z.string().optional(), provider: z.string().optional() }).optional(),
    capturedAt: time.optional(),
    capturedAtSource: z.enum(['manifest', 'timestamp-file', 'metadata', 'newest-time', 'none']),
    kubernetesVersion: z.string().optional(),
    argocdVersion: z.string().optional(),
    truncated: z.boolean(),
  }),
  scope: z.strictObject({
    level: z.enum(['none', 'application', 'service', 'namespace', 'environment', 'rollout']),
    names: z.array(z.string()),
    escalate: z.array(z.string()).optional(),
  }),
  onset: time.optional(),
  diagnoses: z.array(diagnosis),
  findings: z.array(finding),
  rules: z.array(rule).describe('every rule that found something'),
  unknownLines: z.array(
    z.strictObject({
      text: z.string(),
      file: z.string(),
      line: z.int().positive(),
      count: z.int().positive(),
      firstSeen: time.optional(),
      lastSeen: time.optional(),
      subject: objectRef.extend({ container: z.string().optional() }).optional(),
      beforeCrash: z.boolean(),
    }),
  ),
  applications: z.array(application),
  timeline: z.array(
    z.strictObject({
      time,
      kind: z.enum(['event', 'start', 'end', 'condition', 'rollout', 'node', 'sync', 'log']),
      subject: objectRef,
      text: z.string(),
      finding: z.string().optional(),
    }),
  ),
  /** Clocks that disagree; the timeline keeps all times as they were written. Positive seconds are ahead. */
  clocks: z
    .array(
      z.strictObject({
        clock: objectRef.extend({ container: z.string().optional() }),
        seconds: z.int(),
        against: z.string(),
        text: z.string(),
        file: z.string(),
      }),
    )
    .optional(),
  inventory: z.strictObject({
    objects: z.record(z.string(), z.int()),
    namespaces: z.array(z.strictObject({ name: z.string(), workloads: z.int(), unhealthy: z.int() })),
    nodes: z.array(
      z.strictObject({
        name: z.string(),
        ready: z.boolean(),
        pressures: z.array(z.string()),
        allocatable: z.record(z.string(), z.string()).optional(),
        requested: z.record(z.string(), z.string()).optional(),
      }),
    ),
    logs: z.strictObject({ streams: z.int(), bytes: z.int(), from: time.optional(), to: time.optional() }),
  }),
  outcomes: z.array(
    z.strictObject({
      rule: z.string(),
      pack: z.string(),
      outcome: z.enum(['found', 'clear', 'not-collected', 'not-applicable', 'error']),
      missing: z.array(z.string()).optional(),
      reason: z.string().optional(),
    }),
  ),
  coverage: z.strictObject({
    collected: z.array(
      z.strictObject({
        what: z.string(),
        namespace: z.string().optional(),
        complete: z.boolean(),
        files: z.array(z.string()),
      }),
    ),
    gaps: z.array(
      z.strictObject({
        what: z.string(),
        why: z.string(),
        file: z.string().optional(),
        command: z.string().optional().describe('what would fill the gap'),
      }),
    ),
    unread: z.array(z.string()),
    redactionMarkers: z.int().nonnegative(),
  }),
  stats: z.strictObject({
    durationMs: z.number(),
    bytesScanned: z.int().nonnegative(),
    linesScanned: z.int().nonnegative(),
    rules: z.int().nonnegative(),
  }),
});
