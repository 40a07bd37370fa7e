import { describe, expect, test } from 'vitest';
import { bullsequanaLitellmCalledDirectly } from '../../../src/analyze/checks/bullsequana-litellm-called-directly.ts';
import { bullsequanaWorkloadOutsideGit } from '../../../src/analyze/checks/bullsequana-workload-outside-git.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { object, run } from '../../support/check.ts';
import { applicationOf } from '../../support/products/argocd.ts';
import { deployment, ingress } from '../../support/stories/workloads.ts';

describe('calls to LiteLLM', () => {
  const api = (host: string) => ingress('api', { spec: { rules: [{ host }] } });
  const calling = (value: string, name = 'chat') => deployment(name, { container: { env: [{ name: 'API', value }] } });
  const found = (host: string, objects: JsonObject[]) =>
    run(bullsequanaLitellmCalledDirectly, { objects: [api(host), ...objects] });

  test('are found where the platform has an API of its own', () => {
    expect(found('llm-backend.corp.example', calling('http://litellm.coreai:4000/v1'))).toMatchObject([
      { subject: { kind: 'Deployment', name: 'chat' }, captures: { variable: 'API', address: 'litellm.coreai:4000' } },
    ]);
  });

  test('are the business of the API itself, and of clusters without one', () => {
    expect(found('llm-backend.corp.example', calling('http://litellm.coreai:4000', 'llm-backend'))).toEqual([]);
    expect(found('llm-backend.corp.example', calling('https://llm-backend.corp.example/v1'))).toEqual([]);
    expect(found('shop.corp.example', calling('http://litellm.coreai:4000/v1'))).toEqual([]);
  });
});

describe('workloads that no application made', () => {
  const tracked = { metadata: { annotations: { 'argocd.argoproj.io/tracking-id': 'web:apps/Deployment:shop/web' } } };
  const web = object('Deployment', 'web', tracked, 'apps/v1');
  const other = (metadata: JsonObject) => object('Deployment', 'other', { metadata }, 'apps/v1');
  const component = (name: string) =>
    object(
      'Deployment',
      name,
      { spec: { template: { spec: { containers: [{ name, image: `${name}:1` }] } } } },
      'apps/v1',
    );
  const platform = [component('keycloak'), component('litellm')].map((part) => ({
    ...part,
    metadata: { name: String((part.metadata as JsonObject).name), namespace: 'platform' },
  }));
  const found = (...objects: JsonObject[]) =>
    run(bullsequanaWorkloadOutsideGit, { objects: [applicationOf('web', 'shop'), ...platform, ...objects] });

  test('are found beside those that one made', () => {
    expect(found(web, other({}))).toMatchObject([{ subject: { name: 'other' }, captures: { applications: 'web' } }]);
  });

  test('are not those of an operator, nor those tracked by a label, nor where Argo CD marks nothing', () => {
    expect(found(web, other({ ownerReferences: [{ kind: 'Keycloak', name: 'sso' }] }))).toEqual([]);
    expect(found(web, other({ labels: { 'app.kubernetes.io/instance': 'web' } }))).toEqual([]);
    expect(found(other({}))).toEqual([]);
  });

  test("are nobody's mistake on a cluster that is not the platform", () => {
    const objects = [applicationOf('web', 'shop'), web, other({})];
    expect(run(bullsequanaWorkloadOutsideGit, { objects })).toEqual([]);
  });
});
