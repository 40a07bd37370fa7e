import * as z from 'zod';

/**
 * The YAML of a rule file and of `_pack.yaml`. Where a list is meant, a single text will do; unknown keys are errors.
 * `schema/rule.schema.json` is generated from here, so every description is what an editor shows.
 */
const texts = z
  .union([z.string(), z.array(z.string())], { error: 'expected a text or a list of texts' })
  .transform((value) => [value].flat());
const optionalTexts = texts.optional().transform((value) => value ?? []);
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected words in lower case joined by hyphens');

const bounds = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
const join = z
  .strictObject({
    kind: z.string(),
    name: z.string().describe('template, e.g. {{secret}}'),
    namespace: z.string().optional().describe('template; default: the namespace of the subject'),
    key: z.string().optional().describe('template: a key that the Secret or ConfigMap must (not) hold'),
    is: z.enum(['absent', 'present']),
  })
  .describe('the object that a capture names must exist, or be known not to');

const condition = {
  literal: texts.optional().describe('part of the line, in any case; derived from the pattern where left out'),
  literals: texts.optional(),
  pattern: texts.optional().describe('RE2, matched in any case; named groups become captures'),
  patterns: texts.optional(),
  unless: optionalTexts.describe('patterns that refuse a line'),
};
type Condition = { literal?: string[]; literals?: string[]; pattern?: string[]; patterns?: string[] };

/** One spelling for the rest of the program: `literal` and `pattern` are gathered into the plural. */
function plural<T extends Condition>({ literal, literals, pattern, patterns, ...rest }: T) {
  return {
    literals: [...(literal ?? []), ...(literals ?? [])],
    patterns: [...(pattern ?? []), ...(patterns ?? [])],
    ...rest,
  };
}

const logMatcher = z
  .strictObject({
    ...condition,
    repeat: z
      .strictObject({ min: z.int().min(2), within: z.number().positive().optional().describe('seconds') })
      .optional()
      .describe('only when at least `min` lines match, within so many seconds'),
    until: optionalTexts.describe('texts of the success that ends the trouble'),
    lasts: z.boolean().optional().describe('the line tells of its whole run: it holds until the run ends'),
    passing: z
      .boolean()
      .optional()
      .describe('every program meets this now and then: seldom in a long log that goes on, it is worth an info'),
    bounds: z.record(z.string(), bounds).optional().describe('bounds on captures that are numbers'),
    join: join.optional(),
  })
  .transform(plural);

const message = z.union([
  z.string().transform((literal) => ({ literals: [literal], patterns: [] as string[], unless: [] as string[] })),
  z.strictObject(condition).transform(plural),
]);

const matcher = z
  .strictObject({
    log: logMatcher.optional().describe('lines of logs'),
    text: logMatcher.optional().describe('any other captured text: outputs of commands, error files'),
    event: z
      .strictObject({
        reason: optionalTexts,
        kind: optionalTexts.describe('kinds of the object concerned'),
        type: optionalTexts.describe('Normal or Warning; some failures are Normal'),
        message: message.optional(),
        show: optionalTexts.describe('paths of fields of the object concerned that belong to the proof'),
        join: join.optional(),
        inLogs: z.boolean().optional().describe('also tried on logs: the program that records the event logs it too'),
      })
      .optional(),
    object: z
      .strictObject({
        kind: texts,
        when: z.string().describe('CEL over `object`'),
        captures: z.record(z.string(), z.string()).default({}).describe('CEL, by name'),
        show: optionalTexts.describe('paths of the fields that prove it'),
      })
      .optional(),
    absence: z
      .strictObject({
        kind: z.string(),
        neededBy: z
          .strictObject({ kind: z.string(), field: z.string(), when: z.string().optional() })
          .optional()
          .describe('objects that name the missing one at `field`'),
      })
      .optional(),
    check: kebab.optional().describe('the name of a check of src/analyze/checks/'),
  })
  .refine((match) => Object.values(match).filter((value) => value !== undefined).length === 1, {
    error: 'expected exactly one of log, text, event, object, absence, check',
  });

const where = z.strictObject({
  container: texts.optional(),
  image: texts.optional(),
  app: texts.optional().describe('the app label: app.kubernetes.io/name, app or k8s-app'),
  namespace: texts.optional(),
  kind: texts.optional(),
  name: texts.optional(),
});

const step = z.union(
  [z.string(), z.strictObject({ text: z.string(), command: z.string().optional(), changes: z.boolean().optional() })],
  { error: 'expected a text, or { text, command }' },
);
const reference = z.union(
  [
    z.string(),
    z.strictObject({ url: z.string() }).transform(({ url }) => url),
    z.strictObject({ source: z.string() }).transform(({ source }) => source),
  ],
  { error: 'expected a URL, or owner/repo:path@commit' },
);
const references = z.union([reference, z.array(reference)]).transform((value) => [value].flat());
const examples = z.union([z.array(z.unknown()), z.string()]).transform((value) => [value].flat());

export const ruleFileSchema = z.strictObject({
  id: kebab.describe('a noun, the failing state; equal to the name of the file'),
  title: z.string().min(1),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  role: z.enum(['cause', 'symptom', 'context', 'noise']),
  status: z.enum(['experimental', 'stable', 'deprecated']).default('stable'),
  since: z.string().default('0.1.0').describe('the version that brought the rule'),
  tags: optionalTexts,
  needs: texts.describe('kinds, or logs, events, text; judged only where they were collected'),
  generic: z.boolean().optional().describe("tried on every system's logs"),
  where: where.default({}),
  match: matcher,
  captures: texts.optional().describe('what the check captures; `message` of an event whose words are not asked for'),
  over: optionalTexts.describe('ids or tags of rules that give way to this one on the same line'),
  explains: optionalTexts.describe('ids or tags of findings that this one explains on the same object'),
  what: z.string().min(1),
  why: z.string().min(1),
  do: z.union([step, z.array(step)]).transform((value) => [value].flat()),
  verify: optionalTexts,
  falsePositives: optionalTexts,
  references: references.default([]),
  hits: examples.describe('what must be found; tests'),
  misses: examples.describe('near misses, which must not be found; tests'),
});

export const packFileSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  author: z.string().optional(),
  casefile: z.string().optional().describe('the lowest version of casefile that understands the pack'),
  prefix: z.string().optional().describe('what every id begins with'),
  generic: z.boolean().default(false).describe('its rules are tried on every system'),
  recognise: z
    .strictObject({
      images: optionalTexts.describe('globs over image names without registry and tag'),
      labels: optionalTexts.describe('key=value, with globs'),
      containers: optionalTexts.describe('globs over container names'),
      logs: optionalTexts.describe('patterns of lines that only this system writes'),
    })
    .default({ images: [], labels: [], containers: [], logs: [] }),
});
