import type { KubeEvent, LogOrigin } from '../../analyze/formats/facts.ts';
import type { Json, JsonObject } from '../../analyze/formats/kube-object.ts';
import { isJsonObject, KubeObject, objectsOf } from '../../analyze/formats/kube-object.ts';
import type { Rule, RuleSet } from '../../analyze/rules/rule.ts';
import type { Scanner } from '../../analyze/scan/scanner.ts';
import type { Facts } from '../../analyze/snapshot/facts.ts';

/** "Now" of every example. */
const NOW = '2026-01-01T12:00:00Z';

/** `see <path>`: the examples of a check may stand in its test. */
export function isElsewhere(example: unknown): boolean {
  return typeof example === 'string' && /^see \S+$/.test(example);
}

/**
 * An example as a small bundle. A text is the log (or text, or message of an event) that the rule reads; a mapping with
 * `message` is an event; any other mapping gives `objects`, `events`, `logs` and `texts` (text by name). The kinds that
 * the rule needs count as completely listed, except those in `incomplete`.
 */
export function factsOfExample(
  rule: Rule,
  ruleSet: RuleSet,
  example: unknown,
  scanner: Scanner,
  often: boolean,
): Facts {
  const parts = partsOf(rule, example as Json);
  const repeat = often ? ((rule.match.log ?? rule.match.text)?.repeat?.min ?? 1) : 1;
  const scan = (text: string, input: 'log' | 'text') => {
    const stream = scanner.stream({ input });
    for (let time = 0; time < repeat; time++) stream.push(Buffer.from(text.endsWith('\n') ? text : `${text}\n`));
    return stream.finish();
  };
  const stem = stemFor(rule, ruleSet);
  return {
    objects: parts.objects.map(objectOf),
    events: parts.events.map((event) => eventOf(rule, event)),
    lists: rule.needs
      .filter((kind) => kind !== 'logs' && kind !== 'text' && !parts.incomplete.includes(kind))
      .map((kind) => ({ kind: kind === 'events' ? 'Event' : kind, complete: true, file: `${kind}.json` })),
    gaps: [],
    unread: [],
    metadata: { capturedAt: NOW, capturedAtSource: 'manifest' },
    logs: Object.entries(parts.logs).map(([name, text]) => ({
      origin: originOf(name || stem),
      scan: scan(text, 'log'),
    })),
    texts: Object.entries(parts.texts).map(([file, text]) => ({
      origin: { file, firstLine: 1, kind: 'output' as const },
      scan: scan(text, 'text'),
    })),
    format: 'folder',
  };
}

type Parts = {
  objects: JsonObject[];
  events: JsonObject[];
  logs: Record<string, string>;
  texts: Record<string, string>;
  incomplete: string[];
};

function partsOf(rule: Rule, example: Json): Parts {
  const none: Parts = { objects: [], events: [], logs: {}, texts: {}, incomplete: [] };
  if (typeof example === 'string') {
    if (rule.match.event) return { ...none, events: [{ message: example }] };
    return rule.match.text ? { ...none, texts: { 'example.txt': example } } : { ...none, logs: { '': example } };
  }
  if (!isJsonObject(example)) return none;
  if ('message' in example) return { ...none, events: [example] };
  return {
    objects: objectsOf(example.objects),
    events: objectsOf(example.events),
    logs: textsOf(example.logs),
    texts: textsOf(example.texts),
    incomplete: Array.isArray(example.incomplete) ? example.incomplete.map(String) : [],
  };
}

function textsOf(value: Json | undefined): Record<string, string> {
  if (typeof value === 'string') return { '': value };
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
    : {};
}

function objectOf(body: JsonObject, index: number): KubeObject {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  return new KubeObject({
    kind: String(body.kind ?? 'Pod'),
    apiVersion: typeof body.apiVersion === 'string' ? body.apiVersion : '',
    name: String(metadata.name ?? `example-${index}`),
    ...(typeof metadata.namespace === 'string' ? { namespace: metadata.namespace } : {}),
    fidelity: 'full',
    source: { file: 'example.json', line: 1 },
    body,
  });
}

function eventOf(rule: Rule, event: JsonObject): KubeEvent {
  const text = (key: string, otherwise: string) => (typeof event[key] === 'string' ? event[key] : otherwise);
  const matcher = rule.match.event;
  const involved = isJsonObject(event.involved) ? event.involved : event;
  const name = (key: string, otherwise: string) => (typeof involved[key] === 'string' ? involved[key] : otherwise);
  return {
    type: text('type', matcher?.type[0] ?? 'Warning'),
    reason: text('reason', matcher?.reason[0] ?? 'Failed'),
    message: text('message', ''),
    involved: {
      kind: name('kind', matcher?.kind[0] ?? 'Pod'),
      namespace: name('namespace', 'shop'),
      name: name('name', 'web-0'),
    },
    count: typeof event.count === 'number' ? event.count : 1,
    last: text('last', NOW),
    source: { file: 'events.json', line: 1 },
  };
}

/** `<namespace>/<pod>/<container>`, `<namespace>/<pod>`, or the stem of a loose file. */
function originOf(name: string): LogOrigin {
  const parts = name.split('/');
  const [namespace, pod, container] = parts;
  return {
    file: `${name}.log`,
    firstLine: 1,
    previous: name.endsWith('-previous'),
    stem: parts.at(-1) ?? name,
    ...(namespace && pod ? { namespace, pod } : {}),
    ...(container ? { container } : {}),
  };
}

/** The name of a log file that the rule and its pack would recognise. */
function stemFor(rule: Rule, { packs = [] }: RuleSet): string {
  const glob = rule.where.container?.[0] ?? packs.find(({ id }) => id === rule.pack)?.recognise.containers[0];
  return glob?.replace(/[*?]/g, '') || 'example';
}
