import { expect, test } from 'vitest';
import { peek } from '../../../src/analyze/formats/content.ts';
import { contentKindOf } from '../../../src/analyze/formats/content-kind.ts';
import { placeOf } from '../../../src/analyze/formats/families/index.ts';
import { inPieces } from '../../support/archives.ts';

/** What a whole file of that name and content is taken for. */
function kindOf(path: string, text: string | Uint8Array): string {
  const head = typeof text === 'string' ? Buffer.from(text) : text;
  return contentKindOf({ head, whole: true, content: none() }, path, placeOf(path)).kind;
}

async function* none(): AsyncGenerator<Uint8Array> {}

const LOG = '2024-05-01T10:00:00Z INFO ready\n2024-05-01T10:00:01Z ERROR failed\n';
const POD_LOG = 'cluster-resources/pods/logs/shop/api-0/web.log';

test.each<[kind: string, path: string, text: string]>([
  ['json', 'pods.json', '{"kind": "PodList", "items": []}'],
  ['json', 'data.txt', '{"apiVersion": "v1", "kind": "Pod"}'],
  ['json', 'x.json', '[]'],
  ['json', 'x.json', 'Warning: deprecated\n{"kind": "Pod"}'],
  ['json', 'logs/x.log', '{"apiVersion": "v1", "items": []}'],
  ['log', POD_LOG, '{"level": "error", "msg": "failed", "time": "2024"}\n'],
  ['log', 'app.json', '{"level": "error", "msg": "failed"}\n{"level": "info", "msg": "ready"}\n'],
  ['log', POD_LOG, '{"kind": "request", "metadata": {}}\n'],
  ['log', 'output.txt', LOG],
  ['log', 'output.txt', '[INFO] ready\n[ERROR] failed\n'],
  ['log', POD_LOG, 'error: unknown flag\n'],
  ['log', POD_LOG, 'ERROR: no port annotation, skipping the pod\n'],
  ['log', POD_LOG, 'NAME   READY   STATUS\n'],
  ['yaml', 'pod.yaml', 'apiVersion: v1\nkind: Pod\n'],
  ['yaml', 'pod.txt', '# saved\napiVersion: v1\nkind: Pod\n'],
  ['kubectl-text', 'pods.txt', 'NAME    READY   STATUS    RESTARTS   AGE\napi-0   0/1     Pending   0          5m\n'],
  ['kubectl-text', 'pods.log', 'NAME    READY   STATUS    RESTARTS   AGE\napi-0   0/1     Pending   0          5m\n'],
  ['dump', 'logs.txt', '==== START logs for container web of pod shop/api-0 ====\n'],
  ['refusal', 'pods.json', 'Error from server (Forbidden): pods is forbidden\n'],
  ['refusal', 'pods.yaml', 'error: the server doesn\'t have a resource type "podz"\n'],
  ['refusal', POD_LOG, 'unable to retrieve container logs for containerd://abc'],
  ['refusal', POD_LOG, '[casefile: withheld, this content could not be redacted]'],
  ['log', POD_LOG, 'ready to serve requests\n\0\0stopped\n'],
  ['empty', 'x.json', ''],
  ['empty', 'x.json', '\n\0'],
])('%s: %s', (kind, path, text) => {
  expect(kindOf(path, text)).toBe(kind);
});

test('bytes that are no text', () => {
  expect(kindOf('a.log', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 62]))).toBe('binary');
});

test('what a file is does not depend on the chunks that it arrives in', async () => {
  const text = Buffer.from(`${'a note of no kind\n'.repeat(5000)}apiVersion: v1\nkind: Pod\n`);
  const kinds = [1000, 64 * 1024, text.length].map(async (size) => {
    const peeked = await peek(inPieces(text, size), 64 * 1024);
    return contentKindOf(peeked, 'notes.txt', placeOf('notes.txt')).kind;
  });

  expect(await Promise.all(kinds)).toEqual(['text', 'text', 'text']);
});
