import { describe, expect, test } from 'vitest';
import { judge, pod, rule } from './judge.ts';

const REFUSED = rule(
  'database-refused',
  `match:
  log:
    pattern: 'cannot reach (?P<host>[a-z-]+)'
    until: [connected to]
what: '{{kind}} {{name}}/{{container}} on {{node}} cannot reach {{host}}.'`,
);
const LINE = '2026-03-01T11:59:00Z cannot reach orders-db\n';

describe('current or past', () => {
  test('the last words of a crashing container are confirmed by the crash', async () => {
    const { findings } = await judge([REFUSED], {
      objects: [pod('web-0', 'crashing')],
      logs: { 'shop/web-0/app-previous': `starting\n${LINE}` },
    });
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'database-refused',
        current: true,
        confidence: 'confirmed',
        severity: 'error',
        subject: { kind: 'Pod', namespace: 'shop', name: 'web-0', container: 'app' },
        message: 'Pod web-0/app on node-1 cannot reach orders-db.',
        captures: { host: 'orders-db' },
        firstSeen: '2026-03-01T11:59:00Z',
      }),
    ]);
    expect(findings[0]?.evidence[0]).toMatchObject({ type: 'log-line', file: 'shop/web-0/app-previous.log', line: 2 });
  });

  test('what a container said that is ready now is over, and at most a warning', async () => {
    const { findings } = await judge([REFUSED], {
      objects: [pod('web-0', 'ready')],
      logs: { 'shop/web-0/app': `${LINE}ready\n` },
    });
    expect(findings).toMatchObject([{ current: false, severity: 'warning' }]);
  });

  test('what a line tells of its whole run holds as long as the run does', async () => {
    const unset = rule(
      'key-unset',
      "match:\n  log: { pattern: 'no key for (?P<name>[a-z]+)', lasts: true, until: [keys are loaded] }",
    );
    const log = (...lines: string[]) =>
      ['no key for openai', ...lines, ...Array.from({ length: 20 }, () => 'served')].join('\n');
    const judged = async (logs: Record<string, string>) =>
      (await judge([unset], { objects: [pod('web-0', 'ready')], logs })).findings.map(({ current }) => current);
    expect(await judged({ 'shop/web-0/app': log() })).toEqual([true]);
    expect(await judged({ 'shop/web-0/app': log('keys are loaded') })).toEqual([false]);
    expect(await judged({ 'shop/web-0/app-previous': log() })).toEqual([false]);
  });

  test('what every program meets now and then is an info, where it came seldom and the log goes on', async () => {
    const cut = rule('connection-cut', 'match:\n  log: { pattern: connection cut, passing: true }');
    const served = (count: number) => 'served\n'.repeat(count);
    const severityIn = async (log: string, state?: 'ready' | 'crashing') =>
      (await judge([cut], { objects: state ? [pod('web-0', state)] : [], logs: { 'shop/web-0/app': log } })).findings[0]
        ?.severity;
    expect(await severityIn(`${served(200)}connection cut\n${served(200)}`)).toBe('info');
    expect(await severityIn(`${served(200)}connection cut\n${served(200)}`, 'crashing')).toBe('error');
    expect(await severityIn(`${served(400)}connection cut\n`)).toBe('error');
    expect(await severityIn(`${served(400)}connection cut\n`, 'ready')).toBe('info');
    expect(await severityIn(`${served(9)}connection cut\n${served(9)}`)).toBe('warning');
    expect(await severityIn(`${served(200)}${'connection cut\n'.repeat(9)}${served(200)}`)).toBe('warning');
  });

  test('a ready container that says it again and again to the end has the trouble now', async () => {
    const { findings } = await judge([REFUSED], {
      objects: [pod('web-0', 'ready')],
      logs: { 'shop/web-0/app': LINE.repeat(5) },
    });
    expect(findings).toMatchObject([{ current: true, severity: 'error', count: 5 }]);
  });

  test('success after the last line ends it', async () => {
    const logs = { web: `${LINE}${LINE}connected to orders-db\n` };
    expect((await judge([REFUSED], { logs })).findings).toMatchObject([{ current: false }]);
  });

  test('a loose log decides by its end', async () => {
    const ended = { web: `${LINE}stopping\n` };
    const long = { web: `${LINE}${'serving\n'.repeat(50)}` };
    expect((await judge([REFUSED], { logs: ended })).findings).toMatchObject([
      { current: true, confidence: 'possible' },
    ]);
    expect((await judge([REFUSED], { logs: long })).findings).toMatchObject([{ current: false }]);
  });

  test('the run before is over when the next run no longer says so', async () => {
    const logs = { 'shop/web-0/app-previous': LINE, 'shop/web-0/app': 'serving\n' };
    expect((await judge([REFUSED], { logs })).findings).toMatchObject([{ current: false }]);
  });

  test('a retry that was due and did not fail again held', async () => {
    const logs = { web: '2026-03-01T11:50:00Z cannot reach orders-db; retrying in 5s\n' };
    expect((await judge([REFUSED], { logs })).findings).toMatchObject([{ current: false }]);
    const late = { web: '2026-03-01T11:59:50Z cannot reach orders-db; retrying in 5s\n' };
    expect((await judge([REFUSED], { logs: late })).findings).toMatchObject([{ current: true }]);
  });
});

