import { expect, test } from 'vitest';
import { nearMissesOf } from '../../../src/analyze/diagnose/near-miss.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import type { Finding } from '../../../src/report-format/report.ts';
import { object, pod } from '../../support/check.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { clusterObject } from '../../support/stories/cluster.ts';
import { inNamespace, secret, service } from '../../support/stories/workloads.ts';

/** What is offered for the captures of a finding about a pod of the namespace `shop`, in a cluster with these objects. */
function offered(
  captures: Record<string, string>,
  objects: JsonObject[],
  about = { kind: 'Pod', name: 'web-0' },
): string[] {
  const finding = { role: 'cause', captures, subject: { namespace: 'shop', ...about } } as unknown as Finding;
  return nearMissesOf(finding, snapshotOf({ objects })).map(({ found }) => found);
}

test('a key of the Secret, whatever joins its words', () => {
  const provider = secret('provider', 'DATABASE_URL', 'MODE');
  expect(offered({ secret: 'provider', key: 'DATABSE_URL' }, [provider])).toEqual(['DATABASE_URL']);
  expect(offered({ secret: 'provider', key: 'database-url' }, [provider])).toEqual(['DATABASE_URL']);
  expect(offered({ secret: 'provider', key: 'PASSWORD' }, [provider])).toEqual([]);
});

test('a name of the same kind, or the same name in another namespace', () => {
  expect(offered({ secret: 'provder' }, [secret('provider', 'key')])).toEqual(['provider']);
  expect(offered({ secret: 'provider' }, [inNamespace('data', secret('provider', 'key'))])).toEqual(['data/provider']);
  expect(offered({ secret: 'provider' }, [secret('provider', 'key')])).toEqual([]);
});

test('a host, with the namespace that it needs', () => {
  const db = inNamespace('data', service('db'));
  expect(offered({ host: 'db' }, [db])).toEqual(['db.data']);
  expect(offered({ host: 'db.dta.svc.cluster.local' }, [db])).toEqual(['db.data']);
  expect(offered({ host: 'orders-bd' }, [service('orders-db')])).toEqual(['orders-db']);
  expect(offered({ host: 'db.example.com' }, [service('db')])).toEqual([]);
});

test('a class', () => {
  const classes = [
    clusterObject('StorageClass', 'fast', {}, 'storage.k8s.io/v1'),
    clusterObject('IngressClass', 'nginx', {}, 'networking.k8s.io/v1'),
  ];
  expect(offered({ class: 'fsat' }, classes)).toEqual(['fast']);
  expect(offered({ class: 'ngnix' }, classes)).toEqual(['nginx']);
  expect(offered({ class: 'slow' }, classes)).toEqual([]);
});

test('a label of the pods', () => {
  const web = pod({ labels: { app: 'web', tier: 'front' } });
  expect(offered({ selector: 'app=wbe,tier=front' }, [web], { kind: 'Service', name: 'web' })).toEqual(['app=web']);
  expect(offered({ selector: 'apps=web' }, [web], { kind: 'Service', name: 'web' })).toEqual(['app=web']);
  expect(offered({ selector: 'app=mail' }, [web], { kind: 'Service', name: 'web' })).toEqual([]);
});

test('a namespace', () => {
  expect(offered({ absent_namespace: 'shpo' }, [clusterObject('Namespace', 'shop')])).toEqual(['shop']);
});

test('the port of the Service, by name or the only one', () => {
  const web = service('web', { ports: [{ name: 'http', port: 8080 }] });
  expect(offered({ service: 'web', port: '80' }, [web], { kind: 'Ingress', name: 'web' })).toEqual(['8080']);
  expect(offered({ service: 'web', port: 'htpp' }, [web], { kind: 'Ingress', name: 'web' })).toEqual(['http']);
  expect(offered({ host: 'web', port: '80' }, [web])).toEqual([]);
});

test('an image that runs: a slip in its repository, or another tag', () => {
  const running = pod({ container: { image: 'registry.example/shop/web:1.4.8' }, status: { state: { running: {} } } });
  expect(offered({ image: 'registry.example/shop/wbe:1.4.8' }, [running])).toEqual(['registry.example/shop/web:1.4.8']);
  expect(offered({ image: 'registry.example/shop/web:1.4.9' }, [running])).toEqual(['registry.example/shop/web:1.4.8']);
  expect(offered({ image: 'registry.example/mail:1.4.8' }, [running, object('ConfigMap', 'x')])).toEqual([]);
});
