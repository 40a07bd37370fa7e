import type { JsonObject } from '../kube-object.ts';
import { type Context, defined, emitObject } from './context.ts';
import { timeOf } from './describe/times.ts';
import { type Field, fieldNamed, longTextAt, textAt, treeOf } from './describe/tree.ts';
import { resourceOfKind } from './kinds.ts';
import { isBlank, type Line } from './lines.ts';
import { type Cells, cellsOf, type Header, headerOf } from './tables/columns.ts';

/** Fields that stand beside `Name:` in the output of `argocd app get` and `argocd app sync`, and nowhere else. */
const OWN = /^(?:Sync Status|Health Status|SyncWindow|Sync Policy|Project|Operation):\s/;

const FIELD = /^(?:[A-Z][A-Za-z ]{1,30}:(?:\s|$)|\s+\S)/;
const OPERATION = /^(?:Operation|Sync Revision|Phase|Start|Finished|Duration|Message):/;

/** True where the summary of an Argo CD application begins. */
export function isArgoStart(lines: readonly Line[], at: number): boolean {
  if (!/^Name:[ \t]+\S+\s*$/.test(lines[at]?.text ?? '')) return false;
  return lines.slice(at + 1, at + 20).filter(({ text }) => OWN.test(text)).length >= 2;
}

/**
 * Reads an application with its operation, conditions and resources.
 * Layout: argoproj/argo-cd:cmd/argocd/commands/app.go printAppSummaryTable, printOperationResult (v3.1).
 */
export function readArgoApplication(lines: readonly Line[], at: number, context: Context): number | undefined {
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
    else {
      const table = tables.at(-1);
      const cells = table ? cellsOf(line.text, table.header) : undefined;
      if (!table || !cells) break;
      table.rows.push(cells);
    }
  }
  emit(treeOf(summary), tables, lines[at]?.number ?? 1, context);
  return end;
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
        source: sourceOf(fields),
        destination: defined({ server: textAt(fields, 'Server'), namespace: textAt(fields, 'Namespace') }),
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

function sourceOf(fields: readonly Field[]): JsonObject | undefined {
  // Newer versions print `Source:` with a list below it.
  const own =
    fieldNamed(fields, 'Source')?.fields.map((field) => ({ ...field, key: field.key.replace(/^- /, '') })) ?? fields;
  const source = defined({
    repoURL: textAt(own, 'Repo'),
    path: textAt(own, 'Path'),
    targetRevision: textAt(own, 'Target'),
  });
  return Object.keys(source).length > 0 ? source : undefined;
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
    syncResult: textAt(fields, 'Sync Revision') ? { revision: textAt(fields, 'Sync Revision') ?? '' } : undefined,
  });
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