describe('one trouble, one finding', () => {
  const owned = (name: string) =>
    pod(name, 'crashing', { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-6d4cf56db6' }] });
  const replicaSet = {
    kind: 'ReplicaSet',
    metadata: { name: 'web-6d4cf56db6', namespace: 'shop', ownerReferences: [{ kind: 'Deployment', name: 'web' }] },
  };
  const deployment = { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 2 } };

  test('pods of one workload with equal captures are a finding on the workload', async () => {
    const { findings } = await judge([REFUSED], {
      objects: [owned('web-6d4cf56db6-x2v4b'), owned('web-6d4cf56db6-z9k2c'), replicaSet, deployment],
      logs: { 'shop/web-6d4cf56db6-x2v4b/app': LINE, 'shop/web-6d4cf56db6-z9k2c/app': LINE },
    });
    expect(findings).toMatchObject([
      {
        subject: { kind: 'Deployment', namespace: 'shop', name: 'web', container: 'app' },
        affected: [
          { kind: 'Pod', namespace: 'shop', name: 'web-6d4cf56db6-x2v4b' },
          { kind: 'Pod', namespace: 'shop', name: 'web-6d4cf56db6-z9k2c' },
        ],
        count: 2,
      },
    ]);
  });

  test('the fingerprint is that of the workload, whatever its pods are called', async () => {
    const run = async (name: string, address: string) => {
      const log = `cannot reach orders-db at ${address}\n`;
      const files = [
        rule('refused-at', "match:\n  log:\n    pattern: 'cannot reach (?P<host>\\S+) at (?P<address>\\S+)'"),
      ];
      const [found] = (await judge(files, { logs: { [`shop/${name}/app`]: log } })).findings;
      return found;
    };
    const [one, two] = [await run('web-6d4cf56db6-x2v4b', '10.0.0.1'), await run('web-7b9fc8d9d5-lk5sp', '10.0.0.2')];
    expect(one?.fingerprint).toBe(two?.fingerprint);
    expect(one?.id).not.toBe(two?.id);
    expect(one?.id).toMatch(/^refused-at-[0-9a-f]{8}$/);
  });

  test('a rule keeps the lines of those that it names in `over`, and of its own patterns the first', async () => {
    const over = rule('specific', "match:\n  log:\n    pattern: 'cannot reach orders-db'\nover: [database-refused]");
    const twice = rule(
      'twice',
      "match:\n  log:\n    patterns: ['cannot reach (?P<host>\\S+)', 'cannot (?P<verb>reach)']\nover: [specific]",
    );
    const story = { logs: { web: LINE } };
    expect((await judge([REFUSED, over], story)).findings.map((finding) => finding.rule)).toEqual(['specific']);
    const { findings } = await judge([twice, over, REFUSED], story);
    expect(findings.map((finding) => finding.captures)).toEqual([{ host: 'orders-db' }]);
  });

  test('a tag in `over` means every rule that carries it', async () => {
    const vague = rule('something-failed', "tags: [generic]\nmatch:\n  log:\n    pattern: 'cannot reach'");
    const over = rule('specific', "match:\n  log:\n    pattern: 'cannot reach orders-db'\nover: [generic]");
    const { findings } = await judge([vague, over], { logs: { web: LINE } });
    expect(findings.map((finding) => finding.rule)).toEqual(['specific']);
  });

  test('a rule of the system keeps its line from rules of generic packs, unless it only repeats the line', async () => {
    const pack = { path: 'shop/_pack.yaml', text: 'name: Shop\nversion: 1.0.0\nrecognise: { containers: [app] }\n' };
    const own = (id: string, yaml: string) => ({ ...rule(id, yaml), path: `shop/${id}.yaml` });
    const told = async (yaml: string) =>
      (await judge([REFUSED, pack, own('shop-store-down', yaml)], { logs: { 'shop/web-0/app': LINE } })).findings
        .map((finding) => finding.rule)
        .sort();
    const match = "match:\n  log:\n    pattern: 'cannot reach orders-db'";
    expect(await told(match)).toEqual(['shop-store-down']);
    expect(await told(`${match}\ntags: [generic]`)).toEqual(['database-refused', 'shop-store-down']);

    // What holds for every system, and says more than an echo, may take the line from it; not from what the system knows.
    const beside = async (yaml: string, over: string) => {
      const cause = rule('store-full', `match:\n  log:\n    pattern: 'cannot reach orders-db'\nover: [${over}]`);
      const { findings } = await judge([cause, pack, own('shop-store-down', yaml)], {
        logs: { 'shop/web-0/app': LINE },
      });
      return findings.map((finding) => finding.rule);
    };
    expect(await beside(`${match}\ntags: [generic]`, 'generic')).toEqual(['store-full']);
    expect(await beside(match, 'shop-store-down')).toEqual(['shop-store-down']);

    const guess = own('shop-store-down', `${match}\nover: [database-refused]`);
    const { findings } = await judge([REFUSED, pack, guess], { logs: { unknown: LINE } });
    expect(findings.map(({ rule, confidence }) => [rule, confidence])).toContainEqual(['database-refused', 'possible']);
  });

  test('a line of role noise is no finding, of any rule', async () => {
    const noise = rule('start-noise', 'role: noise\nmatch:\n  log:\n    literal: cannot reach orders');
    const { findings, outcomes } = await judge([REFUSED, noise], { logs: { web: LINE } });
    expect(findings).toEqual([]);
    expect(outcomes.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['database-refused', 'clear'],
      ['start-noise', 'found'],
    ]);
  });
});

