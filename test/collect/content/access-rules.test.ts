import { expect, test } from 'vitest';
import { readAccessRules } from '../../../src/collect/content/access-rules.ts';

const TABLE = `
Resources                          Non-Resource URLs   Resource Names   Verbs
deployments.apps/scale             []                  []               [get update]
configmaps                         []                  [kube-root-ca]   [get]
                                   [/healthz /livez]   []               [get]
*.*                                []                  []               [*]
`.trimStart();

test('the table of `auth can-i --list` becomes policy rules', () => {
  expect(readAccessRules(TABLE)).toEqual([
    { verbs: ['get', 'update'], apiGroups: ['apps'], resources: ['deployments/scale'] },
    { verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['kube-root-ca'] },
    { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez'] },
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  ]);
});

test('any other text holds no rules', () => {
  expect(readAccessRules('error: You must be logged in to the server')).toEqual([]);
});
