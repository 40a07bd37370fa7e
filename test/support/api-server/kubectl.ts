import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** The version of a kubectl; undefined where there is none. */
function versionOf(binary: string): string | undefined {
  try {
    const text = execFileSync(binary, ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
    return (JSON.parse(text) as { clientVersion: { gitVersion: string } }).clientVersion.gitVersion;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of the kubectl on PATH; where it is undefined, tests that need it are skipped. */
export const kubectlVersion = versionOf('kubectl');

/** The kubectl on PATH, and those that the variable CASEFILE_KUBECTL names (paths, separated as in PATH). */
export const kubectls: { binary: string; version: string | undefined }[] = [
  'kubectl',
  ...(process.env.CASEFILE_KUBECTL ?? '').split(path.delimiter).filter((name) => name !== ''),
].map((binary) => ({ binary, version: binary === 'kubectl' ? kubectlVersion : versionOf(binary) }));

/** Writes a kubeconfig for a server and returns its path. */
export function writeKubeconfig(folder: string, url: string, namespace?: string): string {
  const file = path.join(folder, 'kubeconfig');
  const context = { cluster: 'test', user: 'test', ...(namespace === undefined ? {} : { namespace }) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url } }],
    users: [{ name: 'test', user: {} }],
    contexts: [{ name: 'test', context }],
    'current-context': 'test',
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
