/** The share of relations and diagnosis in the analysis of a large cluster in trouble. */

import type { Entry } from '../src/analyze/bundle/entry.ts';
import { CHECKS } from '../src/analyze/checks/index.ts';
import { diagnose } from '../src/analyze/diagnose/index.ts';
import { createEvidenceMaker } from '../src/analyze/evidence.ts';
import { analyze } from '../src/analyze/index.ts';
import { readBundle } from '../src/analyze/read.ts';
import { runRules } from '../src/analyze/rules/run-rules.ts';
import { buildSnapshot } from '../src/analyze/snapshot/build-snapshot.ts';
import { buildRelations } from '../src/analyze/snapshot/relations/build-relations.ts';
import { rulesFrom } from '../src/commands/rule-files.ts';
import { podOf } from './cluster-lists.ts';
import { ratioOf, report } from './pairs.ts';

type Pod = { metadata: { name: string; namespace: string; ownerReferences: object[] }; status: object };

/** Every sixteenth pod cannot pull an image of its own, so that as many findings stay apart. */
const TROUBLED = 16;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const pods = Array.from({ length: quick ? 500 : 5_000 }, (_, seed) => troubled(podOf(seed) as Pod, seed));
  const events = pods.flatMap((pod, seed) => Array.from({ length: 4 }, (_, at) => eventOf(pod, seed, at)));
  const files = {
    'cluster-resources/pods/all.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: pods }),
    'cluster-resources/events/all.json': JSON.stringify({ kind: 'EventList', apiVersion: 'v1', items: events }),
  };
  const rules = await rulesFrom([]);

  const whole = async () => {
    const start = performance.now();
    const { findings } = await analyze(entriesOf(files), rules, { name: 'bench', version: '0' });
    found = findings.length;
    return performance.now() - start;
  };
  let found = 0;

  const { facts } = await readBundle(entriesOf(files), rules.needles);
  const snapshot = buildSnapshot(facts);
  const evidence = createEvidenceMaker(snapshot);
  const { findings } = await runRules(rules, snapshot, evidence, CHECKS);
  const part = () => {
    const start = performance.now();
    buildRelations(snapshot);
    diagnose({ findings, rules: rules.rules, snapshot, evidence, stepsOf: () => [] });
    return performance.now() - start;
  };
  report('relations and diagnosis, of the whole analysis', await ratioOf(part, whole, quick ? 1 : 5), 0.2);
  console.log(`  (${pods.length} pods, ${events.length} events, ${found} findings)`);

  const alone = async (count: number) => {
    const failing = Array.from({ length: count }, (_, seed) =>
      troubled(podOf(TROUBLED * seed) as Pod, TROUBLED * seed),
    );
    const items = failing.map(({ metadata, ...pod }) => ({ ...pod, metadata: { ...metadata, namespace: 'one' } }));
    const list = { 'cluster-resources/pods/one.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items }) };
    return async () => {
      const start = performance.now();
      await analyze(entriesOf(list), rules, { name: 'bench', version: '0' });
      return performance.now() - start;
    };
  };
  const size = quick ? 100 : 2_000;
  const ratio = await ratioOf(await alone(2 * size), await alone(size), quick ? 1 : 3);
  report(`${2 * size} failing pods of one namespace, beside half as many`, ratio, 2.5);
}

function troubled(pod: Pod, seed: number): Pod {
  if (seed % TROUBLED !== 0) return pod;
  const waiting = { reason: 'ImagePullBackOff', message: `Back-off pulling image "registry.example/web:${seed}"` };
  const containerStatuses = [{ name: 'web', ready: false, restartCount: 0, state: { waiting } }];
  const conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-03-01T10:00:05Z' }];
  return {
    ...pod,
    metadata: { ...pod.metadata, ownerReferences: [] },
    status: { phase: 'Pending', conditions, containerStatuses },
  };
}

function eventOf({ metadata: { name, namespace } }: Pod, seed: number, at: number): object {
  const failed = seed % TROUBLED === 0;
  return {
    metadata: { name: `${name}.${at}`, namespace },
    type: failed ? 'Warning' : 'Normal',
    reason: failed ? 'Failed' : ['Scheduled', 'Pulled', 'Created', 'Started'][at],
    message: failed
      ? `Failed to pull image "registry.example/web:${seed}": rpc error: code = NotFound desc = registry.example/web:${seed}: not found`
      : `step ${at} of ${name}`,
    involvedObject: { kind: 'Pod', namespace, name },
    count: 1 + at,
    lastTimestamp: `2026-03-01T11:0${at}:00Z`,
  };
}

async function* entriesOf(files: Record<string, string>): AsyncGenerator<Entry> {
  for (const [path, text] of Object.entries(files)) {
    yield { type: 'file', path, content: once(Buffer.from(text)) };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
