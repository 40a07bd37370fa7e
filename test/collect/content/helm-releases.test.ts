import { expect, test } from 'vitest';
import { createHelmReleases } from '../../../src/collect/content/helm-releases.ts';

const revision = (version: string, status: string) => ({
  kind: 'Secret',
  type: 'helm.sh/release.v1',
  metadata: {
    name: `sh.helm.release.v1.shop.v${version}`,
    namespace: 'shop',
    labels: { owner: 'helm', name: 'shop', version, status, modifiedAt: '1767225600' },
  },
});

test('a release is told by the labels of its Secrets, its chart by an object that it installed', () => {
  const releases = createHelmReleases();
  releases.observe(revision('2', 'failed'));
  releases.observe(revision('1', 'deployed'));
  releases.observe({
    kind: 'Deployment',
    metadata: {
      name: 'shop',
      namespace: 'shop',
      labels: { 'helm.sh/chart': 'shop-1.2.3' },
      annotations: { 'meta.helm.sh/release-name': 'shop' },
    },
  });

  const [file] = releases.files();
  expect(file?.path).toBe('helm/shop.json');
  expect(JSON.parse(file?.text ?? '')).toEqual([
    {
      releaseName: 'shop',
      namespace: 'shop',
      chart: 'shop-1.2.3',
      releaseHistory: [
        { revision: 1, status: 'deployed', date: '2026-01-01T00:00:00.000Z' },
        { revision: 2, status: 'failed', date: '2026-01-01T00:00:00.000Z' },
      ],
    },
  ]);
});

test('a chart that nobody installed is no release', () => {
  const releases = createHelmReleases();
  releases.observe({
    kind: 'Service',
    metadata: {
      name: 'shop',
      namespace: 'shop',
      labels: { 'helm.sh/chart': 'shop-1.2.3' },
      annotations: { 'meta.helm.sh/release-name': 'shop' },
    },
  });

  expect(releases.files()).toEqual([]);
});
