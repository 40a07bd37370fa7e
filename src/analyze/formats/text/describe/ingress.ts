import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { addressEntry, addressesIn } from './service.ts';
import { type Field, fieldNamed, textAt } from './tree.ts';

type Backend = { host?: string; path?: string; service: string; port: string; addresses: string[]; error?: string };

/**
 * `status.describedBackends` keeps what the description found behind each backend: its ready addresses, or an error such as
 * `services "api" not found` (kubernetes/kubectl:pkg/describe/describe.go describeBackendV1, v0.36).
 */
export function describedIngress(fields: readonly Field[]): Described {
  const backends = backendsOf(fieldNamed(fields, 'Rules'));
  const fallback = backendOf(textAt(fields, 'Default backend', 'Default Backend') ?? '');
  return {
    spec: defined({
      ingressClassName: textAt(fields, 'Ingress Class'),
      defaultBackend: fallback && serviceOf(fallback),
      tls: tlsOf(fieldNamed(fields, 'TLS')),
      rules: rulesOf(backends),
    }),
    status: defined({
      loadBalancer: addressOf(textAt(fields, 'Address')),
      describedBackends: describedOf([...(fallback ? [fallback] : []), ...backends]),
    }),
  };
}

/** `web:80 (10.0.0.1:8080,...)`, `web:http (<error: services "web" not found>)`, or without brackets in old outputs. */
function backendOf(text: string): Backend | undefined {
  const match = /^([a-z0-9][a-z0-9.-]{0,252}):([\w-]{1,63})(?: \((.*)\))?\s*$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const inside = match[3] ?? '';
  const error = /^<error: (.*)>$/.exec(inside)?.[1];
  return {
    service: match[1],
    port: match[2],
    addresses: error ? [] : addressesIn(inside),
    ...(error ? { error } : {}),
  };
}

/** A host stands on a line of its own, its paths below it, further in. */
function backendsOf(section: Field | undefined): Backend[] {
  let host: string | undefined;
  return (section?.below ?? []).flatMap(({ text }): Backend[] => {
    const line = text.trim();
    if (line === '' || /^Host\s+Path/.test(line) || /^-[-\s]*$/.test(line)) return [];
    const backend = backendOf(/\S+(?: \(.*\))?$/.exec(line)?.[0] ?? '');
    if (!backend || !line.includes(':')) {
      if (/^\S+$/.test(line)) host = line;
      return [];
    }
    const before = line.slice(0, line.length - (/\S+(?: \(.*\))?$/.exec(line)?.[0].length ?? 0)).trim();
    const words = before === '' ? [] : before.split(/\s+/);
    if (words.length > 1 || (words[0] && !words[0].startsWith('/'))) host = words.shift();
    const path = words[0];
    return [{ ...(host && host !== '*' ? { host } : {}), ...(path ? { path } : {}), ...backend }];
  });
}

function rulesOf(backends: readonly Backend[]): JsonObject[] | undefined {
  const byHost = new Map<string, JsonObject[]>();
  for (const backend of backends) {
    const paths = byHost.get(backend.host ?? '') ?? [];
    paths.push({ ...(backend.path ? { path: backend.path } : {}), backend: serviceOf(backend) });
    byHost.set(backend.host ?? '', paths);
  }
  const rules = [...byHost].map(([host, paths]) => ({ ...(host ? { host } : {}), http: { paths } }));
  return rules.length > 0 ? rules : undefined;
}

function serviceOf({ service, port }: Backend): JsonObject {
  return { service: { name: service, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

function describedOf(backends: readonly Backend[]): JsonObject[] | undefined {
  return backends.length > 0 ? backends.map((backend) => defined(backend)) : undefined;
}

/** `web-tls terminates shop.example.com,www.example.com`. */
function tlsOf(section: Field | undefined): JsonObject[] | undefined {
  const tls = section?.below.flatMap(({ text }): JsonObject[] => {
    const match = /^(\S{1,253}) (?:terminates|routes) (.{0,2000})$/.exec(text.trim());
    if (!match?.[1]) return [];
    const hosts = match[2]?.split(/,\s*/).filter((host) => host !== '') ?? [];
    return [defined({ secretName: match[1] === 'SNI' ? undefined : match[1], hosts })];
  });
  return tls && tls.length > 0 ? tls : undefined;
}

function addressOf(text: string | undefined): JsonObject | undefined {
  const ingress = addressesIn(text ?? '').map(addressEntry);
  return ingress.length > 0 ? { ingress } : undefined;
}
