import { describe, expect, test } from 'vitest';
import { ingressClassMissing } from '../../../src/analyze/checks/ingress-class-missing.ts';
import { ingressPortMissing } from '../../../src/analyze/checks/ingress-port-missing.ts';
import { ingressServiceMissing } from '../../../src/analyze/checks/ingress-service-missing.ts';
import { ingressTlsSecretMissing } from '../../../src/analyze/checks/ingress-tls-secret-missing.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { ago, object, proofs, run } from '../../support/check.ts';

const ingress = (spec: JsonObject = {}, rest: JsonObject = {}) =>
  object(
    'Ingress',
    'front',
    {
      spec: {
        rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }],
        ...spec,
      },
      ...rest,
    },
    'networking.k8s.io/v1',
  );
const service = (port: JsonObject) => object('Service', 'web', { spec: { ports: [port] } });
const ingressClass = (name: string, annotations: JsonObject = {}) => ({
  kind: 'IngressClass',
  apiVersion: 'networking.k8s.io/v1',
  metadata: { name, annotations },
});

describe('the Service behind a path', () => {
  test('is missing where the list of Services lacks it', () => {
    const [finding] = run(ingressServiceMissing, { objects: [ingress()], complete: ['Service'] });
    expect(finding?.captures).toEqual({ service: 'web' });
    expect(proofs(finding)[1]).toBe('no Service "web" in namespace shop');
  });

  test('is unknown without that list, and well where it is there', () => {
    expect(run(ingressServiceMissing, { objects: [ingress()] })).toEqual([]);
    const objects = [ingress(), service({ port: 80 })];
    expect(run(ingressServiceMissing, { objects, complete: ['Service'] })).toEqual([]);
  });

  test('must have the port, by name or by number', () => {
    expect(run(ingressPortMissing, { objects: [ingress(), service({ name: 'web', port: 80 })] })).toMatchObject([
      { captures: { service: 'web', port: 'http', ports: 'web (80)' } },
    ]);
    expect(run(ingressPortMissing, { objects: [ingress(), service({ name: 'http', port: 80 })] })).toEqual([]);
    expect(run(ingressPortMissing, { objects: [ingress()] })).toEqual([]);
  });
});

describe('the class', () => {
  const complete = ['IngressClass'];

  test('is missing where no IngressClass has its name', () => {
    const objects = [ingress({ ingressClassName: 'ngnix' }), ingressClass('nginx')];
    expect(run(ingressClassMissing, { objects, complete })).toMatchObject([{ captures: { class: 'ngnix' } }]);
  });

  test('is perhaps misspelt where not all of them were listed', () => {
    const objects = [ingress({ ingressClassName: 'ngnix' }), ingressClass('nginx')];
    expect(run(ingressClassMissing, { objects })).toMatchObject([
      { captures: { class: 'ngnix' }, confidence: 'possible' },
    ]);
    const other = [ingress({ ingressClassName: 'haproxy' }), ingressClass('nginx')];
    expect(run(ingressClassMissing, { objects: other })).toEqual([]);
  });

  test('may be left out where one is the default', () => {
    const byDefault = ingressClass('nginx', { 'ingressclass.kubernetes.io/is-default-class': 'true' });
    expect(run(ingressClassMissing, { objects: [ingress(), byDefault], complete })).toEqual([]);
    expect(run(ingressClassMissing, { objects: [ingress(), ingressClass('nginx')], complete })).toMatchObject([
      { captures: { class: 'none' }, confidence: 'likely' },
    ]);
  });

  test('does not matter to an Ingress with an address, with the old annotation, or made a moment ago', () => {
    const taken = ingress(
      { ingressClassName: 'odd' },
      { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
    );
    const annotated = ingress({}, { metadata: { annotations: { 'kubernetes.io/ingress.class': 'nginx' } } });
    const fresh = ingress({ ingressClassName: 'odd' }, { metadata: { creationTimestamp: ago(10) } });
    for (const one of [taken, annotated, fresh]) {
      expect(run(ingressClassMissing, { objects: [one], complete })).toEqual([]);
    }
  });
});

test('a TLS Secret that no list holds is missing; another one of the namespace is not', () => {
  const withTls = ingress({ tls: [{ secretName: 'front-tls' }] });
  const complete = ['Secret'];
  expect(run(ingressTlsSecretMissing, { objects: [withTls], complete })).toMatchObject([
    { captures: { secret: 'front-tls' } },
  ]);
  const objects = [withTls, object('Secret', 'front-tls', { type: 'kubernetes.io/tls' })];
  expect(run(ingressTlsSecretMissing, { objects, complete })).toEqual([]);
});
