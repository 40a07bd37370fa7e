import { CLUSTER_VERSION_FILE, MANIFEST_FILE, VERSION_FILE } from '../../bundle-format/layout.ts';
import type { Manifest } from '../../bundle-format/manifest.ts';
import type { Cluster } from '../cluster.ts';
import { textAt } from '../content/api-object.ts';
import { jsonText } from '../content/json-text.ts';
import type { Discovery } from '../discovery.ts';
import type { BundleWriter } from './bundle-writer.ts';

type Head = { manifest: Manifest; cluster: Cluster; documents: Discovery['documents']; toolVersion: string };

/** What stands at the beginning of a bundle: the plan, the convention's marker, and what the cluster says of itself. */
export async function addHead(
  bundle: BundleWriter,
  { manifest, cluster, documents, toolVersion }: Head,
): Promise<void> {
  await addManifest(bundle, manifest);
  // The convention's readers look for this file to find the top folder of a bundle.
  const marker = `apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\nspec:\n  versionNumber: ${toolVersion}\n`;
  await bundle.add(VERSION_FILE, marker);
  const gitVersion = textAt(cluster.serverVersion, 'gitVersion');
  if (gitVersion !== '') {
    await bundle.add(CLUSTER_VERSION_FILE, jsonText({ info: cluster.serverVersion, string: gitVersion }));
  }
  for (const { path, value } of documents) await bundle.add(path, jsonText(value));
}

/** Adds a manifest; the last one in an archive counts. */
export async function addManifest(bundle: BundleWriter, manifest: Manifest): Promise<void> {
  await bundle.add(MANIFEST_FILE, jsonText(manifest));
}
