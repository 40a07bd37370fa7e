import { expect, test } from 'vitest';
import type { KubeEvent } from '../../../../../src/analyze/formats/facts.ts';
import { reading } from '../reading.ts';

const short = ({ type, reason, message, count, firstAge, lastAge, involved }: KubeEvent) => [
  type,
  reason,
  message,
  [count, firstAge?.seconds, lastAge?.seconds],
  [involved.kind, involved.namespace, involved.name, involved.container],
];

test('the table of `kubectl get events`, with its namespaces', async () => {
  const { events, lists } = await reading(`$ kubectl get events -A
NAMESPACE   LAST SEEN   TYPE      REASON             OBJECT                       MESSAGE
shop        3m          Warning   BackOff            pod/web-0                    Back-off restarting failed container
shop        <unknown>   Warning   FailedScheduling   pod/web-1                    0/3 nodes are available: 3 Insufficient cpu.
web         5m          Normal    Issuing            certificaterequest/shop-1    waiting for approval
default     7s          Warning   NodeNotReady       node/worker-1                Node is not ready
`);
  expect(events.map(short)).toEqual([
    [
      'Warning',
      'BackOff',
      'Back-off restarting failed container',
      [1, undefined, 180],
      ['Pod', 'shop', 'web-0', undefined],
    ],
    [
      'Warning',
      'FailedScheduling',
      '0/3 nodes are available: 3 Insufficient cpu.',
      [1, undefined, undefined],
      ['Pod', 'shop', 'web-1', undefined],
    ],
    [
      'Normal',
      'Issuing',
      'waiting for approval',
      [1, undefined, 300],
      ['CertificateRequest', 'web', 'shop-1', undefined],
    ],
    ['Warning', 'NodeNotReady', 'Node is not ready', [1, undefined, 7], ['Node', 'default', 'worker-1', undefined]],
  ]);
  expect(events.map(({ source }) => source.line)).toEqual([3, 4, 5, 6]);
  expect(lists).toEqual([{ kind: 'Event', apiVersion: 'v1', complete: true, file: 'notes.txt' }]);
});

test('the wide form keeps the message apart from what stands after it', async () => {
  const { events } =
    await reading(`LAST SEEN   TYPE      REASON    OBJECT      SUBOBJECT              SOURCE              MESSAGE                    FIRST SEEN   COUNT   NAME
3m          Warning   BackOff   pod/web-0   spec.containers{app}   kubelet, worker-1   Back-off restarting it     58m          256     web-0.17a
`);
  expect(events.map(short)).toEqual([
    ['Warning', 'BackOff', 'Back-off restarting it', [256, 3480, 180], ['Pod', undefined, 'web-0', 'app']],
  ]);
  expect(events[0]).toMatchObject({ component: 'kubelet', host: 'worker-1' });
});

test('the table of `kubectl events` counts within the age', async () => {
  const { events } = await reading(`LAST SEEN               TYPE      REASON    OBJECT      MESSAGE
3m30s (x256 over 58m)   Warning   BackOff   Pod/web-0   Back-off restarting failed container
`);
  expect(events.map(short)).toEqual([
    [
      'Warning',
      'BackOff',
      'Back-off restarting failed container',
      [256, 3480, 210],
      ['Pod', undefined, 'web-0', undefined],
    ],
  ]);
});

test('the columns of kubectl up to 1.12', async () => {
  const { events } =
    await reading(`LASTSEEN   FIRSTSEEN   COUNT     NAME                     KIND      SUBOBJECT              TYPE      REASON    SOURCE              MESSAGE
1m         5m          4         web-0.15f2c1a9d0e4b6c8   Pod       spec.containers{app}   Warning   Failed    kubelet, worker-1   Error: secret "web" not found
`);
  expect(events.map(short)).toEqual([
    ['Warning', 'Failed', 'Error: secret "web" not found', [4, 300, 60], ['Pod', undefined, 'web-0', 'app']],
  ]);
});

test('the events of an old description stand between tabs, with empty cells', async () => {
  const { events } = await reading(
    [
      'Events:',
      '  FirstSeen\tLastSeen\tCount\tFrom\t\t\tSubObjectPath\t\tType\t\tReason\t\tMessage',
      '  ---------\t--------\t-----\t----\t\t\t-------------\t\t--------\t------\t\t-------',
      '  2m\t\t2m\t\t1\tdefault-scheduler\t\t\t\tNormal\t\tScheduled\tSuccessfully assigned web-0 to worker-1',
      '  2m\t\t54s\t\t10\tkubelet, worker-1\t\t\t\tWarning\t\tFailedSync\tError syncing pod',
      '  2m\t\t<invalid>\t6\tkubelet, worker-1\tspec.containers{app}\tNormal\t\tBackOff\t\tBack-off pulling image "web"',
    ].join('\n'),
  );
  expect(events.map(short)).toEqual([
    [
      'Normal',
      'Scheduled',
      'Successfully assigned web-0 to worker-1',
      [1, 120, 120],
      ['Pod', undefined, 'web-0', undefined],
    ],
    ['Warning', 'FailedSync', 'Error syncing pod', [10, 120, 54], ['Pod', undefined, 'web-0', undefined]],
    ['Normal', 'BackOff', 'Back-off pulling image "web"', [6, 120, undefined], ['Pod', undefined, 'web-0', 'app']],
  ]);
  expect(events[1]).toMatchObject({ component: 'kubelet', host: 'worker-1' });
});

