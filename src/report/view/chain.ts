import type { Diagnosis, Finding, ObjectRef } from '../../report-format/report.ts';
import { oneLine } from '../readable.ts';
import { objectKey, sameObject } from './object-name.ts';

/** How an object stands: the cause itself, absent, failing, failing but bearable, or trouble merely passes through it. */
export type NodeState = 'cause' | 'absent' | 'failing' | 'warning' | 'passes-on';

export type ChainNode = { object: ObjectRef; state: NodeState; findings: Finding[]; text: string };
/** Trouble goes from node to node; `label` says what the second is to the first (`read by`). */
type ChainEdge = { from: number; to: number; label: string };
export type Chain = { nodes: ChainNode[]; edges: ChainEdge[] };

/** Said in the direction of the trouble: a Secret is `read by` a Pod, a Pod is `selected by` a Service. */
const FLOW: Record<string, string> = {
  owns: 'owned by',
  'reads-config': 'read by',
  mounts: 'mounted by',
  'pulls-with': 'pulled with by',
  'runs-as': 'identity of',
  'scheduled-on': 'runs',
  'selected-by': 'selected by',
  'routes-to': 'backend of',
  binds: 'bound by',
  'provisioned-by': 'provisions',
  scales: 'scaled by',
  guards: 'guards',
  'depends-on': 'called by',
  produces: 'produces',
  'attached-to': 'holds',
  'served-by': 'serves',
  'uses-cluster': 'used by',
  'defined-by': 'defines',
  'managed-by': 'managed by',
  contains: 'contains',
};

/** The diagnosis as a graph of objects: findings on one object share its node, objects passed on the way have their own. */
export function chainOf(diagnosis: Diagnosis, findingsById: ReadonlyMap<string, Finding>): Chain {
  const nodes = new Map<string, ChainNode>();
  const edges = new Map<string, ChainEdge>();
  const at = (object: ObjectRef, finding?: Finding): string => {
    const key = objectKey(object);
    const node = nodes.get(key) ?? { object, state: 'passes-on', findings: [], text: '' };
    if (finding && !node.findings.includes(finding)) node.findings.push(finding);
    nodes.set(key, node);
    return key;
  };
  const join = (fromKey: string, toKey: string, label: string) => {
    const [from, to] = [indexOf(nodes, fromKey), indexOf(nodes, toKey)];
    if (from !== to && !edges.has(`${from} ${to}`)) edges.set(`${from} ${to}`, { from, to, label });
  };

  for (const id of diagnosis.chain) {
    const finding = findingsById.get(id);
    if (finding) at(finding.subject, finding);
  }
  for (const { from, to, relation, via = [] } of diagnosis.links) {
    const [cause, effect] = [findingsById.get(from), findingsById.get(to)];
    if (!cause || !effect || sameObject(cause.subject, effect.subject)) continue;
    // `via` starts at the effect; trouble comes from the other end. The relation is the one into the effect.
    const keys = [at(cause.subject), ...via.toReversed().map((object) => at(object)), at(effect.subject)];
    keys.slice(1).forEach((key, index) => {
      join(keys[index] as string, key, index === keys.length - 2 ? (FLOW[relation] ?? oneLine(relation, 40)) : '');
    });
  }
  return { nodes: [...nodes.values()].map((node) => finished(node, diagnosis)), edges: [...edges.values()] };
}

function finished(node: ChainNode, diagnosis: Diagnosis): ChainNode {
  const [first] = node.findings;
  if (!first) return { ...node, text: 'no finding of its own' };
  return { ...node, state: stateOf(node.findings, diagnosis), text: oneLine(first.title, 160) };
}

function stateOf(findings: readonly Finding[], diagnosis: Diagnosis): NodeState {
  if (findings.some(({ id }) => id === diagnosis.cause)) return 'cause';
  if (findings.some(({ evidence }) => evidence.length > 0 && evidence.every(({ type }) => type === 'absence'))) {
    return 'absent';
  }
  return findings.some(({ severity }) => severity === 'critical' || severity === 'error') ? 'failing' : 'warning';
}

function indexOf(nodes: ReadonlyMap<string, ChainNode>, key: string): number {
  return [...nodes.keys()].indexOf(key);
}
