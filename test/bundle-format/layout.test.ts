import { expect, test } from 'vitest';
import { KINDS, kindOfDirectory, resourceName } from '../../src/bundle-format/kinds.ts';
import {
  accessFile,
  argocdConfigFile,
  argocdFile,
  CLUSTER_VERSION_FILE,
  CUSTOM_RESOURCE_ERRORS_FILE,
  customResourceFile,
  describeFile,
  helmFile,
  listErrorsFile,
  listFile,
  logErrorsFile,
  logFile,
  MANIFEST_FILE,
  metricsFile,
  outputErrorsFile,
  placeOf,
  tableFile,
} from '../../src/bundle-format/layout.ts';

test('lists have the names of the support-bundle convention', () => {
  const of = (directory: string) => {
    const row = kindOfDirectory(directory);
    if (!row) throw new Error(`no kind lies in ${directory}`);
    return row;
  };

  expect(listFile(of('pvcs'), 'shop')).toBe('cluster-resources/pvcs/shop.json');
  expect(listFile(of('network-policy'), 'shop')).toBe('cluster-resources/network-policy/shop.json');
  expect(listFile(of('storage-classes'))).toBe('cluster-resources/storage-classes.json');
  expect(listErrorsFile('pvs')).toBe('cluster-resources/pvs-errors.json');
});

test('every path of a list, table and description tells its kind again', () => {
  for (const kind of KINDS) {
    const place = kind.namespaced ? { kind, namespace: 'shop' } : { kind };
    expect(placeOf(listFile(kind, 'shop'))).toEqual({ what: 'list', ...place });
    expect(placeOf(describeFile(kind, 'shop'))).toEqual({ what: 'description', ...place });
    expect(placeOf(tableFile(kind))).toEqual({ what: 'table', kind });
    expect(placeOf(listErrorsFile(kind.directory))).toEqual({ what: 'list-errors', kind });
  }
});

test('the path of a log tells whose it is', () => {
  for (const previous of [false, true]) {
    const stream = { namespace: 'shop', pod: 'web-1', container: 'web', previous };
    expect(placeOf(logFile(stream))).toEqual({ what: 'log', ...stream });
    expect(placeOf(logErrorsFile(stream))).toEqual({ what: 'log-errors', ...stream });
  }
});

test('everything else that is written is known again', () => {
  expect(placeOf(MANIFEST_FILE)).toEqual({ what: 'manifest' });
  expect(placeOf(CLUSTER_VERSION_FILE)).toEqual({ what: 'cluster-version' });
  expect(placeOf(customResourceFile('certificates.cert-manager.io', 'shop'))).toEqual({
    what: 'custom-resource',
    resource: 'certificates.cert-manager.io',
    namespace: 'shop',
  });
  expect(placeOf(customResourceFile('clusterissuers.cert-manager.io'))).toEqual({
    what: 'custom-resource',
    resource: 'clusterissuers.cert-manager.io',
  });
  expect(placeOf(CUSTOM_RESOURCE_ERRORS_FILE)).toEqual({ what: 'custom-resource-errors' });
  expect(placeOf(accessFile('shop'))).toEqual({ what: 'access', namespace: 'shop' });
  expect(placeOf(helmFile('shop'))).toEqual({ what: 'helm', namespace: 'shop' });
  expect(placeOf(metricsFile('pods'))).toEqual({ what: 'metrics', of: 'pods' });
  expect(placeOf(argocdFile('applications', 'argocd', 'shop'))).toEqual({
    what: 'argocd-object',
    plural: 'applications',
    namespace: 'argocd',
    name: 'shop',
  });
  expect(placeOf(argocdConfigFile('argocd', 'argocd-cm'))).toEqual({
    what: 'argocd-config',
    namespace: 'argocd',
    name: 'argocd-cm',
  });
  expect(placeOf(outputErrorsFile(describeFile({ directory: 'nodes', namespaced: false })))).toEqual({
    what: 'output-errors',
  });
});

test('what lies elsewhere is nothing of ours', () => {
  for (const path of [
    'analysis.json',
    'cluster-resources/pods.json',
    'cluster-resources/unheard-of/shop.json',
    'cluster-resources/pods/logs/shop/web-1.log',
    'describe/pods/shop/web.txt',
    'metrics/gpus.json',
  ]) {
    expect(placeOf(path)).toBeUndefined();
  }
});

test('no two kinds share a folder, nor a name towards kubectl', () => {
  expect(new Set(KINDS.map(({ directory }) => directory)).size).toBe(KINDS.length);
  expect(new Set(KINDS.map(resourceName)).size).toBe(KINDS.length);
});
