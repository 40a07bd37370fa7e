import * as z from 'zod';

/**
 * The schema of a bundle's manifest, `casefile.json`, version 1. Fields may be added within a version; none is renamed
 * or removed. The types of `manifest.ts` are inferred from it, and `schema/manifest.schema.json` is generated from it.
 */
const time = z.string().describe('RFC 3339, UTC');

const capture = z.object({
  command: z.string().describe('the kubectl command line that was run, quoted for a POSIX shell'),
  output: z
    .string()
    .optional()
    .describe(
      'file in the bundle, or folder with a trailing slash where the output was split; absent where none was kept',
    ),
  startedAt: time,
  durationMs: z.int().nonnegative(),
  exitCode: z.int().nullable().describe('null: killed'),
  bytes: z.int().nonnegative().describe('written under `output`, after redaction'),
  truncated: z.boolean().describe('older bytes were dropped to keep a limit'),
  sha256: z
    .string()
    .optional()
    .describe('of the file at `output`; of a folder over its sorted `path NUL sha256(content)` lines'),
  error: z.string().optional().describe('why it failed, redacted'),
  refused: z.boolean().optional().describe('the cluster refused it: the account lacks the right'),
  expected: z
    .boolean()
    .optional()
    .describe('there was nothing to capture, e.g. the log of a container that never started'),
});

export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('casefile'), version: z.string() }),
  capturedAt: time.describe('when the capture began: "now" of everything in the bundle'),
  complete: z.boolean().describe('false: the capture was cut short, or is this entry the plan and a later one follows'),
  cluster: z.object({
    name: z.string().optional(),
    context: z.string().optional(),
    server: z.string().optional(),
    version: z.string().optional(),
  }),
  kubectl: z.object({
    version: z.string().optional(),
    transport: z
      .enum(['proxy', 'kubectl'])
      .optional()
      .describe('proxy: lists and logs were read through one `kubectl proxy`, and `command` is the equivalent'),
  }),
  options: z.object({
    namespaces: z.array(z.string()).describe('empty: all'),
    argocdNamespace: z.string().optional(),
    since: z.string().optional(),
    tail: z.int().optional(),
    maxLogBytes: z.int(),
    maxBundleBytes: z.int().optional(),
    splitBytes: z.int().optional(),
    timeoutMs: z.int(),
    profile: z.enum(['minimal', 'argocd', 'full']).optional(),
    include: z.array(z.string()).optional(),
    exclude: z.array(z.string()).optional(),
  }),
  captures: z.array(capture),
  redaction: z.object({
    off: z
      .literal(true)
      .optional()
      .describe('nothing was redacted, on request; of Secrets only names and sizes were taken'),
    counts: z.record(z.string(), z.int()).describe('secrets taken out, by kind; never a value'),
    files: z
      .array(z.object({ file: z.string(), rule: z.string(), count: z.int() }))
      .optional()
      .describe('the same by file; `rule` is the kind that the marks name'),
    withheld: z.array(z.string()).describe('files replaced by a note because they could not be redacted'),
  }),
});
