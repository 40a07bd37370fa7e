import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { tasksIn } from '../../../src/analyze/snapshot/argocd/tasks.ts';
import { ago, object } from '../../support/check.ts';
import { controllerLog } from './scanned-log.ts';
import { answerOf, application, applied, cardOf, deployment, managed, web } from './story.ts';

const TASKS =
  'PreSync/-2 hook /Secret:shop/keys obj->obj (,Succeeded,keys created), ' +
  'PreSync/-1 hook batch/Job:shop/migrate obj->obj (Synced,Running,job.batch/migrate created), ' +
  'Sync/0 resource apps/Deployment:shop/web nil->obj (,,), ' +
  'Sync/2 resource /ConfigMap:shop/old obj->nil (,,), ' +
  'PostSync/3 hook batch/Job:shop/smoke nil->obj (,,)';
const text = (time: string, application = 'argocd/shop', tasks = TASKS) =>
  `time="${time}" level=info msg=Tasks application=${application} syncId=00013-DDvZL tasks="[${tasks}]"`;
const json = (time: string) =>
  JSON.stringify({
    application: 'argocd/shop',
    level: 'info',
    msg: 'Tasks',
    syncId: '00013-DDvZL',
    tasks: `[${TASKS}]`,
    time,
  }).replaceAll('>', '\\u003e');

const operation: JsonObject = {
  phase: 'Running',
  startedAt: ago(3600),
  message: 'waiting for completion of hook batch/Job/migrate',
  syncResult: {
    resources: [
      applied('', 'Secret', 'keys', { status: '', hookType: 'PreSync', hookPhase: 'Succeeded', syncPhase: 'PreSync' }),
      applied('batch', 'Job', 'migrate', { hookType: 'PreSync', hookPhase: 'Running', syncPhase: 'PreSync' }),
    ],
  },
};
const held = application({ sync: 'OutOfSync', operation, resources: [{ ...web, status: 'OutOfSync' }] });
const migrate = object('Job', 'migrate', { status: { active: 1 } }, 'batch/v1');

const table = (...lines: string[]) =>
  cardOf({ objects: [held, migrate], scanned: [controllerLog(...lines)] }).waves?.map(
    ({ phase, wave, kind, name, state, blocked }) =>
      `${phase} ${wave} ${kind} ${name} ${state}${blocked ? ' blocked' : ''}`,
  );

const WHOLE = [
  'PreSync -2 Secret keys synced',
  'PreSync -1 Job migrate running blocked',
  'Sync 0 Deployment web pending',
  'Sync 2 ConfigMap old pending',
  'PostSync 3 Job smoke pending',
];

test('4.2 grade A: the log of the controller tells every wave, and the hooks that have not run', () => {
  expect(table(text(ago(60)))).toEqual(WHOLE);
  expect(table(json(ago(60)))).toEqual(WHOLE);
  expect(table(`argocd-application-controller-0 application-controller ${text(ago(60))}`)).toEqual(WHOLE);
  expect(table(text(ago(60)).replace('msg=Tasks', 'msg=tasks').replace('argocd/shop', 'shop'))).toEqual(WHOLE);
});

test('4.2 grade B: without the log, hooks stand at wave 0 unless they are in the bundle', () => {
  expect(table()).toEqual([
    'PreSync 0 Secret keys synced',
    'PreSync 0 Job migrate running blocked',
    'Sync 0 Deployment web pending',
  ]);
});

test('the last line counts; that of another application, or of an operation before, does not', () => {
  const before = text(ago(120), 'argocd/shop', 'PreSync/-9 hook /Secret:shop/keys nil->obj (,,)');
  expect(table(before, text(ago(60)))).toEqual(WHOLE);
  expect(table(text(ago(60), 'argocd/other'))).toHaveLength(3);
  expect(table(text(ago(9000)))).toHaveLength(3);
});

test('the held sync is told with its turn, what it has not come to, and the line as proof', () => {
  const card = cardOf({ objects: [held, migrate], scanned: [controllerLog('x', text(ago(60)))] });
  expect(card.sentence).toBe(
    'Sync: the sync is held for 1 h: it waits for Job shop/migrate in phase PreSync, wave -1 (it has not completed); 3 objects of waves 0 to 3 not applied yet.',
  );
  expect(answerOf(card, 'failing')).toMatch(/^yes: the sync waits for Job shop\/migrate in phase PreSync, wave -1/);
  expect(card.answers[3]?.evidence).toContainEqual(
    expect.objectContaining({ type: 'log-line', file: 'application-controller.log', line: 2 }),
  );
});

test('an object that the application lists without a wave has that of the log', () => {
  const resources = [managed('', 'Secret', 'db', { status: 'OutOfSync' }), { ...web, status: 'OutOfSync' }];
  const card = cardOf({
    objects: [application({ sync: 'OutOfSync', operation, resources }), migrate, deployment('web', 0)],
    scanned: [controllerLog(text(ago(60), 'argocd/shop', `${TASKS}, Sync/5 resource /Secret:shop/db nil->obj (,,)`))],
  });
  expect(card.waves?.at(-2)).toMatchObject({ name: 'db', wave: 5, state: 'pending' });
});

test('tasks with messages of any kind, cut lines, and lines that are none', () => {
  const nested = 'Sync/0 resource a.b/C:/n nil->obj (SyncFailed,Failed,refused: (x, y) Sync/9 resource), Sync/1 res';
  expect(tasksIn(nested)).toEqual([
    {
      kind: 'C',
      name: 'n',
      group: 'a.b',
      apiVersion: 'a.b/v1',
      phase: 'Sync',
      wave: 0,
      hook: false,
      status: 'SyncFailed',
      state: 'Failed',
    },
  ]);
  expect(tasksIn('Sync/0 resource /ClusterRole:/system:shop obj->obj (,,)')).toMatchObject([{ name: 'system:shop' }]);
  expect(tasksIn('Tasks')).toEqual([]);
  const long = 'Sync/0 hook '.repeat(50_000);
  expect(tasksIn(long)).toEqual([]);
});
