import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { conditionsOf, sectionRows } from './conditions.ts';
import { pairsOf } from './metadata.ts';
import { type Field, fieldNamed, setValue, textAt, trimmedBelow } from './tree.ts';

export function describedNode(fields: readonly Field[]): Described {
  return {
    spec: defined({
      taints: taintsOf(fieldNamed(fields, 'Taints')),
      unschedulable: textAt(fields, 'Unschedulable') === 'true' ? true : undefined,
      podCIDR: textAt(fields, 'PodCIDR'),
      providerID: textAt(fields, 'ProviderID'),
    }),
    status: defined({
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
      addresses: addressesOf(fieldNamed(fields, 'Addresses')),
      capacity: pairsOf(fieldNamed(fields, 'Capacity'), ':'),
      allocatable: pairsOf(fieldNamed(fields, 'Allocatable'), ':'),
      nodeInfo: nodeInfoOf(fieldNamed(fields, 'System Info')),
      describedAllocated: allocatedOf(fieldNamed(fields, 'Allocated resources')),
    }),
  };
}

/** `key=value:NoSchedule`, one per line. */
function taintsOf(field: Field | undefined): JsonObject[] | undefined {
  const texts = field ? [field.value, ...trimmedBelow(field)] : [];
  const taints = texts.flatMap((text): JsonObject[] => {
    const match = /^([\w./-]{1,316})(?:=([\w.-]{0,63}))?:(NoSchedule|NoExecute|PreferNoSchedule)$/.exec(text);
    return match ? [defined({ key: match[1], value: match[2], effect: match[3] })] : [];
  });
  return taints.length > 0 ? taints : undefined;
}

function addressesOf(section: Field | undefined): JsonObject[] | undefined {
  const addresses = section?.fields.map(({ key, value }) => ({ type: key, address: value }));
  return addresses && addresses.length > 0 ? addresses : undefined;
}

const INFO: Record<string, string> = {
  'Kernel Version': 'kernelVersion',
  'OS Image': 'osImage',
  'Operating System': 'operatingSystem',
  Architecture: 'architecture',
  'Container Runtime Version': 'containerRuntimeVersion',
  'Kubelet Version': 'kubeletVersion',
  'Kube-Proxy Version': 'kubeProxyVersion',
};

function nodeInfoOf(section: Field | undefined): JsonObject | undefined {
  const known = section?.fields.flatMap(({ key, value }) => {
    const name = Object.hasOwn(INFO, key) ? INFO[key] : undefined;
    return name && setValue(value) ? [[name, value] as const] : [];
  });
  return known && known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** `cpu  1900m (95%)  2 (100%)`: what the pods on the node request and are limited to. */
function allocatedOf(section: Field | undefined): JsonObject | undefined {
  const table = section?.below.filter(({ text }) => !text.trim().startsWith('('));
  const rows = sectionRows(table ?? []).flatMap(({ Resource, Requests, Limits }) =>
    Resource ? [[Resource, defined({ requests: setValue(Requests), limits: setValue(Limits) })] as const] : [],
  );
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}
