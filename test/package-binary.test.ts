import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { krewManifest } from '../scripts/krew.ts';
import type { Report } from '../src/report-format/report.ts';
import { VERSION } from '../src/report-format/version.ts';
import { writeBundleWithHealthScript } from './support/bundle-with-health-script.ts';

const binary = path.resolve('release/casefile');
const empty = mkdtempSync(path.join(tmpdir(), 'casefile-binary-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

/** Nothing in the environment helps it, above all no Node. */
function runAlone(...args: string[]): string {
  return execFileSync(binary, args, { cwd: empty, encoding: 'utf8', env: { PATH: '/nowhere', HOME: empty } });
}

function reportOf(bundle: string): Report {
  runAlone('analyze', bundle, '--quiet', '-o', 'report.json', '-o', 'report.html');
  return JSON.parse(readFileSync(path.join(empty, 'report.json'), 'utf8')) as Report;
}

// Built by `npm run package:binary`, which takes a while.
describe.skipIf(!existsSync(binary))('the single executable', () => {
  test('is the version of this package', () => {
    expect(runAlone('--version').trim()).toBe(VERSION);
  });

  test('diagnoses a bundle with the rules and templates in it', () => {
    const report = reportOf(path.resolve('test/bundles/bifrost-provider-key'));
    expect(report.diagnoses[0]?.title).toContain('Bifrost');
    expect(readFileSync(path.join(empty, 'report.html'), 'utf8')).toContain('Content-Security-Policy');
  });

  test('runs the health scripts of a cluster', () => {
    writeBundleWithHealthScript(path.join(empty, 'scripted'));
    expect(JSON.stringify(reportOf('scripted').applications)).toContain('the widget says torn');
  });

  test('is what its checksums say', () => {
    for (const line of readFileSync('release/SHA256SUMS', 'utf8').trim().split('\n')) {
      const [sha256, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(readFileSync(path.join('release', name)))
          .digest('hex'),
      ).toBe(sha256);
    }
  });
});

test('the manifest of the krew plugin names every platform, its archive and its checksum', () => {
  const archives = [
    { name: 'casefile-1.2.3-linux-amd64.tar.gz', os: 'linux', arch: 'amd64', sha256: 'aa' },
    { name: 'casefile-1.2.3-windows-amd64.tar.gz', os: 'windows', arch: 'amd64', sha256: 'bb' },
  ];
  expect(krewManifest('1.2.3', archives, 'https://downloads.example.com')).toBe(`\
apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: casefile
spec:
  version: v1.2.3
  shortDescription: Capture a broken cluster, find the root cause offline
  description: |
    Captures a broken Kubernetes cluster into one redacted file (collect), and finds the root cause
    in such a file without a cluster or a network (analyze).
  platforms:
    - selector:
        matchLabels:
          os: linux
          arch: amd64
      uri: https://downloads.example.com/v1.2.3/casefile-1.2.3-linux-amd64.tar.gz
      sha256: aa
      files:
        - from: '*'
          to: .
      bin: casefile
    - selector:
        matchLabels:
          os: windows
          arch: amd64
      uri: https://downloads.example.com/v1.2.3/casefile-1.2.3-windows-amd64.tar.gz
      sha256: bb
      files:
        - from: '*'
          to: .
      bin: casefile.exe
`);
});
