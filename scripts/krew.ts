import { dump } from 'js-yaml';

/** An archive with the executable of one platform; `os` and `arch` as krew and Go call them. */
export type BinaryArchive = { name: string; os: string; arch: string; sha256: string };

/** Where releases are downloaded from, unless `CASEFILE_RELEASES` says otherwise. */
const RELEASES = 'https://example.com/casefile/releases';

/**
 * The manifest of the plugin: `kubectl krew install --manifest=casefile-krew.yaml` then gives `kubectl casefile`
 * (krew.sigs.k8s.io/docs/developer-guide/plugin-manifest).
 */
export function krewManifest(
  version: string,
  archives: readonly BinaryArchive[],
  releases: string = process.env.CASEFILE_RELEASES ?? RELEASES,
): string {
  return dump(
    {
      apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
      kind: 'Plugin',
      metadata: { name: 'casefile' },
      spec: {
        version: `v${version}`,
        shortDescription: 'Capture a broken cluster, find the root cause offline',
        description:
          'Captures a broken Kubernetes cluster into one redacted file (collect), and finds the root cause\n' +
          'in such a file without a cluster or a network (analyze).\n',
        platforms: archives.map(({ name, os, arch, sha256 }) =>
          platformOf({ name, os, arch, sha256 }, version, releases),
        ),
      },
    },
    { lineWidth: -1 },
  );
}

function platformOf({ name, os, arch, sha256 }: BinaryArchive, version: string, releases: string): object {
  const bin = os === 'windows' ? 'casefile.exe' : 'casefile';
  return {
    selector: { matchLabels: { os, arch } },
    uri: `${releases}/v${version}/${name}`,
    sha256,
    files: [{ from: '*', to: '.' }],
    bin,
  };
}
