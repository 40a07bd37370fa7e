import { parse } from 'yaml';
import type { JsonObject } from '../../../../../src/analyze/formats/kube-object.ts';
import { healthOf } from '../../../../../src/analyze/snapshot/argocd/health/object-health.ts';
import { captured } from '../../../../support/snapshot-of.ts';

/** `[what the object shows, its body in YAML, the health]`. */
export type Case = [story: string, body: string, health: string];

/** The health of an object of `group/version Kind` whose body is given in YAML; `none` where it has none. */
export function judge(type: string, body: string): string {
  const [apiVersion, kind] = type.split(' ');
  const { metadata, ...rest } = (parse(body) ?? {}) as JsonObject;
  const object = {
    apiVersion: apiVersion ?? 'v1',
    kind: kind ?? '',
    metadata: { name: 'one', namespace: 'shop', ...(metadata as JsonObject | undefined) },
    ...rest,
  };
  return healthOf(captured(object))?.status ?? 'none';
}

/** A list of conditions in short: `Ready=False (Reason), Issuing=True`. */
export function conditions(short: string): string {
  const list = short.split(', ').map((one) => {
    const [, type, status, reason] = /^(\S+)=(\w+)(?: \((\w+)\))?$/.exec(one) ?? [];
    return `{type: ${type}, status: "${status}"${reason ? `, reason: ${reason}` : ''}, message: why}`;
  });
  return `conditions: [${list.join(', ')}]`;
}