test('rows piped through grep have no header; the command lends the namespace', async () => {
  const { events, lists } = await reading(`k get event -n shop | grep Error
4s    Warning   Failed   pod/web-0   Error: couldn't find key url in Secret shop/db
21m   Warning   Unhealthy   pod/db-0   Readiness probe failed: Error:...
`);
  expect(events.map(short)).toEqual([
    [
      'Warning',
      'Failed',
      "Error: couldn't find key url in Secret shop/db",
      [1, undefined, 4],
      ['Pod', 'shop', 'web-0', undefined],
    ],
    [
      'Warning',
      'Unhealthy',
      'Readiness probe failed: Error:...',
      [1, undefined, 1260],
      ['Pod', 'shop', 'db-0', undefined],
    ],
  ]);
  expect(lists.every(({ complete }) => !complete)).toBe(true);
});

test('a message of several lines stays one, blank lines and all', async () => {
  const { events } =
    await reading(`  Warning  FailedMount  30s (x7 over 63s)  kubelet  MountVolume.SetUp failed for volume "data" : fsck found errors
fsck: the file system is damaged.

fsck: RUN IT BY HAND.
  (without -a)
  Normal   Pulled       10s                kubelet  Container image already present
`);
  expect(events.map(({ reason, message }) => [reason, message])).toEqual([
    [
      'FailedMount',
      'MountVolume.SetUp failed for volume "data" : fsck found errors\nfsck: the file system is damaged.\n\nfsck: RUN IT BY HAND.\n  (without -a)',
    ],
    ['Pulled', 'Container image already present'],
  ]);
});

test('a message that a terminal broke inside a word is put together again', async () => {
  const row =
    '  Warning  Failed   3m    kubelet  Failed to pull image "example.com/web:1.4": rpc error: code = NotFound';
  const [first, second] = [row.slice(0, 80), row.slice(80)];
  const { events } = await reading(`Events:
  Type     Reason   Age   From     Message
  ----     ------   ----  ----     -------
${first}
${second}
  Normal   Pulling  3m    kubelet  Pulling image
`);
  expect(events[0]?.message).toBe('Failed to pull image "example.com/web:1.4": rpc error: code = NotFound');
});

test('prose after the events is no message', async () => {
  const { events, texts } = await reading(`Events:
  Type     Reason   Age   From     Message
  ----     ------   ----  ----     -------
  Warning  BackOff  3m    kubelet  Back-off restarting failed container

Can anybody help?
`);
  expect(events.map(({ message }) => message)).toEqual(['Back-off restarting failed container']);
  expect(texts.map(({ text }) => text)).toEqual(['Can anybody help?']);
});

test('an event without a reporter, and one whose columns were collapsed', async () => {
  const { events } = await reading(`Events:
  Type     Reason     Age   From                Message
  ----     ------     ----  ----                -------
  Warning  BackOff    3m                        Back-off restarting failed container
Warning Failed 3m (x2 over 5m) kubelet Error: secret "web" not found
`);
  expect(events.map(({ component, message }) => [component, message])).toEqual([
    [undefined, 'Back-off restarting failed container'],
    ['kubelet', 'Error: secret "web" not found'],
  ]);
});

test('a bare message tells the whole event where only one reason has it', async () => {
  const { events } = await reading(`0/7 nodes are available: 2 node(s) didn't match Pod's node affinity/selector,
5 node(s) didn't satisfy existing pods anti-affinity rules.
`);
  expect(events.map(short)).toEqual([
    [
      'Warning',
      'FailedScheduling',
      "0/7 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 5 node(s) didn't satisfy existing pods anti-affinity rules.",
      [1, undefined, undefined],
      ['Pod', undefined, '', undefined],
    ],
  ]);
});

test.each([
  ['Warning: Deprecated API'],
  ['Normal operation 5 minutes ago'],
  ['3m  Warning  something else  happened'],
  ['The scheduler says 0/7 nodes are available: wait'],
])('`%s` is no event', async (text) => {
  expect((await reading(`${text}\n`)).events).toEqual([]);
});
