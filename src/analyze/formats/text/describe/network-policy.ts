import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { type Field, fieldNamed } from './tree.ts';

type Rule = { ports: JsonObject[]; peers: JsonObject[] };
type Direction = 'ingress' | 'egress';

/**
 * The rules of a policy, which are printed as prose (kubernetes/kubectl:pkg/describe/describe.go describeNetworkPolicy).
 * A selector with expressions is not read: of the pods that it selects then nothing is known, and a peer that it selects
 * counts as one that may be anywhere.
 */
export function describedNetworkPolicy(fields: readonly Field[]): Described {
  const lines = fieldNamed(fields, 'Spec')?.below.map(({ text }) => text.trim()) ?? [];
  const rules: Partial<Record<Direction, Rule[]>> = {};
  let podSelector: JsonObject | undefined;
  let policyTypes: string[] | undefined;
  let direction: Direction | undefined;
  let open = true;

  for (const line of lines) {
    const [, key = line, value = ''] = /^([A-Za-z ]{1,30}):\s*(.{0,1000})$/.exec(line) ?? [];
    const heading = /^(?:Allowing|Not affecting) (ingress|egress) traffic/.exec(line);
    if (heading) {
      direction = line.startsWith('Allowing') ? (heading[1] as Direction) : undefined;
      if (direction) rules[direction] = [];
      open = true;
    } else if (key === 'Policy Types') {
      policyTypes = value.split(/,\s*/);
    } else if (!direction) {
      if (key === 'PodSelector') podSelector = selectorOf(value);
    } else if (/^-{4,}$/.test(line)) {
      open = true;
    } else if (line !== '' && !line.startsWith('<none>')) {
      const all = rules[direction] ?? [];
      if (open) all.push({ ports: [], peers: [] });
      open = false;
      const rule = all.at(-1);
      if (rule) addTo(rule, key, value);
    }
  }
  return {
    spec: defined({
      podSelector,
      policyTypes,
      ingress: rules.ingress?.map((rule) => ruleOf(rule, 'from')),
      egress: rules.egress?.map((rule) => ruleOf(rule, 'to')),
    }),
  };
}

function addTo({ ports, peers }: Rule, key: string, value: string): void {
  const peer = peers.at(-1);
  if (key === 'To Port') {
    const match = /^(\S{1,63})\/(TCP|UDP|SCTP)/.exec(value);
    if (match?.[1])
      ports.push({ port: /^\d+$/.test(match[1]) ? Number(match[1]) : match[1], protocol: match[2] ?? 'TCP' });
  } else if (key === 'From' || key === 'To') {
    if (!value.startsWith('<any>')) peers.push({});
  } else if (peer && (key === 'NamespaceSelector' || key === 'PodSelector')) {
    const selector = selectorOf(value);
    if (selector) peer[key === 'PodSelector' ? 'podSelector' : 'namespaceSelector'] = selector;
    else peer.ipBlock = {};
  } else if (peer && key === 'IPBlock') {
    peer.ipBlock = {};
  }
}

function ruleOf({ ports, peers }: Rule, ends: 'from' | 'to'): JsonObject {
  return { ...(ports.length > 0 ? { ports } : {}), ...(peers.length > 0 ? { [ends]: peers } : {}) };
}

/** `app=web,tier=front`, and `<none>` for everything; undefined for expressions. */
function selectorOf(text: string): JsonObject | undefined {
  if (text.startsWith('<none>')) return {};
  const pairs = text.split(',').map((part) => part.trim().split('='));
  if (!pairs.every(([key, value, more]) => key && !/[!\s]/.test(key) && value !== undefined && more === undefined)) {
    return undefined;
  }
  return { matchLabels: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])) };
}
