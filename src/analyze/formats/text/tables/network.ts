import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { selectorOf } from '../describe/metadata.ts';
import { addressEntry, addressesIn } from '../describe/service.ts';
import type { Cells } from './columns.ts';

/** `EXTERNAL-IP <pending>` is a load balancer that was not given an address: kept as `status.tableExternalIP`. */
export function serviceRow(cells: Cells): Described {
  const external = cells['EXTERNAL-IP'];
  const addresses = external && !external.startsWith('<') ? addressesIn(external).map(addressEntry) : [];
  return {
    spec: defined({
      type: cells.TYPE,
      clusterIP: cells['CLUSTER-IP'] ?? (cells.TYPE === 'ClusterIP' ? 'None' : undefined),
      ports: portsOf(cells['PORT(S)']),
      selector: selectorOf(cells.SELECTOR),
      externalName: cells.TYPE === 'ExternalName' ? external : undefined,
    }),
    status: defined({
      tableExternalIP: external,
      loadBalancer: cells.TYPE === 'LoadBalancer' && addresses.length > 0 ? { ingress: addresses } : undefined,
    }),
  };
}

/** `80:30080/TCP,443/TCP`. */
function portsOf(cell: string | undefined): JsonObject[] | undefined {
  const ports = [...(cell ?? '').matchAll(/(\d{1,5})(?::(\d{1,5}))?\/(TCP|UDP|SCTP)/g)].map(
    ([, port, nodePort, protocol]) =>
      defined({ port: Number(port), nodePort: nodePort ? Number(nodePort) : undefined, protocol }),
  );
  return ports.length > 0 ? ports : undefined;
}

/** Ready addresses, three at most; `<none>` where there are none. */
export function endpointsRow(cells: Cells): Described {
  const addresses = addressesIn(cells.ENDPOINTS ?? '').map((address) => {
    const colon = address.lastIndexOf(':');
    return { ip: colon < 0 ? address : address.slice(0, colon) };
  });
  return { subsets: addresses.length > 0 ? [{ addresses }] : [] };
}

export function ingressRow(cells: Cells): Described {
  const hosts = cells.HOSTS === '*' ? [] : (cells.HOSTS?.replace(/ \+ \d+ more\.\.\.$/, '').split(',') ?? []);
  const addresses = addressesIn(cells.ADDRESS ?? '').map(addressEntry);
  return {
    spec: defined({
      ingressClassName: cells.CLASS,
      rules: hosts.length > 0 ? hosts.map((host) => ({ host })) : undefined,
    }),
    status: defined({ loadBalancer: addresses.length > 0 ? { ingress: addresses } : undefined }),
  };
}
