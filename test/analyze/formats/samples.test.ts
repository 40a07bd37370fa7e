import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTarball } from '../../support/read-tarball.ts';

const SAMPLES = new URL('../../../../shared/samples/', import.meta.url).pathname;

/** Real bundles that are not part of the project; these tests are skipped where they are not at hand. */
describe.skipIf(!existsSync(SAMPLES))('real bundles', () => {
  test('a support bundle of a restarted node', async () => {
    const read = await readTarball(`${SAMPLES}k3s-restarted-node.tar.gz`);

    expect(read.summary).toMatchObject({ format: 'support-bundle', topFolder: 'support-bundle' });
    expect(read.metadata).toEqual({ kubernetesVersion: 'v1.24.4+k3s1', provider: 'k3s' });
    expect(count(read.objects, 'Pod')).toBe(8);
    expect(read.events).toHaveLength(5);
    expect(read.logs).toHaveLength(17);
    expect(read.summary.links).toHaveLength(19);
    expect(read.gaps.map(({ what }) => what).sort()).toEqual([
      'log of kube-system/helm-install-traefik-2fxbg container helm',
      'log of kube-system/helm-install-traefik-crd-q2ndn container helm',
    ]);
    expect(read.unread).toEqual([]);
  });

  test('a support bundle whose collectors were refused', async () => {
    const read = await readTarball(`${SAMPLES}k3s-support-bundle-baseline.tar.gz`);

    expect(read.lists.filter(({ complete }) => !complete)).toEqual([]);
    expect(read.gaps.map(({ what }) => what)).toContain('collector etcd');
    expect(read.gaps.map(({ what }) => what)).toContain('Secret example-secret in namespace default');
  });

  test('lists of before 2022, whose items have no kind', async () => {
    const read = await readTarball(`${SAMPLES}oldstyle-cluster-resources.tar.gz`);

    expect(count(read.objects, 'Deployment')).toBe(10);
    expect(count(read.objects, 'Job')).toBe(3);
    expect(read.gaps).toEqual([]);
  });

  test('a cluster-info dump all of whose logs were refused', async () => {
    const read = await readTarball(`${SAMPLES}cluster-info-dump-aks.tar.gz`);

    expect(read.summary.format).toBe('cluster-info-dump');
    expect(count(read.objects, 'Pod')).toBe(10);
    expect(read.logs).toEqual([]);
    expect(read.gaps).toHaveLength(15);
    expect(read.lists.every(({ complete }) => complete)).toBe(true);
  });

  test('a must-gather with one object per file', async () => {
    const read = await readTarball(`${SAMPLES}must-gather-small.tar.gz`);

    expect(read.summary).toMatchObject({
      format: 'must-gather',
      topFolder: 'must-gather-valid/sample-openshift-release',
    });
    expect(count(read.objects, 'CertificateSigningRequest')).toBe(4);
    expect(read.logs).toHaveLength(12);
    expect(read.lists).toEqual([]);
  });
});

function count(objects: { kind: string }[], kind: string): number {
  return objects.filter((object) => object.kind === kind).length;
}
