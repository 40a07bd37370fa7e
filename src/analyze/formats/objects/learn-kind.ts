import type { BundleReading } from '../bundle-reading.ts';
import { isJsonObject, type JsonObject, objectsOf } from '../kube-object.ts';

/** Learns from a CustomResourceDefinition what kind its resource's objects have. */
export function learnFromDefinition(definition: JsonObject, bundle: BundleReading): void {
  const spec = isJsonObject(definition.spec) ? definition.spec : {};
  const names = isJsonObject(spec.names) ? spec.names : {};
  if (typeof names.plural !== 'string' || typeof names.kind !== 'string' || typeof spec.group !== 'string') return;
  const versions = objectsOf(spec.versions);
  const stored = versions.find(({ storage }) => storage === true) ?? versions[0];
  const version = typeof stored?.name === 'string' ? stored.name : String(spec.version ?? 'v1');
  bundle.learned.set(`${names.plural}.${spec.group}`, { kind: names.kind, apiVersion: `${spec.group}/${version}` });
}

/** Learns from an object in a folder named after its resource, so that an empty list of another namespace has a kind. */
export function learnFromObject(
  resource: string,
  { kind, apiVersion }: { kind: string; apiVersion: string },
  bundle: BundleReading,
): void {
  const group = apiVersion.split('/')[0] ?? '';
  if (!bundle.learned.has(resource) && resource.endsWith(`.${group}`))
    bundle.learned.set(resource, { kind, apiVersion });
}
