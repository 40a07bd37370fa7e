import type { Span } from './spans.ts';

const IPV4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;
const IPV6 = /(?<![\w:.])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}|:)(?::[0-9a-fA-F]{1,4}){0,6}(?![\w:])/g;
const SHORT_IPV6 = /(?<![\w:.])(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,5})?(?![\w:])/g;
/** As clouds name their machines. */
const IN_NAME = /(?<![A-Za-z0-9])ip-\d{1,3}(?:-\d{1,3}){3}(?![\w-])/g;
/** They name no machine of anybody's. */
const NOBODYS = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.)/;

/** IP addresses, but for loopback and wildcard ones; also within names such as `ip-10-0-1-23.ec2.internal`. */
export function addressSpans(text: string): Span[] {
  const four = [...text.matchAll(IPV4)].filter(
    ([address]) => !NOBODYS.test(address) && address.split('.').every((part) => Number(part) < 256),
  );
  const six = text.includes(':')
    ? [...text.matchAll(IPV6), ...text.matchAll(SHORT_IPV6)].filter(([address]) => isIpv6(address))
    : [];
  const inNames = text.includes('ip-') ? [...text.matchAll(IN_NAME)] : [];
  return [...four, ...six, ...inNames].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'ip',
  }));
}

function isIpv6(address: string): boolean {
  const groups = address.split(':').filter(Boolean);
  // `12:30:45` is a time, and `::1` loopback.
  return address.includes('::') ? groups.length >= 2 : groups.length === 8;
}

const FQDN =
  /(?<![\w.$/-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}(?:com|net|org|io|dev|app|cloud|ai|eu|de|fr|uk|ch|at|nl|be|it|es|pt|pl|us|ca|au|jp|cn|in|br|info|biz|gov|edu|mil|local|lan|internal|corp|intra|home|example|test)(?![\w-]|\.[A-Za-z])/gi;
const URL_HOST = /:\/\/(?:[^\s/@"']{0,256}@)?([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)/g;
/** Names of the cluster itself and of API groups and label prefixes: the same in every cluster. */
const EVERYBODYS =
  /(?:^|\.)(?:svc|cluster\.local|k8s\.io|kubernetes\.io|argoproj\.io|helm\.sh|cert-manager\.io|istio\.io|coreos\.com)$|\.svc\.|^localhost$/i;

/** Host names: full names under a common top-level domain, and the hosts of URLs. Names within the cluster stay. */
export function hostSpans(text: string): Span[] {
  const full = [...text.matchAll(FQDN)]
    .filter((match) => !EVERYBODYS.test(match[0]) && !isApiGroup(text, match.index + match[0].length))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, kind: 'host' }));
  const inUrls = [...text.matchAll(URL_HOST)].flatMap((match) => {
    const host = match[1] ?? '';
    if (EVERYBODYS.test(host) || /^[\d.]+$/.test(host) || !host.includes('.')) return [];
    const end = match.index + match[0].length;
    return [{ start: end - host.length, end, kind: 'host' }];
  });
  return [...full, ...inUrls];
}

function isApiGroup(text: string, end: number): boolean {
  return /^\/(?:v\d|[a-z-]+(?:"?:|=))/.test(text.slice(end, end + 64));
}
