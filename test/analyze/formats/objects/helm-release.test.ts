import { expect, test } from 'vitest';
import { readBundle } from '../../../support/read-bundle.ts';

const releasesIn = async (path: string, content: unknown) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1);
  const { objects, unread } = await readBundle({ [path]: text });
  expect(unread).toEqual([]);
  return objects.map((object) => [object.kind, object.namespace, object.name, object.texts('metadata.labels')]);
};

test('the history that collectors write of each release', async () => {
  const history = [
    { revision: '1', date: '2024-05-01 10:00:00.123 +0000 UTC', status: 'superseded' },
    { revision: 2, date: '2024-05-01T11:00:00Z', status: 'failed' },
  ];
  const release = { releaseName: 'front', namespace: 'shop', chart: 'front-1.2.0', releaseHistory: history };
  const of = (version: string, status: string, modifiedAt: string) => [
    'Secret',
    'shop',
    `sh.helm.release.v1.front.v${version}`,
    { owner: 'helm', name: 'front', version, status, modifiedAt },
  ];

  expect(await releasesIn('helm/shop.json', [release])).toEqual([
    of('1', 'superseded', '1714557600'),
    of('2', 'failed', '1714561200'),
  ]);
  expect(await releasesIn('helm/shop/front.json', release)).toHaveLength(2);
});

test('what `helm list -o json` prints', async () => {
  const listed = {
    name: 'front',
    namespace: 'shop',
    revision: '3',
    updated: '2024-05-01 12:00:00.5 +0200 CEST',
    status: 'pending-upgrade',
    chart: 'front-1.2.0',
    app_version: '1.2',
  };

  expect(await releasesIn('helm-list.json', [listed])).toEqual([
    [
      'Secret',
      'shop',
      'sh.helm.release.v1.front.v3',
      { owner: 'helm', name: 'front', version: '3', status: 'pending-upgrade', modifiedAt: '1714557600' },
    ],
  ]);
});
