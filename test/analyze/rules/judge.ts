import type { Check } from '../../../src/analyze/checks/define-check.ts';
import { createEvidenceMaker } from '../../../src/analyze/evidence.ts';
import type { LogOrigin, TextOrigin } from '../../../src/analyze/formats/facts.ts';
import type { JsonObject } from '../../../src/analyze/formats/kube-object.ts';
import { problemLine } from '../../../src/analyze/rules/problem.ts';
import { readRules } from '../../../src/analyze/rules/read-rules.ts';
import type { Judged } from '../../../src/analyze/rules/run-rules.ts';
import { runRules } from '../../../src/analyze/rules/run-rules.ts';
import { createScanner } from '../../../src/analyze/scan/scanner.ts';
import { buildSnapshot } from '../../../src/analyze/snapshot/build-snapshot.ts';
import type { Story } from '../../support/snapshot-of.ts';
import { factsOf } from '../../support/snapshot-of.ts';

export type LogStory = Story & {
  /** By `<namespace>/<pod>/<container>` (`-previous` after it for the run before), or by the stem of a loose file. */
  logs?: Record<string, string>;
  texts?: Record<string, string>;
};

/** A rule file from what its story is about; the rest is filled in. */
export function rule(id: string, yaml: string): { path: string; text: string } {
  const given = new Set(yaml.split('\n').map((line) => /^(\w+):/.exec(line)?.[1]));
  const rest = Object.entries(DEFAULTS).flatMap(([key, value]) => (given.has(key) ? [] : [`${key}: ${value}`]));
  return { path: `kubernetes/${id}.yaml`, text: [`id: ${id}`, ...rest, yaml].join('\n') };
}

const DEFAULTS = {
  title: 'A title',
  severity: 'error',
  role: 'cause',
  needs: '[logs]',
  what: 'It fails.',
  why: 'It matters.',
  do: 'Look.',
  hits: '[a hit]',
  misses: '[a miss]',
};

const GENERIC_PACK = { path: 'kubernetes/_pack.yaml', text: 'name: Kubernetes\nversion: 1.0.0\ngeneric: true\n' };

/** Runs rules over a made-up bundle. */
export async function judge(
  files: { path: string; text: string }[],
  story: LogStory,
  checks: Record<string, Check> = {},
): Promise<Judged> {
  const { ruleSet, problems } = await readRules([GENERIC_PACK, ...files]);
  if (problems.length > 0) throw new Error(problems.map(problemLine).join('\n'));
  const scanner = createScanner(ruleSet.needles);
  const scan = (text: string, input: 'log' | 'text') => {
    const stream = scanner.stream({ input });
    stream.push(Buffer.from(text));
    return stream.finish();
  };
  const snapshot = buildSnapshot({
    ...factsOf(story),
    logs: Object.entries(story.logs ?? {}).map(([name, text]) => ({
      origin: logOrigin(name),
      scan: scan(text, 'log'),
    })),
    texts: Object.entries(story.texts ?? {}).map(([file, text]) => ({
      origin: { file, firstLine: 1, kind: 'output' } satisfies TextOrigin,
      scan: scan(text, 'text'),
    })),
  });
  const redactor = { text: (text: string) => text, object: <T>(object: T) => object, counts: () => ({}) };
  return runRules(ruleSet, snapshot, createEvidenceMaker(snapshot, redactor), checks);
}

function logOrigin(name: string): LogOrigin {
  const previous = name.endsWith('-previous');
  const [namespace = '', pod, container] = name.replace(/-previous$/, '').split('/');
  const place = pod ? { namespace, pod, ...(container ? { container } : {}) } : {};
  return { file: `${name}.log`, firstLine: 1, previous, stem: name.split('/').at(-1) ?? name, ...place };
}

/** A pod `shop/<name>` with one container `app`. */
export function pod(
  name: string,
  state: 'ready' | 'crashing' | 'waiting',
  more: JsonObject = {},
): JsonObject & { spec: JsonObject } {
  const ready = state === 'ready';
  const stateOf: Record<string, JsonObject> = {
    ready: { running: { startedAt: '2026-03-01T10:00:00Z' } },
    crashing: { waiting: { reason: 'CrashLoopBackOff' } },
    waiting: { waiting: { reason: 'ImagePullBackOff' } },
  };
  const terminated = { exitCode: 1, reason: 'Error', finishedAt: '2026-03-01T11:59:00Z' };
  return {
    kind: 'Pod',
    metadata: { name, namespace: 'shop', ...more },
    spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'registry.example/shop/app:1' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2026-03-01T11:00:00Z' }],
      containerStatuses: [
        {
          name: 'app',
          ready,
          restartCount: ready ? 0 : 4,
          state: stateOf[state] ?? {},
          lastState: state === 'crashing' ? { terminated } : {},
        },
      ],
    },
  };
}
