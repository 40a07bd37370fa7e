import type { Report } from '../../src/report-format/report.ts';
import { coverage, inventory, outcomes } from './sample/coverage.ts';
import { diagnoses } from './sample/diagnoses.ts';
import { findings, rules } from './sample/findings.ts';
import { application, timeline } from './sample/history.ts';

const bundle: Report['bundle'] = {
  name: 'ai-gateway-2026-03-02.tar.gz',
  format: 'casefile',
  sha256: '9f2c4be1d0a7f38c5e6b7a8190f1e2d3c4b5a69788796a5b4c3d2e1f00112233',
  bytes: 1_842_113,
  entries: 214,
  cluster: { name: 'edge-muc-2', provider: 'k3s' },
  capturedAt: '2026-03-02T14:05:09Z',
  capturedAtSource: 'manifest',
  kubernetesVersion: 'v1.31.4+k3s1',
  argocdVersion: 'v2.13.1',
  truncated: false,
};

/** A Bifrost release under Argo CD whose provider Secret lacks a key, and a trouble with DNS that was over at capture. */
export function sampleReport(changes: Partial<Report> = {}): Report {
  return structuredClone({
    schemaVersion: 1,
    tool: { name: 'casefile', version: '0.1.0' },
    bundle,
    scope: { level: 'application', names: ['argocd/ai-gateway'] },
    onset: '2026-03-02T10:41:00Z',
    diagnoses,
    findings,
    rules,
    unknownLines: [
      {
        text: '{"level":"error","message":"semantic cache: embedding model returned 0 vectors","tenant":"t-114"}',
        file: 'cluster-resources/pods/logs/ai/bifrost-6c9d5f7b44-x2k8p/bifrost-previous.log',
        line: 97,
        count: 12,
        firstSeen: '2026-03-02T10:40:31Z',
        lastSeen: '2026-03-02T10:40:58Z',
        subject: { kind: 'Pod', namespace: 'ai', name: 'bifrost-6c9d5f7b44-x2k8p', container: 'bifrost' },
        beforeCrash: true,
      },
    ],
    applications: [application],
    timeline,
    inventory,
    outcomes,
    coverage,
    stats: { durationMs: 412, bytesScanned: 7_340_032, linesScanned: 61_204, rules: outcomes.length },
    ...changes,
  } satisfies Report);
}

/** Nothing was found in it, and some of it could not be looked at. */
export function quietReport(): Report {
  return sampleReport({
    bundle: { ...bundle, name: 'quiet.tar.gz' },
    scope: { level: 'none', names: [] },
    onset: undefined,
    diagnoses: [],
    findings: [],
    rules: [],
    unknownLines: [],
    applications: [],
    timeline: [],
    outcomes: outcomes.filter(({ outcome }) => outcome !== 'found'),
  });
}

/** Nothing could be read but its name. */
export function emptyReport(): Report {
  return sampleReport({
    ...quietReport(),
    bundle: {
      name: '-',
      format: 'folder',
      sha256: '',
      bytes: 0,
      entries: 0,
      capturedAtSource: 'none',
      truncated: true,
    },
    inventory: { objects: {}, namespaces: [], nodes: [], logs: { streams: 0, bytes: 0 } },
    outcomes: [],
    coverage: { collected: [], gaps: [], unread: [], redactionMarkers: 0 },
  });
}
