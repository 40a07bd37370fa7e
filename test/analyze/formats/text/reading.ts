import type {
  CollectedList,
  FactSink,
  KubeEvent,
  LogOrigin,
  TextOrigin,
} from '../../../../src/analyze/formats/facts.ts';
import type { KubeObject } from '../../../../src/analyze/formats/kube-object.ts';
import { readText } from '../../../../src/analyze/formats/text/read-text.ts';

export type Reading = {
  result: 'read' | 'unread';
  objects: KubeObject[];
  events: KubeEvent[];
  lists: CollectedList[];
  gaps: { what: string; why: string }[];
  logs: { origin: LogOrigin; text: string }[];
  texts: { origin: TextOrigin; text: string }[];
  structured: { text: string; firstLine: number }[];
};

/** Reads a text and returns everything that the sink was given. */
export async function reading(text: string, path = 'notes.txt', namespaceHint?: string): Promise<Reading> {
  const found: Omit<Reading, 'result'> = {
    objects: [],
    events: [],
    lists: [],
    gaps: [],
    logs: [],
    texts: [],
    structured: [],
  };
  const sink: FactSink = {
    object: (object) => found.objects.push(object),
    event: (event) => found.events.push(event),
    list: (list) => found.lists.push(list),
    gap: (gap) => found.gaps.push(gap),
    metadata: () => {},
    unread: () => {},
    text: (origin, content) => found.texts.push({ origin, text: content }),
    async log(origin, content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      found.logs.push({ origin, text: Buffer.concat(chunks).toString('utf8') });
    },
  };
  const result = await readText(
    { path, text, ...(namespaceHint ? { namespaceHint } : {}) },
    sink,
    (document, firstLine) => found.structured.push({ text: document, firstLine }),
  );
  return { result, ...found };
}
