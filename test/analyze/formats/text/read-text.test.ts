import { expect, test } from 'vitest';
import { looksLikeKubectlText } from '../../../../src/analyze/formats/text/read-text.ts';
import { reading } from './reading.ts';

const SESSION = `alice@laptop:~$ kubectl get pods -n shop
NAME                   READY   STATUS             RESTARTS      AGE
web-6c48d776bd-tjpv8   0/1     CrashLoopBackOff   5 (3m ago)    41h
web-6c48d776bd-g6xcl   1/1     Running            0             41h
alice@laptop:~$ kubectl logs -n shop web-6c48d776bd-tjpv8 -c app -p
level=info msg="starting"
level=error msg="no such host"
alice@laptop:~$ kubectl get secrets -n shop
No resources found in shop namespace.
`;

test('a session is read command by command', async () => {
  const { objects, logs, lists, texts } = await reading(SESSION);

  expect(objects.map(({ kind, namespace, name, source }) => [kind, namespace, name, source.line])).toEqual([
    ['Pod', 'shop', 'web-6c48d776bd-tjpv8', 3],
    ['Pod', 'shop', 'web-6c48d776bd-g6xcl', 4],
  ]);
  expect(objects[0]?.at('status')).toEqual({
    phase: 'Running',
    tableStatus: 'CrashLoopBackOff',
    tableReady: '0/1',
    tableRestarts: 5,
    tableRestartedAge: 180,
    tableAge: 41 * 3600,
  });
  expect(logs).toEqual([
    {
      origin: {
        file: 'notes.txt',
        firstLine: 6,
        namespace: 'shop',
        pod: 'web-6c48d776bd-tjpv8',
        container: 'app',
        previous: true,
        stem: 'web-6c48d776bd-tjpv8',
      },
      text: 'level=info msg="starting"\nlevel=error msg="no such host"\n',
    },
  ]);
  expect(lists).toEqual([
    { kind: 'Pod', apiVersion: 'v1', namespace: 'shop', complete: true, file: 'notes.txt' },
    { kind: 'Secret', apiVersion: 'v1', namespace: 'shop', complete: true, file: 'notes.txt' },
  ]);
  expect(texts).toEqual([]);
});

test('what looks like kubectl text, and what does not', () => {
  expect(looksLikeKubectlText(SESSION)).toBe(true);
  expect(looksLikeKubectlText('java.lang.IllegalStateException: x\n\tat a.b.C.d(C.java:1)\n')).toBe(false);
  expect(looksLikeKubectlText('2024-01-01T00:00:00Z INFO Name:   web\n')).toBe(false);
  expect(looksLikeKubectlText('The pods of the shop fail since Monday.\n')).toBe(false);
});
