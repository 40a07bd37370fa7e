import type { JsonObject } from '../kube-object.ts';
import { type Context, defined, emitObject } from './context.ts';
import { timeOf } from './describe/times.ts';
import { type Field, fieldNamed, longTextAt, textAt, treeOf } from './describe/tree.ts';
import { resourceOfKind } from './kinds.ts';
import { isBlank, type Line } from './lines.ts';
import { type Cells, cellsOf, type Header, headerOf } from './tables/columns.ts';

/** Fields that stand beside `Name:` in the output of `argocd app get` and `argocd app sync`, and nowhere else. */
const OWN = /^(?:Sync Status|Health Status|SyncWindow|Sync Policy|Project|Operation):\s/;

/** A source of a newer version begins with `- Repo:`, in the first column. */
const FIELD = /^(?:(?:- )?[A-Z][A-Za-z ]{1,30}:(?:\s|$)|\s+\S)/;
const SOURCE = '- Repo';
/** What the command says for itself behind the summary. */
const OWN_WORDS = /^(?:FATA|ERRO|WARN|INFO|DEBU)\[/;
const OPERATION = /^(?:Operation|Sync Revision|Phase|Start|Finished|Duration|Message):/;

/** True where the summary of an Argo CD application begins. */
export function isArgoStart(lines: readonly Line[], at: number): boolean {
  if (!/^Name:[ \t]+\S+\s*$/.test(lines[at]?.text ?? '')) return false;
  return lines.slice(at + 1, at + 20).filter(({ text }) => OWN.test(text)).length >= 2;
}

/**
 * Reads an application with its operation, conditions and resources.
 * Layout: argoproj/argo-cd:cmd/argocd/commands/app.go printAppSummaryTable, printOperationResult (v3.1, @37ee0097).
 */
export function readArgoApplication(lines: readonly Line[], from: number, context: Context): number | undefined {
  const at = afterWatch(lines, from);
  if (!isArgoStart(lines, at)) return undefined;
  let end = at;
  const tables: { header: Header; rows: Cells[] }[] = [];
  const summary: Line[] = [];
  for (; end < lines.length; end += 1) {
    const line = lines[end] as Line;
    const header = headerOf(line.text);
    if (end > at && /^Name:[ \t]/.test(line.text)) break;
    if (isBlank(line)) continue;
    if (header) {
      if (!/^(?:CONDITION|GROUP)$/.test(header.columns[0]?.name ?? '')) break;
      tables.push({ header, rows: [] });
    } else if (tables.length === 0 ? FIELD.test(line.text) : OPERATION.test(line.text)) summary.push(line);
    else if (isMessage(summary.at(-1), line) && !OWN_WORDS.test(line.text)) {
      summary.push({ ...line, text: `  ${line.text}` });
    } else {
      const table = tables.at(-1);
      const cells = table ? cellsOf(line.text, table.header) : undefined;
      if (!table || !cells) break;
      table.rows.push(cells);
    }
  }
  emit(treeOf(summary), tables, lines[at]?.number ?? 1, context);
  return end;
}

const WATCH = /^TIMESTAMP\s+GROUP\s+KIND\s+NAMESPACE\s+NAME\s+STATUS\b/;
const WATCHED =
  /^(?:\d{4}-\d\d-\d\dT|\s*$|This is the state of the app after wait timed out:|The command timed out waiting)/;

/** `argocd app sync` and `app wait` print each change first; the summary behind it repeats what each came to. */
function afterWatch(lines: readonly Line[], at: number): number {
  if (!WATCH.test(lines[at]?.text ?? '')) return at;
  let next = at + 1;
  while (next < lines.length && WATCHED.test(lines[next]?.text ?? '')) next += 1;
  return next;
}

/** A message of several lines goes on in the first column, on the very next line. */
function isMessage(last: Line | undefined, line: Line): boolean {
  return last !== undefined && /^(?:Message:| {2})/.test(last.text) && line.number === last.number + 1;
}

function emit(
  fields: readonly Field[],
  tables: readonly { header: Header; rows: Cells[] }[],
  line: number,
  context: Context,
): void {
  const [first = '', second] = (textAt(fields, 'Name') ?? '').split('/');
  const rowsOf = (heading: string) =>
    tables.filter(({ header }) => header.columns[0]?.name === heading).flatMap(({ rows }) => rows);
  const sync = textAt(fields, 'Sync Status') ?? '';
  emitObject(
    context,
    resourceOfKind('Application'),
    'describe',
    line,
    // The namespace of the application stands before its name; the field `Namespace` is that of what it deploys.
    { name: second ?? first, namespace: second === undefined ? undefined : first },
    {
      spec: defined({
        project: textAt(fields, 'Project'),
        ...sourcesOf(fields),
        destination: destinationOf(fields),
        syncPolicy: policyOf(textAt(fields, 'Sync Policy')),
      }),
      status: defined({
        // `OutOfSync from HEAD (1ff8a67)`.
        sync: sync
          ? defined({ status: /^\w*/.exec(sync)?.[0], revision: /\(([0-9a-f]{7,64})\)$/.exec(sync)?.[1] })
          : undefined,
        health: textAt(fields, 'Health Status') ? { status: textAt(fields, 'Health Status') ?? '' } : undefined,
        operationState: operationOf(fields),
        conditions: listOrNothing(rowsOf('CONDITION').map(conditionOf)),
        resources: listOrNothing(rowsOf('GROUP').map(resourceOf)),
      }),
    },
  );
}

/** A list below `Source:` or `Sources:`; older versions print the one source among the other fields. */
function sourcesOf(fields: readonly Field[]): JsonObject {
  const listed = fields.filter(({ key }) => key === SOURCE);
  if (listed.length > 1) return { sources: listed.map((field) => sourceOf(field.value, field.fields)) };
  const [single] = listed;
  const nested = fieldNamed(fields, 'Source')?.fields ?? [];
  const source = single
    ? sourceOf(single.value, single.fields)
    : sourceOf(textAt(nested, 'Repo', SOURCE) ?? textAt(fields, 'Repo'), nested.length > 0 ? nested : fields);
  return Object.keys(source).length > 0 ? { source } : {};
}

function sourceOf(repoURL: string | undefined, fields: readonly Field[]): JsonObject {
  const values = textAt(fields, 'Helm Values');
  return defined({
    repoURL,
    path: textAt(fields, 'Path'),
    targetRevision: textAt(fields, 'Target'),
    ref: textAt(fields, 'Ref'),
    helm: values ? { valueFiles: values.split(',') } : undefined,
  });
}

/** `Server` is the address of the cluster, or its name where the application gives that. */
function destinationOf(fields: readonly Field[]): JsonObject {
  const server = textAt(fields, 'Server');
  const isAddress = /^https?:/.test(server ?? '');
  return defined({
    server: isAddress ? server : undefined,
    name: isAddress ? undefined : server,
    namespace: textAt(fields, 'Namespace'),
  });
}

/** `Automated`, `Automated (Prune)`; anything else is by hand. */
function policyOf(text: string | undefined): JsonObject | undefined {
  return text?.startsWith('Automated') ? { automated: { prune: text.includes('Prune') } } : undefined;
}

function operationOf(fields: readonly Field[]): JsonObject | undefined {
  const phase = textAt(fields, 'Phase');
  if (!phase) return undefined;
  return defined({
    phase,
    message: longTextAt(fields, 'Message'),
    startedAt: timeOf(textAt(fields, 'Start')),
    finishedAt: timeOf(textAt(fields, 'Finished')),
    syncResult: revisionsOf(textAt(fields, 'Sync Revision')),
  });
}

/** Several sources have a revision each, `aaa, bbb`. */
function revisionsOf(text: string | undefined): JsonObject | undefined {
  if (!text) return undefined;
  const revisions = text.split(', ');
  return revisions.length > 1 ? { revisions } : { revision: text };
}

function conditionOf(cells: Cells): JsonObject {
  return defined({
    type: cells.CONDITION,
    message: cells.MESSAGE,
    lastTransitionTime: timeOf(cells['LAST TRANSITION']),
  });
}

function resourceOf(cells: Cells): JsonObject {
  return defined({
    group: cells.GROUP,
    kind: cells.KIND,
    namespace: cells.NAMESPACE,
    name: cells.NAME,
    status: cells.STATUS,
    health: cells.HEALTH ? { status: cells.HEALTH } : undefined,
    hook: cells.HOOK ? true : undefined,
    message: cells.MESSAGE,
  });
}

function listOrNothing(list: JsonObject[]): JsonObject[] | undefined {
  return list.length > 0 ? list : undefined;
}
