import { type Described, defined } from '../context.ts';
import type { Cells } from './columns.ts';
import { conditionsOfCells } from './custom.ts';

/** `NotReady,SchedulingDisabled`; the version and the addresses of the wide form. */
export function nodeRow(cells: Cells): Described {
  const words = (cells.STATUS ?? '').split(',');
  // `NotReady` is printed for False and for Unknown alike; `Unknown` where the condition is missing.
  const ready = words.includes('Ready') ? 'True' : words.includes('NotReady') ? 'False' : undefined;
  const roles = cells.ROLES?.split(',').map((role) => [`node-role.kubernetes.io/${role}`, ''] as const) ?? [];
  const addresses = [
    ...(cells['INTERNAL-IP'] ? [{ type: 'InternalIP', address: cells['INTERNAL-IP'] }] : []),
    ...(cells['EXTERNAL-IP'] ? [{ type: 'ExternalIP', address: cells['EXTERNAL-IP'] }] : []),
  ];
  return {
    metadata: roles.length > 0 ? { labels: Object.fromEntries(roles) } : {},
    spec: defined({ unschedulable: words.includes('SchedulingDisabled') ? true : undefined }),
    status: defined({
      conditions: ready ? [{ type: 'Ready', status: ready }] : undefined,
      addresses: addresses.length > 0 ? addresses : undefined,
      nodeInfo: defined({
        kubeletVersion: cells.VERSION,
        osImage: cells['OS-IMAGE'],
        kernelVersion: cells['KERNEL-VERSION'],
        containerRuntimeVersion: cells['CONTAINER-RUNTIME'],
      }),
      tableStatus: cells.STATUS,
    }),
  };
}

export function namespaceRow(cells: Cells): Described {
  return { status: defined({ phase: cells.STATUS }) };
}

/** `False (MissingEndpoints)`. */
export function apiServiceRow(cells: Cells): Described {
  const [namespace, name] = (cells.SERVICE ?? '').split('/');
  const [, status, reason] = /^(True|False|Unknown)(?: \((\w+)\))?/.exec(cells.AVAILABLE ?? '') ?? [];
  return {
    spec: defined({ service: namespace && name ? { namespace, name } : undefined }),
    status: defined({ conditions: status ? [defined({ type: 'Available', status, reason })] : undefined }),
  };
}

/** `Approved,Issued`: what was decided, and whether there is a certificate; `Pending` is no condition. */
export function signingRequestRow(cells: Cells): Described {
  const decided = (cells.CONDITION ?? '').split(',').filter((word) => /^(?:Approved|Denied|Failed)$/.test(word));
  return {
    spec: defined({ signerName: cells.SIGNERNAME, username: cells.REQUESTOR }),
    status: defined({
      conditions: decided.length > 0 ? decided.map((type) => ({ type, status: 'True' })) : undefined,
      tableStatus: cells.CONDITION,
    }),
  };
}

/** DATA counts the keys; which they are is not printed. */
export function secretRow(cells: Cells): Described {
  return defined({ type: cells.TYPE, status: defined({ tableData: Number(cells.DATA ?? Number.NaN) || undefined }) });
}

/** `cpu: 750m/2, memory: 1Gi/4Gi`: used and hard. */
export function quotaRow(cells: Cells): Described {
  const used: Record<string, string> = {};
  const hard: Record<string, string> = {};
  for (const cell of [cells.REQUEST, cells.LIMIT]) {
    for (const [, name = '', is = '', most = ''] of (cell ?? '').matchAll(/([\w./-]+): ([\w.]+)\/([\w.]+)/g)) {
      used[name] = is;
      hard[name] = most;
    }
  }
  return { spec: { hard }, status: defined({ hard, used, ...conditionsOfCells(cells) }) };
}

export function ingressClassRow(cells: Cells): Described {
  return { spec: defined({ controller: cells.CONTROLLER }) };
}
