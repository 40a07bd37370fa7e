import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { selectorOf } from './metadata.ts';
import { type Field, numberOf, setValue, textAt } from './tree.ts';

/**
 * `status.describedEndpoints` holds the ready addresses (the description shows three of them at most). Where there are
 * none, `describedNoEndpoints` tells why: `none` where no slice exists, `not-ready` where slices hold no ready address
 * (kubernetes/kubectl:pkg/describe/describe.go formatEndpointSlices, v0.36).
 */
export function describedService(fields: readonly Field[]): Described {
  const endpoints = fields.filter(({ key }) => key === 'Endpoints').map(({ value }) => value);
  const ready = endpoints.flatMap(addressesIn);
  return {
    spec: defined({
      type: textAt(fields, 'Type'),
      selector: selectorOf(textAt(fields, 'Selector')),
      clusterIP: fields.some(({ key, value }) => key === 'IP' && value === 'None') ? 'None' : textAt(fields, 'IP'),
      externalName: textAt(fields, 'External Name'),
      ports: portsOf(fields),
      sessionAffinity: textAt(fields, 'Session Affinity'),
    }),
    status: defined({
      loadBalancer: loadBalancerOf(textAt(fields, 'LoadBalancer Ingress')),
      describedEndpoints: endpoints.length > 0 ? [...new Set(ready)] : undefined,
      describedNoEndpoints:
        endpoints.length > 0 && ready.length === 0 ? (endpoints.includes('<none>') ? 'none' : 'not-ready') : undefined,
    }),
  };
}

/** `10.0.0.1:80,10.0.0.2:80 + 3 more...`. */
export function addressesIn(text: string): string[] {
  const shown = text.replace(/\s*\+ \d+ more\.\.\.$/, '');
  return (
    setValue(shown)
      ?.split(/,\s*/)
      .filter((address) => address !== '') ?? []
  );
}

/** `Port`, `TargetPort`, `NodePort` and `Endpoints` come again for each port. */
function portsOf(fields: readonly Field[]): JsonObject[] | undefined {
  const ports: JsonObject[] = [];
  for (const { key, value } of fields) {
    const last = ports.at(-1);
    if (key === 'Port') {
      const match = /^(?:(\S{1,63})\s+)?(\d{1,5})\/(TCP|UDP|SCTP)/.exec(value);
      if (match) ports.push(defined({ name: setValue(match[1]), port: Number(match[2]), protocol: match[3] }));
    } else if (last && key === 'TargetPort') {
      const target = value.replace(/\/(?:TCP|UDP|SCTP)$/, '');
      last.targetPort = /^\d+$/.test(target) ? Number(target) : target;
    } else if (last && key === 'NodePort') {
      const nodePort = numberOf(/(\d{1,5})\/\w+$/.exec(value)?.[1]);
      if (nodePort !== undefined) last.nodePort = nodePort;
    }
  }
  return ports.length > 0 ? ports : undefined;
}

/** `203.0.113.7 (VIP)`, or host names. */
function loadBalancerOf(text: string | undefined): JsonObject | undefined {
  const ingress = text
    ?.replaceAll(/ \([^()]*\)/g, '')
    .split(/,\s*/)
    .map(addressEntry);
  return ingress ? { ingress } : undefined;
}

/** An entry of `status.loadBalancer.ingress`. */
export function addressEntry(address: string): JsonObject {
  return /^[\d.]+$|:/.test(address) ? { ip: address } : { hostname: address };
}

export function describedEndpoints(fields: readonly Field[]): Described {
  const subsets: JsonObject[] = [];
  for (const { key, value, below } of fields.find(({ key }) => key === 'Subsets')?.fields ?? []) {
    const last = subsets.at(-1);
    if (key === 'Addresses') subsets.push(addressList('addresses', value));
    else if (last && key === 'NotReadyAddresses') Object.assign(last, addressList('notReadyAddresses', value));
    else if (last && key === 'Ports') {
      const ports = below.flatMap(({ text }): JsonObject[] => {
        const match = /^\s*(\S{1,63})\s+(\d{1,5})\s+(TCP|UDP|SCTP)\s*$/.exec(text);
        return match ? [defined({ name: setValue(match[1]), port: Number(match[2]), protocol: match[3] })] : [];
      });
      if (ports.length > 0) last.ports = ports;
    }
  }
  return { subsets };
}

function addressList(name: string, value: string): JsonObject {
  const addresses = addressesIn(value).map((ip) => ({ ip }));
  return addresses.length > 0 ? { [name]: addresses } : {};
}
