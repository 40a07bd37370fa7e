import type { Facts } from '../../src/analyze/snapshot/facts.ts';

/** The log of `namespace/pod/container` with one line, and one hit on it that captures this. */
export function logOf(name: string, text: string, captures: Record<string, string>): Facts['logs'][number] {
  const [namespace = '', pod = '', container = ''] = name.split('/');
  const line = { line: 1, text, before: [], after: [] };
  return {
    origin: { file: `${name}.log`, firstLine: 1, previous: false, stem: container, namespace, pod, container },
    scan: {
      bytes: text.length,
      lines: 1,
      hits: [{ needle: 'example', captures, count: 1, first: line, last: line, lines: [1] }],
      unknown: [],
      until: {},
      tail: [],
    },
  };
}
