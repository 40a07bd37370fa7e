/**
 * Judges the packs by a file of real log lines: each line is the log of a container named after its system, with and
 * without timestamps, and goes through the whole analysis.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '../src/analyze/bundle/entry.ts';
import { CHECKS } from '../src/analyze/checks/index.ts';
import { createEvidenceMaker } from '../src/analyze/evidence.ts';
import { readBundle } from '../src/analyze/read.ts';
import type { RuleSet } from '../src/analyze/rules/rule.ts';
import { runRules } from '../src/analyze/rules/run-rules.ts';
import { buildSnapshot } from '../src/analyze/snapshot/build-snapshot.ts';
import { groupBy } from '../src/analyze/snapshot/group-by.ts';
import { logFile } from '../src/bundle-format/layout.ts';
import type { Finding } from '../src/report-format/report.ts';
import { atLeast } from '../src/report-format/report.ts';

/** Lines of others, which may not be here. */
export const SAMPLES = path.resolve('..', 'shared', 'reference', 'log-lines.jsonl');
const COUNTED = new Set(['critical', 'high', 'medium']);
/** Event texts of the kubelet and the autoscaler: given as events too. */
const EVENT_KINDS: Record<string, { kind: string; reason: string }> = {
  hpa: { kind: 'HorizontalPodAutoscaler', reason: 'FailedGetResourceMetric' },
  registry: { kind: 'Pod', reason: 'Failed' },
};

export type Sample = {
  system: string;
  id: string;
  line: string;
  severity: string;
  negative: boolean;
  cause: string;
  /** How often the line must come to count. */
  repeat_min?: number;
  /** From which value of a field the line counts. */
  field_min?: Record<string, number>;
};
/** A sample in its own namespace, so that no line is evidence for another. */
type Stream = { sample: Sample; namespace: string; entry: Entry };

/** A line that counts only when it repeats, or from some value on, is a look-alike before that. */
function withNearMisses(sample: Sample): Sample[] {
  const { repeat_min: times, field_min: fields = {}, ...rest } = sample;
  const misses = Object.keys(fields).map((field): Sample => {
    const line = sample.line.replace(new RegExp(`\\b${field}=\\d+`), `${field}=0`);
    return { ...rest, id: `${sample.id}-${field}-0`, line, negative: true };
  });
  const once: Sample[] = times ? [{ ...rest, id: `${sample.id}-once`, negative: true }] : [];
  return [sample, ...once, ...misses];
}

function streamsOf(sample: Sample): Stream[] {
  const { system, id, line, repeat_min: times = 1 } = sample;
  const lines = Array.from({ length: times }, () => line.split('\n')).flat();
  const stamped = lines.map((text, at) => `2026-01-01T00:${String(at % 60).padStart(2, '0')}:00.000000000Z ${text}`);
  const variant = (name: string, text: string): Stream => {
    const namespace = `${id}-${name}`;
    return {
      sample,
      namespace,
      entry: fileEntry(logFile({ namespace, pod: `${system}-0`, container: system, previous: false }), text),
    };
  };
  return [variant('plain', lines.join('\n')), variant('stamped', stamped.join('\n'))];
}

function eventsOf(sample: Sample): Stream[] {
  const event = EVENT_KINDS[sample.system];
  if (!event) return [];
  const namespace = `${sample.id}-event`;
  const item = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: sample.id, namespace },
    type: 'Warning',
    reason: event.reason,
    message: sample.line,
    involvedObject: { kind: event.kind, namespace, name: `${sample.system}-0` },
    lastTimestamp: '2026-01-01T00:00:00Z',
  };
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'EventList', items: [item] });
  return [{ sample, namespace, entry: fileEntry(`cluster-resources/events/${namespace}.json`, list) }];
}

function fileEntry(name: string, text: string): Entry {
  const bytes = Buffer.from(`${text}\n`);
  async function* content() {
    yield bytes;
  }
  return { type: 'file', path: name, size: bytes.length, content: content() };
}

async function findingsOf(streams: readonly Stream[], rules: RuleSet): Promise<Map<string, Finding[]>> {
  async function* entries() {
    for (const { entry } of streams) yield entry;
  }
  const { facts } = await readBundle(entries(), rules.needles);
  const snapshot = buildSnapshot(facts);
  const { findings } = await runRules(rules, snapshot, createEvidenceMaker(snapshot), CHECKS);
  return groupBy(findings, ({ subject }) => subject.namespace ?? '');
}

/** Ids of the rules that answer for a system: those of its pack, and those tried on every log. */
function answering({ rules, packs = [] }: RuleSet, system: string): Set<string> {
  const generic = new Set(packs.filter((pack) => pack.generic).map(({ id }) => id));
  return new Set(
    rules.filter((rule) => rule.generic || generic.has(rule.pack) || rule.pack === system).map(({ id }) => id),
  );
}

export function samplesOf(file: string): Sample[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample);
}

export type Judgement = {
  /** Faults of weight, one row for each way in which a line was given. */
  found: string[];
  missed: string[];
  /** Look-alikes that an error was made of. */
  alarms: string[];
  /** By system and rule: the lines that it fired for, by their cause; more than one cause only. */
  mixed: [string, string[][]][];
};

export async function judgeLogLines(rules: RuleSet, given: readonly Sample[]): Promise<Judgement> {
  const samples = given.flatMap(withNearMisses);
  // Two bundles: a log that repeats an event adds nothing to it.
  const [logs, events] = [samples.flatMap(streamsOf), samples.flatMap(eventsOf)];
  const findings = new Map([...(await findingsOf(logs, rules)), ...(await findingsOf(events, rules))]);

  const judgement: Judgement = { found: [], missed: [], alarms: [], mixed: [] };
  const causes = new Map<string, Map<string, Set<string>>>();
  for (const { sample, namespace } of [...logs, ...events]) {
    const all = findings.get(namespace) ?? [];
    const told = all.map(({ rule, severity }) => `${rule} (${severity})`).join(', ') || 'nothing';
    const row = `${namespace} (${sample.severity}): ${told}: ${sample.line.slice(0, 110)}`;
    if (sample.negative) {
      if (all.some(({ severity }) => atLeast(severity, 'error'))) judgement.alarms.push(row);
      continue;
    }
    const own = answering(rules, sample.system);
    const seen = all.filter(({ rule, severity }) => own.has(rule) && atLeast(severity, 'warning'));
    for (const { rule } of seen) {
      const byCause = causes.get(`${sample.system} ${rule}`) ?? new Map<string, Set<string>>();
      causes.set(
        `${sample.system} ${rule}`,
        byCause.set(sample.cause, new Set([...(byCause.get(sample.cause) ?? []), sample.id])),
      );
    }
    if (COUNTED.has(sample.severity)) (seen.length > 0 ? judgement.found : judgement.missed).push(row);
  }
  judgement.mixed = [...causes]
    .filter(([, byCause]) => byCause.size > 1)
    .map(([rule, byCause]) => [rule, [...byCause.values()].map((ids) => [...ids])]);
  return judgement;
}