describe('where a rule is tried', () => {
  const pack = {
    path: 'shop/_pack.yaml',
    text: 'name: Shop\nversion: 1.0.0\nrecognise:\n  images: [shop/app]\n  containers: [shop]\n',
  };
  const own = { ...REFUSED, path: 'shop/database-refused.yaml' };

  test("a system's rule is tried on its own pods, not on those of another", async () => {
    const other = pod('web-0', 'crashing');
    other.spec.containers = [{ name: 'app', image: 'registry.example/other:1' }];
    const logs = { 'shop/web-0/app': LINE };
    expect((await judge([pack, own], { objects: [pod('web-0', 'crashing')], logs })).findings).toHaveLength(1);
    const { findings, outcomes } = await judge([pack, own], { objects: [other], logs });
    expect(findings).toEqual([]);
    expect(outcomes).toMatchObject([{ outcome: 'not-applicable' }]);
  });

  test('where nothing tells whose log it is, it stays a possibility', async () => {
    const logs = { 'shop/web-0/app': LINE.repeat(4) };
    expect((await judge([pack, own], { logs })).findings).toMatchObject([{ confidence: 'possible' }]);
    expect((await judge([pack, own], { logs: { shop: LINE.repeat(4) } })).findings).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  test('without objects, a log that is known to be of another system is not asked', async () => {
    const bank = {
      path: 'bank/_pack.yaml',
      text: "name: Bank\nversion: 1.0.0\nrecognise: { containers: [app], logs: ['^bank started'] }\n",
    };
    expect((await judge([pack, own, bank], { logs: { 'shop/web-0/app': LINE.repeat(4) } })).findings).toEqual([]);
    expect((await judge([pack, own, bank], { logs: { pasted: `${LINE.repeat(4)}bank started\n` } })).findings).toEqual(
      [],
    );
    expect((await judge([pack, own, bank], { logs: { pasted: LINE.repeat(4) } })).findings).toHaveLength(1);
  });

  test('`where` narrows by globs', async () => {
    const narrow = rule(
      'narrow',
      "match:\n  log:\n    literal: cannot reach\nwhere: { container: 'a*', namespace: [shop, store] }",
    );
    expect((await judge([narrow], { logs: { 'shop/web-0/app': LINE } })).findings).toHaveLength(1);
    expect((await judge([narrow], { logs: { 'shop/web-0/proxy': LINE } })).findings).toEqual([]);
    expect((await judge([narrow], { logs: { 'bank/web-0/app': LINE } })).findings).toEqual([]);
  });
});

describe('events', () => {
  const pull = rule(
    'image-missing',
    'needs: [events]\nmatch:\n  event:\n    kind: [Pod]\n    reason: [Failed]\n    message:\n      pattern: \'pull image "(?P<image>[^"]+)": not found\'',
  );
  const event = {
    reason: 'Failed',
    message: 'Failed to pull image "shop/app:1": not found',
    involved: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  };

  test('a rule that says so also reads its message in the log of the program that records the event', async () => {
    const logs = { 'node-a-kubelet': `E0101 pod_workers.go:1] ${event.message}\n` };
    const inLogs = { ...pull, text: pull.text.replace('  event:\n', '  event:\n    inLogs: true\n') };
    expect((await judge([pull], { logs })).findings).toEqual([]);
    expect((await judge([inLogs], { logs })).findings).toMatchObject([{ rule: 'image-missing' }]);
    const both = await judge([inLogs], { objects: [pod('web-0', 'waiting')], events: [event], logs });
    expect(both.findings).toMatchObject([{ subject: { kind: 'Pod', name: 'web-0' } }]);
  });

  test('an event of a pod that still fails is confirmed by it', async () => {
    const { findings } = await judge([pull], { objects: [pod('web-0', 'waiting')], events: [event] });
    expect(findings).toMatchObject([{ current: true, confidence: 'confirmed', captures: { image: 'shop/app:1' } }]);
  });

  test('it is over when the pod is ready, is gone, or is another of that name', async () => {
    const isCurrent = async (story: Parameters<typeof judge>[1]) =>
      (await judge([pull], { events: [event], ...story })).findings[0]?.current;
    expect(await isCurrent({ objects: [pod('web-0', 'ready')] })).toBe(false);
    expect(await isCurrent({ complete: ['Pod'] })).toBe(false);
    const other = { ...event, involved: { ...event.involved, uid: 'old' } };
    expect(await isCurrent({ objects: [pod('web-0', 'waiting', { uid: 'new' })], events: [other] })).toBe(false);
    expect(await isCurrent({})).toBe(true);
  });

  test('a message that was pasted without its table is found too', async () => {
    const { findings } = await judge([pull], { texts: { 'mail.txt': `${event.message}\n` } });
    expect(findings).toMatchObject([{ subject: { kind: 'File', name: 'mail.txt' }, confidence: 'likely' }]);
  });
});

describe('joins', () => {
  const needs = rule(
    'secret-named-missing',
    "match:\n  log:\n    pattern: 'secret (?P<secret>[a-z-]+) is missing'\n    join: { kind: Secret, name: '{{secret}}', is: absent }",
  );
  const story = {
    objects: [pod('web-0', 'crashing')],
    logs: { 'shop/web-0/app': 'secret web-key is missing\nbye\n'.repeat(9) },
  };

  test('an absence that a complete list proves confirms the line', async () => {
    const { findings } = await judge([needs], { ...story, complete: ['Secret'] });
    expect(findings).toMatchObject([{ confidence: 'confirmed', current: true }]);
    expect(findings[0]?.evidence.at(-1)).toMatchObject({ type: 'absence', file: 'secrets.json' });
  });

  test('what is there now was missing', async () => {
    const secret = { kind: 'Secret', metadata: { name: 'web-key', namespace: 'shop' } };
    const { findings } = await judge([needs], { ...story, objects: [...story.objects, secret] });
    expect(findings).toMatchObject([{ current: false, severity: 'warning' }]);
  });
});

describe('objects and absences', () => {
  const restarts = rule(
    'pod-restarts',
    `needs: [Pod]
match:
  object:
    kind: Pod
    when: object.status.containerStatuses.exists(c, c.restartCount > 3) && condition(object, "Ready").status == "False"
    captures: { count: 'object.status.containerStatuses[0].restartCount' }
    show: ['status.containerStatuses[0].restartCount']
what: '{{name}} restarted {{count}} times.'`,
  );

  test('an expression is judged on each object, its fields are the proof', async () => {
    const { findings } = await judge([restarts], {
      objects: [
        pod('web-0', 'crashing'),
        pod('web-1', 'ready'),
        { kind: 'Pod', metadata: { name: 'bare', namespace: 'shop' } },
      ],
    });
    expect(findings).toMatchObject([
      { subject: { name: 'web-0' }, message: 'web-0 restarted 4 times.', confidence: 'confirmed' },
    ]);
    expect(findings[0]?.evidence).toMatchObject([
      { type: 'object-field', text: 'status.containerStatuses[0].restartCount: 4' },
    ]);
  });

  test('`matches` is linear, and an expression that reads too much fails alone', async () => {
    const nasty = rule(
      'nasty',
      "needs: [Pod]\nmatch:\n  object:\n    kind: Pod\n    when: object.metadata.annotations.a.matches('(a+)+$')",
    );
    const greedy = rule(
      'greedy',
      'needs: [Pod]\nmatch:\n  object:\n    kind: Pod\n    when: object.l.exists(a, object.l.exists(b, object.l.exists(c, a + b + c < 0)))',
    );
    const hostile = {
      kind: 'Pod',
      metadata: { name: 'web-0', namespace: 'shop', annotations: { a: `${'a'.repeat(50_000)}!` } },
      l: Array.from({ length: 500 }, (_, index) => index),
    };
    const { outcomes } = await judge([nasty, greedy], { objects: [hostile], complete: ['Pod'] });
    expect(outcomes).toMatchObject([
      { rule: 'greedy', outcome: 'error' },
      { rule: 'nasty', outcome: 'clear' },
    ]);
  });

  test('an absence is claimed of what an object names and a complete list lacks', async () => {
    const missing = rule(
      'class-missing',
      'needs: [PersistentVolumeClaim, StorageClass]\nmatch:\n  absence:\n    kind: StorageClass\n    neededBy: { kind: PersistentVolumeClaim, field: spec.storageClassName }\nwhat: "{{name}} wants {{missing}}."',
    );
    const claim = {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop' },
      spec: { storageClassName: 'fast' },
    };
    const found = await judge([missing], { objects: [claim], complete: ['StorageClass', 'PersistentVolumeClaim'] });
    expect(found.findings).toMatchObject([{ message: 'data wants fast.', confidence: 'confirmed' }]);
    const unknown = await judge([missing], { objects: [claim], complete: ['PersistentVolumeClaim'] });
    expect(unknown.outcomes).toMatchObject([{ outcome: 'not-collected', missing: ['StorageClass'] }]);
  });
});

describe('outcomes', () => {
  test('a check that throws is a row, and the others go on', async () => {
    const broken = rule('broken', 'needs: [Pod]\nmatch: { check: broken }');
    const checks = {
      broken: {
        run: () => {
          throw new Error('no such field');
        },
      },
    };
    const { outcomes, findings } = await judge([broken, REFUSED], { logs: { web: LINE } }, checks);
    expect(outcomes).toEqual([
      { rule: 'broken', pack: 'kubernetes', outcome: 'error', reason: 'no such field' },
      { rule: 'database-refused', pack: 'kubernetes', outcome: 'found' },
    ]);
    expect(findings).toHaveLength(1);
  });

  test('what was not collected never reads as clear', async () => {
    const outcome = async (story: Parameters<typeof judge>[1]) => (await judge([REFUSED], story)).outcomes[0];
    expect(await outcome({})).toMatchObject({ outcome: 'not-collected', missing: ['logs'] });
    expect(await outcome({ logs: { web: 'fine\n' } })).toMatchObject({ outcome: 'clear' });
    expect(await outcome({ logs: { web: 'fine\n' }, objects: [pod('db-0', 'crashing')] })).toMatchObject({
      outcome: 'not-collected',
      missing: ['logs of shop/db-0'],
    });
  });

  test('a kind that the cluster does not have is not applicable', async () => {
    const issuers = rule('issuer', 'needs: [Issuer]\nmatch: { check: none }');
    const checks = { none: { run: () => [] } };
    expect((await judge([issuers], {}, checks)).outcomes).toMatchObject([{ outcome: 'not-applicable' }]);
  });
});

test('error lines that no rule knows are told, those before a crash first', async () => {
  const { unknownLines } = await judge([REFUSED], {
    objects: [pod('web-0', 'crashing'), pod('db-0', 'ready')],
    logs: { 'shop/web-0/app': 'ERROR the flux is gone\n', 'shop/db-0/app': 'ERROR slow query 1\nERROR slow query 2\n' },
  });
  expect(unknownLines.map(({ text, count, beforeCrash }) => [text, count, beforeCrash])).toEqual([
    ['ERROR the flux is gone', 1, true],
    ['ERROR slow query 1', 2, false],
  ]);
});
